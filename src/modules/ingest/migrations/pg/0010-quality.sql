-- 质量规则: what the data of a resource must obey. `check` is a document of `quality/contract.ts`, held to it at the boundary.
create table ingest.quality_rule (
  id              uuid        primary key,
  resource_id     uuid        not null,
  name            text        not null check (length(name) between 1 and 200),
  kind            text        not null,
  body            jsonb       not null,
  -- block: a batch that breaks it does not become visible; warn: it is told.
  severity        text        not null check (severity in ('block', 'warn')),
  enabled         boolean     not null default true,
  origin          text        not null check (origin in ('manual', 'suggested')),
  version         integer     not null default 1 check (version > 0),
  created_at      timestamptz not null,
  created_by      text        not null,
  updated_at      timestamptz not null,
  updated_by      text        not null,
  -- Results name their rule, so that a rule is ended, never deleted.
  ended_at        timestamptz
);
create index quality_rule_by_resource on ingest.quality_rule (resource_id) where ended_at is null;

-- One examination: of a batch before it stands (gate), or of the whole dataset after a commit or when somebody asked.
create table ingest.quality_run (
  id              uuid        primary key,
  resource_id     uuid        not null,
  cause           text        not null check (cause in ('gate', 'commit', 'manual')),
  batch           bigint,
  dataset_version text,
  outcome         text        not null check (outcome in ('passed', 'warned', 'blocked', 'failed')),
  rules           integer     not null,
  rows            bigint      not null,
  passes          integer     not null,
  score           double precision check (score between 0 and 100),
  elapsed_ms      bigint      not null,
  at              timestamptz not null,
  asked_by        text        not null
);
create index quality_run_by_resource on ingest.quality_run (resource_id, at desc);
-- The commit of a batch is looked at once, however often its event is told.
create unique index quality_run_once on ingest.quality_run (resource_id, batch) where cause = 'commit';

create table ingest.quality_result (
  run_id       uuid    not null references ingest.quality_run (id),
  rule_id      uuid    not null references ingest.quality_rule (id),
  rule_version integer not null,
  severity     text    not null,
  outcome      text    not null check (outcome in ('pass', 'fail', 'error')),
  checked      bigint  not null,
  failed       bigint  not null,
  -- What a bound was held against: a count, a sum, days.
  measure      double precision,
  primary key (run_id, rule_id)
);
create index quality_result_by_rule on ingest.quality_result (rule_id);

-- 核实单: a broken rule, put to the department that owns the data. At most one stands open for a rule.
create table ingest.quality_slip (
  id          uuid        primary key,
  seq         bigint      generated always as identity,
  resource_id uuid        not null,
  rule_id     uuid        not null references ingest.quality_rule (id),
  owner_dept  text,
  state       text        not null,
  -- The newest run that broke the rule, and how often it did since the slip was opened.
  run_id      uuid        not null references ingest.quality_run (id),
  batch       bigint,
  times       integer     not null default 1,
  checked     bigint      not null,
  failed      bigint      not null,
  measure     double precision,
  -- The first failing rows: {columns: [{column, name}], rows: [[…]]}.
  sample      jsonb       not null,
  answer      text,
  opened_at   timestamptz not null,
  updated_at  timestamptz not null,
  closed_at   timestamptz
);
create unique index quality_slip_open on ingest.quality_slip (rule_id) where closed_at is null;
create index quality_slip_by_resource on ingest.quality_slip (resource_id, opened_at desc);
create index quality_slip_by_owner on ingest.quality_slip (owner_dept, state);

-- What other modules may read: the newest score of a resource's whole dataset.
create view ingest.pub_quality_score as
  select distinct on (resource_id) resource_id, score, outcome, rules, rows, at
  from ingest.quality_run where cause <> 'gate' and score is not null
  order by resource_id, at desc;
