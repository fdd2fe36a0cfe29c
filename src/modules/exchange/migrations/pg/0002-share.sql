-- Working days a step may take, as rows that the bureau edits; each says where its number comes from.
create table exchange.timer (
  step        text primary key check (step in ('conformity', 'provider', 'unmounted', 'coordination', 'correction')),
  days        integer     not null check (days between 1 and 90),
  -- Working days before the deadline on which whoever must act is reminded.
  remind_days integer     not null check (remind_days between 0 and 30),
  source      text        not null check (length(source) between 1 and 500),
  updated_at  timestamptz not null,
  updated_by  text        not null
);

-- 先纵后横: which direction of sharing is dealt with first, and what its reviewers are told.
create table exchange.policy (
  direction  text primary key check (direction in ('vertical', 'horizontal')),
  rank       integer     not null check (rank between 1 and 9),
  note       text        not null check (length(note) <= 500),
  source     text        not null check (length(source) between 1 and 500),
  updated_at timestamptz not null,
  updated_by text        not null
);

-- Days that differ from the ordinary week, of years that the product does not know; a year's rows come together.
create table exchange.calendar_day (
  day   date primary key,
  works boolean not null,
  name  text    not null check (length(name) between 1 and 40)
);
create table exchange.calendar_year (
  year      integer primary key check (year between 2011 and 2100),
  source    text        not null check (length(source) between 1 and 500),
  loaded_at timestamptz not null,
  loaded_by text        not null
);

-- 共享申请.
create table exchange.request (
  id               uuid primary key,
  seq              bigint generated always as identity,
  resource_id      uuid        not null,
  resource_code    text        not null,
  resource_title   text        not null,
  provider_dept    text        not null,
  sharing_type     text        not null check (sharing_type in ('free', 'conditional')),
  -- Whether data stand behind the resource on this node; where none do, the provider has longer.
  is_mounted       boolean     not null,
  requester_kind   text        not null check (requester_kind in ('department', 'government')),
  requester_code   text        not null,
  direction        text        not null references exchange.policy (direction),
  purpose_kind     text        not null check (purpose_kind in ('decision', 'statistics', 'service', 'supervision', 'emergency')),
  purpose          text        not null check (length(purpose) between 5 and 1000),
  legal_basis      text        not null check (length(legal_basis) between 5 and 1000),
  items            text[]      not null check (cardinality(items) between 1 and 500),
  filter           jsonb       not null,
  masks            jsonb       not null,
  way              text        not null check (way in ('api', 'file', 'table', 'subscription')),
  to_node          text,
  starts_on        date        not null,
  ends_on          date        not null check (ends_on > starts_on),
  rows_per_day     bigint      not null check (rows_per_day between 1 and 1000000000),
  calls_per_minute integer     not null check (calls_per_minute between 1 and 6000),
  state            text        not null,
  flow_version     integer     not null,
  refusal_ground   text,
  created_by       text        not null,
  created_by_name  text        not null,
  conformity_by    text,
  provider_by      text,
  created_at       timestamptz not null,
  submitted_at     timestamptz,
  decided_at       timestamptz,
  -- The clock that runs: its step, the day from which it counts, working days it has, and where that ends.
  clock_step       text references exchange.timer (step),
  clock_from       date,
  clock_days       integer,
  clock_due        date,
  clock_provisional boolean     not null default false,
  clock_paused     boolean     not null default false,
  reminded_for     date,
  overdue_for      date,
  is_demo          boolean     not null default false
);
create index request_in_order on exchange.request (state, created_at desc);
create index request_of_requester on exchange.request (requester_kind, requester_code);
create index request_of_provider on exchange.request (provider_dept);

-- 授权: what may leave, how masked, to whom, till when. The keys of its masks stand sealed.
create table exchange."grant" (
  id               uuid primary key,
  request_id       uuid        not null unique references exchange.request (id) on delete cascade,
  resource_id      uuid        not null,
  resource_code    text        not null,
  resource_title   text        not null,
  provider_dept    text        not null,
  requester_kind   text        not null,
  requester_code   text        not null,
  purpose_kind     text        not null,
  purpose          text        not null,
  legal_basis      text        not null,
  items            text[]      not null,
  filter           jsonb       not null,
  masks            jsonb       not null,
  way              text        not null,
  to_node          text,
  rows_per_day     bigint      not null,
  calls_per_minute integer     not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz not null check (ends_at > starts_at),
  state            text        not null,
  flow_version     integer     not null,
  sealed_key       text        not null,
  created_at       timestamptz not null,
  ended_at         timestamptz,
  end_reason       text,
  is_demo          boolean     not null default false
);
create index grant_of_requester on exchange."grant" (requester_kind, requester_code);
create index grant_of_provider on exchange."grant" (provider_dept);
create index grant_of_resource on exchange."grant" (resource_id) where state = 'active';

-- One key a consumer system: shown once, kept as its digest.
create table exchange.access_key (
  id           uuid primary key,
  grant_id     uuid        not null references exchange."grant" (id) on delete cascade,
  system       text        not null check (length(system) between 2 and 80),
  prefix       text        not null,
  hash         text        not null unique,
  created_at   timestamptz not null,
  created_by   text        not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index access_key_of_grant on exchange.access_key (grant_id);

-- What a grant has used, a row a day (China), and the calls of the present minute.
create table exchange.usage (
  grant_id uuid    not null references exchange."grant" (id) on delete cascade,
  day      date    not null,
  rows     bigint  not null default 0,
  bytes    bigint  not null default 0,
  calls    integer not null default 0,
  primary key (grant_id, day)
);
create table exchange.rate (
  grant_id uuid primary key references exchange."grant" (id) on delete cascade,
  minute   timestamptz not null,
  calls    integer     not null
);

-- 交付: whatever left under a grant, signed by this node.
create table exchange.delivery (
  id          uuid primary key,
  seq         bigint generated always as identity unique,
  grant_id    uuid        not null references exchange."grant" (id) on delete cascade,
  way         text        not null,
  format      text        not null,
  state       text        not null check (state in ('making', 'ready', 'delivered', 'received', 'rejected', 'broken', 'failed')),
  by_kind     text        not null check (by_kind in ('key', 'user', 'system')),
  by_id       text        not null,
  by_name     text        not null,
  purpose_kind text       not null,
  batch       bigint,
  superseded  bigint[]    not null default '{}',
  rows        bigint      not null default 0,
  bytes       bigint      not null default 0,
  hash        text,
  signed_text text,
  key_id      text,
  signature   text,
  failure     text,
  millis      integer,
  message_id  text,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  received_at timestamptz,
  receipt_note text
);
create index delivery_of_grant on exchange.delivery (grant_id, seq desc);
create index delivery_in_time on exchange.delivery (created_at);
create unique index delivery_of_batch on exchange.delivery (grant_id, batch) where batch is not null;

-- 校核: what a user of data found wrong with a row, on its way to the owner and back.
create table exchange.correction (
  id           uuid primary key,
  seq          bigint generated always as identity,
  grant_id     uuid        not null references exchange."grant" (id) on delete cascade,
  resource_id  uuid        not null,
  resource_title text      not null,
  provider_dept text       not null,
  requester_kind text      not null,
  requester_code text      not null,
  batch        bigint      not null,
  row_no       bigint      not null,
  trace        text        not null,
  column_name  text        not null,
  column_title text        not null,
  seen         text,
  suggested    text        not null check (length(suggested) between 1 and 500),
  evidence     text        not null check (length(evidence) between 5 and 2000),
  state        text        not null,
  flow_version integer     not null,
  answer       text,
  created_by   text        not null,
  created_by_name text     not null,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  clock_from   date        not null,
  clock_days   integer     not null,
  clock_due    date        not null,
  clock_provisional boolean not null,
  is_demo      boolean     not null default false
);
create index correction_of_provider on exchange.correction (provider_dept, state);

-- What other modules may read.
create view exchange.pub_grant as
  select id, resource_id, resource_code, provider_dept, requester_kind, requester_code, way, state, starts_at, ends_at
  from exchange."grant";
create view exchange.pub_delivery as
  select d.id, d.grant_id, d.way, d.format, d.state, d.rows, d.bytes, d.hash, d.batch, d.created_at, g.resource_id
  from exchange.delivery d join exchange."grant" g on g.id = d.grant_id;
