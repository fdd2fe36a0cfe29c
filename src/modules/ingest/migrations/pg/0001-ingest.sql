create schema ingest;

-- Originals. The bytes stand in the blob store under their hash; the same bytes are one row, whatever they are called.
create table ingest.file (
  hash          char(64) primary key check (hash ~ '^[0-9a-f]{64}$'),
  name          text        not null check (name <> ''),
  bytes         bigint      not null check (bytes >= 0),
  format        text        not null,
  encoding      text,
  delimiter     text,
  received_at   timestamptz not null,
  received_by   text        not null,
  received_name text        not null
);
create index file_in_order on ingest.file (received_at desc);

-- One accepted reading of one sheet of a file, and how far its import has come.
create table ingest.import (
  id               uuid primary key,
  file_hash        char(64)    not null references ingest.file (hash),
  sheet            integer     not null check (sheet >= 0),
  sheet_name       text        not null,
  reading          jsonb       not null,
  reading_hash     char(64)    not null,
  shape            text        not null,
  title            text        not null check (length(title) between 1 and 200),
  provider_dept    text,
  resource_id      uuid,
  status           text        not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  cancel_requested boolean     not null default false,
  -- The process run that carries it out; a run that ended without closing it is found by this.
  run              text,
  heartbeat_at     timestamptz,
  attempts         integer     not null default 0,
  -- Runs that ended without closing it since a person last asked for it.
  crashes          integer     not null default 0,
  rows_read        bigint      not null default 0,
  rows_accepted    bigint      not null default 0,
  rows_quarantined bigint      not null default 0,
  rows_non_data    bigint      not null default 0,
  -- Of the accepted rows: those that the warehouse's engine read by itself.
  rows_by_engine   bigint      not null default 0,
  bytes_done       bigint      not null default 0,
  elapsed_ms       bigint      not null default 0,
  summary          jsonb,
  failure_code     text,
  failure          text,
  created_at       timestamptz not null,
  created_by_id    uuid        not null,
  created_by       text        not null,
  created_by_name  text        not null,
  started_at       timestamptz,
  finished_at      timestamptz,
  unique nulls not distinct (file_hash, sheet, reading_hash, title, provider_dept),
  check ((status = 'running') = (run is not null)),
  check ((status = 'failed') = (failure is not null)),
  -- Counts add up, or the import is not done.
  check (status <> 'done' or rows_read = rows_accepted + rows_quarantined + rows_non_data)
);
create index import_in_order on ingest.import (created_at desc, id);
create index import_by_status on ingest.import (status) where status in ('queued', 'running');

-- Rows in the warehouse carry the number of their batch; only those of a committed batch exist for readers.
create table ingest.batch (
  no            bigint generated always as identity primary key,
  import_id     uuid        not null references ingest.import (id),
  resource_id   uuid        not null,
  kind          text        not null check (kind in ('import', 'release')),
  status        text        not null check (status in ('open', 'committed', 'superseded', 'aborted', 'purged')),
  run           text        not null,
  rows          bigint      not null default 0,
  opened_at     timestamptz not null,
  committed_at  timestamptz,
  superseded_by bigint references ingest.batch (no),
  check ((status in ('committed', 'superseded')) = (committed_at is not null)),
  check ((status = 'superseded') = (superseded_by is not null))
);
create index batch_by_resource on ingest.batch (resource_id, no);
create index batch_by_import on ingest.batch (import_id);
create index batch_to_clear on ingest.batch (status) where status in ('open', 'aborted');

-- How sheets of a shape were last accepted, with what people corrected, for the next file of that shape.
create table ingest.shape (
  fingerprint   text primary key,
  readings      jsonb       not null,
  provider_dept text,
  updated_at    timestamptz not null,
  updated_by    text        not null
);

-- Rows that could not be read. The first of a batch stand here and can be mended; the rest are in the warehouse.
create table ingest.quarantine (
  id             bigint generated always as identity primary key,
  import_id      uuid    not null references ingest.import (id),
  batch          bigint  not null references ingest.batch (no),
  line           integer not null,
  cells          jsonb   not null,
  reason         text    not null,
  col            integer,
  status         text    not null check (status in ('held', 'released', 'discarded')),
  mended         jsonb,
  -- Why the mended row still cannot be read; empty when it can.
  mended_reason  text,
  released_batch bigint references ingest.batch (no),
  decided_by     text,
  decided_at     timestamptz,
  check ((status = 'released') = (released_batch is not null))
);
create index quarantine_by_import on ingest.quarantine (import_id, status, line);

-- What other modules may read.
create view ingest.pub_batch as
  select b.no, b.import_id, b.resource_id, b.kind, b.status, b.rows, b.committed_at, b.superseded_by,
         i.file_hash, f.name as file_name, i.sheet_name, i.title, i.created_by_name as imported_by
  from ingest.batch b
  join ingest.import i on i.id = b.import_id
  join ingest.file f on f.hash = i.file_hash
  where b.status in ('committed', 'superseded');
