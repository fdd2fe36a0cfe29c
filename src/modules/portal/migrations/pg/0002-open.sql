-- How a resource is opened: what a release must hold to, and how it is shown. Absent: the defaults.
create table portal.policy (
  resource_id uuid primary key,
  -- Every combination of quasi-identifiers that is released stands for at least so many rows.
  k           integer not null default 5 check (k between 2 and 1000),
  -- {column: mask}: how an item is made coarser before it leaves.
  masks       jsonb not null default '{}',
  theme       text not null default 'other',
  licence     text not null default 'open',
  updated_at  timestamptz not null,
  updated_by  text not null
);

-- 开放版本: a snapshot of a resource, checked, with files made once. A sandbox is one for a proposal alone.
create table portal.release (
  id             uuid primary key,
  resource_id    uuid not null,
  version        integer not null check (version > 0),
  purpose        text not null check (purpose in ('open', 'sandbox')),
  proposal_id    uuid,
  state          text not null
    check (state in ('checking', 'refused', 'ready', 'published', 'superseded', 'withdrawn', 'discarded')),
  -- Made by new data of a published resource; published without a person when the check passes.
  automatic      boolean not null,
  source_version text,
  fields         jsonb not null default '[]',
  k              integer not null,
  finding        jsonb,
  reason         text not null default '',
  rows           bigint not null default 0,
  period_from    text,
  period_to      text,
  created_at     timestamptz not null,
  created_by     text not null,
  checked_at     timestamptz,
  published_at   timestamptz,
  published_by   text,
  -- Until when the next version is promised; null where the cycle is not known.
  due_at         timestamptz,
  unique (resource_id, purpose, version)
);
create unique index release_shown on portal.release (resource_id) where state = 'published' and purpose = 'open';
create index release_of on portal.release (resource_id, version desc);

create table portal.file (
  release_id uuid not null references portal.release (id),
  format     text not null check (format in ('csv', 'xlsx', 'json', 'parquet')),
  hash       text not null,
  bytes      bigint not null,
  downloads  bigint not null default 0,
  primary key (release_id, format)
);

-- 开发者密钥: only the digest is kept.
create table portal.api_key (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 60),
  contact    text not null check (length(contact) between 3 and 120),
  purpose    text not null default '',
  prefix     text not null,
  digest     text not null unique,
  quota      integer not null check (quota >= 0),
  created_at timestamptz not null,
  revoked_at timestamptz
);
create table portal.usage (
  key_id uuid not null references portal.api_key (id),
  day    date not null,
  calls  bigint not null default 0,
  rows   bigint not null default 0,
  primary key (key_id, day)
);

-- What the public says: 数据需求, 纠错, 评价. Nothing is shown before a person has looked at it.
create table portal.voice (
  id          uuid primary key,
  kind        text not null check (kind in ('request', 'correction', 'rating')),
  resource_id uuid,
  state       text not null check (state in ('received', 'shown', 'answered', 'hidden')),
  title       text not null check (length(title) between 1 and 100),
  body        text not null check (length(body) <= 2000),
  score       integer check (score between 1 and 5),
  -- For the answer only; never shown.
  contact     text not null default '',
  -- A keyed digest of who wrote, for limits; tells nobody who it was.
  author      text not null,
  answer      text not null default '',
  created_at  timestamptz not null,
  answered_at timestamptz,
  answered_by text,
  check (kind <> 'rating' or (score is not null and resource_id is not null)),
  check (kind <> 'correction' or resource_id is not null)
);
create index voice_in_order on portal.voice (state, created_at desc);
create index voice_of_author on portal.voice (author, created_at desc);

-- 共创: 场景征集 → 方案 → 评审 → 试点 → 应用.
create table portal.scene (
  id         uuid primary key,
  title      text not null check (length(title) between 1 and 100),
  body       text not null check (length(body) <= 5000),
  state      text not null check (state in ('draft', 'open', 'closed')),
  closes_on  date,
  resources  uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by text not null
);
create table portal.proposal (
  id          uuid primary key,
  scene_id    uuid not null references portal.scene (id),
  state       text not null
    check (state in ('submitted', 'accepted', 'declined', 'piloting', 'stopped', 'applied', 'retired')),
  team        text not null check (length(team) between 1 and 60),
  title       text not null check (length(title) between 1 and 100),
  body        text not null check (length(body) <= 5000),
  contact     text not null,
  author      text not null,
  -- Of the sandbox: the digest of its key, and until when it opens.
  key_digest  text,
  key_until   timestamptz,
  -- Of the application: where it runs and which open resources it uses.
  url         text not null default '',
  resources   uuid[] not null default '{}',
  comment     text not null default '',
  created_at  timestamptz not null,
  decided_at  timestamptz
);
create index proposal_of on portal.proposal (scene_id, created_at desc);
create index proposal_state on portal.proposal (state);
