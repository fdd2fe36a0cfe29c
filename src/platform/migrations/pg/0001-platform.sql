-- Audit: append-only, hash-chained. The head is one row, locked by every append.
create table platform.audit (
  seq          bigint primary key,
  at           timestamptz(3) not null,
  user_id      uuid        not null,
  username     text        not null,
  action       text        not null,
  subject_kind text        not null,
  subject_id   text        not null,
  outcome      text        not null check (outcome in ('done', 'refused')),
  detail       text        not null,
  prev_hash    char(64)    not null,
  hash         char(64)    not null
);
create index audit_by_subject on platform.audit (subject_kind, subject_id, seq);
create index audit_by_user    on platform.audit (username, seq);

create table platform.audit_head (
  single boolean primary key default true check (single),
  seq  bigint   not null,
  hash char(64) not null
);
insert into platform.audit_head (seq, hash) values (0, repeat('0', 64));

-- Nobody edits the audit or a flow's history: the database refuses, whoever asks.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete or truncate on platform.audit
  for each statement execute function platform.refuse_change();

-- Outbox. Readers follow (tx, id) below the oldest running transaction, so no row is skipped by a late commit.
create table platform.event (
  id      bigint generated always as identity primary key,
  tx      xid8        not null default pg_current_xact_id(),
  topic   text        not null,
  key     text        not null,
  payload jsonb       not null,
  at      timestamptz not null
);
create index event_in_order on platform.event (tx, id);

create table platform.event_cursor (
  handler text primary key,
  tx      xid8   not null,
  id      bigint not null
);

-- History of every flow: one row a transition, in the transaction of the state.
create table platform.transition (
  id           bigint generated always as identity primary key,
  flow         text        not null,
  flow_version integer     not null,
  subject_kind text        not null,
  subject_id   text        not null,
  seq          integer     not null,
  event        text        not null,
  from_state   text        not null,
  to_state     text        not null,
  at           timestamptz(3) not null,
  user_id      uuid        not null,
  username     text        not null,
  reason       text,
  detail       text        not null,
  prev_hash    char(64)    not null,
  hash         char(64)    not null,
  unique (subject_kind, subject_id, flow, seq)
);
create trigger transition_append_only before update or delete or truncate on platform.transition
  for each statement execute function platform.refuse_change();

create table platform.setting (
  key        text primary key,
  value      jsonb       not null,
  updated_at timestamptz not null
);
