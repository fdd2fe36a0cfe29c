-- 数据源: a system that a department already has. `settings` holds no secret; `secret` is sealed with the node's key.
create table ingest.source (
  id            uuid primary key,
  name          text        not null unique check (length(name) between 1 and 100),
  kind          text        not null check (kind in ('postgres', 'mysql', 'oracle', 'dm', 'http', 'folder', 's3', 'mqtt', 'kafka')),
  class         text        not null check (class in ('government', 'enterprise', 'social')),
  provider_dept text,
  settings      jsonb       not null,
  secret        text,
  checked_at    timestamptz,
  -- What the last test of the connection said; null when it was well.
  check_failure text,
  created_at    timestamptz not null,
  created_by    text        not null,
  updated_at    timestamptz not null
);

-- 采集任务: what is taken from a source, how, when, and into which resource.
create table ingest.collection (
  id          uuid primary key,
  source_id   uuid        not null references ingest.source (id),
  object      jsonb       not null,
  title       text        not null check (length(title) between 1 and 200),
  resource_id uuid        not null,
  -- Columns as they were accepted: name and type in the source, and what each is here.
  columns     jsonb       not null,
  -- Columns of the source that are left out on purpose.
  ignored     text[]      not null default '{}',
  mode        text        not null check (mode in ('full', 'incremental')),
  watermark_column text,
  key_columns text[]      not null default '{}',
  -- How far it has come: committed with the batch that came so far.
  watermark   text,
  schedule    jsonb       not null,
  state       text        not null check (state in ('active', 'paused', 'gated', 'stopped')),
  -- What a run found changed at the gate, waiting for a decision.
  drift       jsonb,
  failures    integer     not null default 0,
  next_at     timestamptz,
  created_at  timestamptz not null,
  created_by  text        not null,
  created_by_name text    not null,
  check ((state = 'gated') = (drift is not null)),
  unique (resource_id)
);
create index collection_due on ingest.collection (next_at) where state = 'active' and next_at is not null;
create index collection_of_source on ingest.collection (source_id);

-- One run of a collection, and how far it has come. Its rows stand under its batch.
create table ingest.run (
  id            uuid primary key,
  collection_id uuid        not null references ingest.collection (id),
  cause         text        not null check (cause in ('schedule', 'missed', 'manual', 'retry', 'stream')),
  status        text        not null check (status in ('queued', 'running', 'done', 'failed', 'gated')),
  -- The process run that carries it out; a run that ended without closing it is found by this.
  process       text,
  heartbeat_at  timestamptz,
  batch         bigint references ingest.batch (no),
  rows          bigint      not null default 0,
  bytes         bigint      not null default 0,
  elapsed_ms    bigint      not null default 0,
  watermark_from text,
  watermark_to  text,
  crashes       integer     not null default 0,
  failure_code  text,
  failure       text,
  -- Lines {at, text}, oldest first.
  log           jsonb       not null default '[]',
  asked_by      text        not null,
  created_at    timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  check ((status = 'running') = (process is not null)),
  check ((status = 'failed') = (failure is not null))
);
create index run_of_collection on ingest.run (collection_id, created_at desc);
-- One run of a collection at a time.
create unique index run_at_a_time on ingest.run (collection_id) where status in ('queued', 'running');

-- Files of watched folders that have been taken: written with the batch that holds their rows.
create table ingest.taken_file (
  collection_id uuid   not null references ingest.collection (id),
  path          text   not null,
  stamp         text   not null,
  batch         bigint not null references ingest.batch (no),
  primary key (collection_id, path, stamp)
);

-- A batch comes from the import of a file or from a run of a collection.
alter table ingest.batch alter column import_id drop not null;
alter table ingest.batch add column run_id uuid references ingest.run (id);
alter table ingest.batch add constraint batch_of_one check ((import_id is null) <> (run_id is null));
alter table ingest.batch drop constraint batch_kind_check;
alter table ingest.batch add constraint batch_kind_check check (kind in ('import', 'release', 'pull'));

-- What other modules may read. A batch of a collection has the source's name for a file's, and no file behind it.
create or replace view ingest.pub_batch as
  select b.no, coalesce(b.import_id, b.run_id) as import_id, b.resource_id, b.kind, b.status, b.rows, b.committed_at,
         b.superseded_by, i.file_hash, coalesce(f.name, s.name) as file_name,
         coalesce(i.sheet_name, c.object ->> 'name') as sheet_name, coalesce(i.title, c.title) as title,
         coalesce(i.created_by_name, c.created_by_name) as imported_by, b.run_id, c.id as collection_id, s.id as source_id
  from ingest.batch b
  left join ingest.import i on i.id = b.import_id
  left join ingest.file f on f.hash = i.file_hash
  left join ingest.run r on r.id = b.run_id
  left join ingest.collection c on c.id = r.collection_id
  left join ingest.source s on s.id = c.source_id
  where b.status in ('committed', 'superseded');

-- What other modules may read of sources and collections: no address, no account, no secret.
create view ingest.pub_source as select id, name, kind, class, provider_dept from ingest.source;
create view ingest.pub_collection as
  select id, source_id, object, title, resource_id, columns, mode, key_columns, state, schedule from ingest.collection;
