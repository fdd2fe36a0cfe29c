-- A key that the directory lists is signed with before one that only this node knows.
alter table exchange.node_key add column listed boolean not null default false;

-- Who this node is. One row, or none where nothing is exchanged.
create table exchange.node_self (
  single     boolean primary key default true check (single),
  id         text        not null,
  name       text        not null,
  kind       text        not null check (kind in ('province', 'city', 'department')),
  address    text,
  -- The public key (JSON) that the first directory must be signed with; null at the province, which signs itself.
  anchor     text,
  -- Certificate (DER, base64) of the transport, and its private key, sealed.
  certificate text       not null,
  sealed      text       not null,
  created_at timestamptz not null
);

-- Directories as the province signed them; the highest version holds.
create table exchange.node_directory (
  version     bigint primary key,
  document    text        not null,
  key         text        not null,
  signature   text        not null,
  accepted_at timestamptz not null
);
create trigger node_directory_append_only before update or delete or truncate on exchange.node_directory
  for each statement execute function platform.refuse_change();

-- What this node remembers of each other node.
create table exchange.node_peer (
  id             text primary key,
  out_seq        bigint not null default 0,
  in_seq         bigint not null default 0,
  last_seen_at   timestamptz,
  last_tried_at  timestamptz,
  latency_ms     double precision,
  clock_ms       double precision,
  directory      bigint,
  failures       integer not null default 0,
  failed_total   bigint  not null default 0,
  failure_code   text,
  failure        text,
  next_at        timestamptz,
  -- One process at a time sends to a peer.
  lease          text,
  lease_until    timestamptz
);

-- Messages to others. They are written in the transaction of what they tell; sequence and signature come when they are sent.
create table exchange.node_outbox (
  no         bigint generated always as identity primary key,
  id         uuid        not null unique,
  to_node    text        not null,
  type       text        not null,
  request_id uuid        not null,
  resource   text,
  grant_id   text,
  purpose    text,
  body       text        not null,
  parts      jsonb       not null default '[]',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state      text        not null check (state in ('queued', 'sealed', 'accepted', 'delivered', 'rejected', 'dead')),
  seq        bigint,
  header     text,
  signature  text,
  digest     char(64),
  attempts   integer     not null default 0,
  next_at    timestamptz,
  code       text,
  said       text,
  receipt    bigint,
  settled_at timestamptz,
  check (state in ('queued', 'dead', 'rejected') or header is not null)
);
create index node_outbox_queued on exchange.node_outbox (to_node, no) where state = 'queued';
create index node_outbox_open on exchange.node_outbox (to_node, seq) where state in ('sealed', 'accepted');
create index node_outbox_dead on exchange.node_outbox (no) where state in ('dead', 'rejected');

-- Messages of others, each once.
create table exchange.node_inbox (
  no          bigint generated always as identity primary key,
  from_node   text        not null,
  id          uuid        not null,
  seq         bigint      not null,
  type        text        not null,
  request_id  uuid        not null,
  header      text        not null,
  signature   text        not null,
  digest      char(64)    not null,
  body        text        not null,
  state       text        not null check (state in ('held', 'accepted', 'verified', 'delivered', 'rejected')),
  code        text,
  said        text,
  received_at timestamptz not null,
  settled_at  timestamptz,
  receipt     bigint,
  unique (from_node, id),
  unique (from_node, seq)
);
create index node_inbox_waiting on exchange.node_inbox (from_node, seq) where state in ('held', 'accepted', 'verified');

-- Signed receipts, as many as one answer carried: given to others, or taken from them.
create table exchange.node_receipt (
  no        bigint generated always as identity primary key,
  direction text        not null check (direction in ('given', 'taken')),
  peer      text        not null,
  text      text        not null,
  key       text        not null,
  signature text        not null,
  at        timestamptz not null
);

-- Calls that were made of this node lately: the same call again is a replay.
create table exchange.node_call (
  peer  text        not null,
  nonce text        not null,
  at    timestamptz not null,
  primary key (peer, nonce)
);
create index node_call_by_age on exchange.node_call (at);

-- The log of messages: each line bears the hash of the one before it.
create table exchange.node_log (
  no         bigint primary key,
  at         timestamptz(3) not null,
  event      text        not null,
  peer       text        not null,
  message_id uuid,
  line       text        not null,
  hash       char(64)    not null
);
create index node_log_by_message on exchange.node_log (message_id);
create trigger node_log_append_only before update or delete or truncate on exchange.node_log
  for each statement execute function platform.refuse_change();
create table exchange.node_log_head (
  single boolean primary key default true check (single),
  no     bigint   not null,
  hash   char(64) not null
);
insert into exchange.node_log_head (no, hash) values (0, repeat('0', 64));

-- Roots of whole subtrees of 256 lines, and the signed heads of the tree; both are made off the path of messages.
create table exchange.node_log_tile (
  no   bigint primary key,
  root char(64) not null
);
create table exchange.node_checkpoint (
  size      bigint primary key,
  root      char(64)    not null,
  text      text        not null,
  key       text        not null,
  signature text        not null,
  at        timestamptz not null
);
-- Heads of the trees of others, kept here, so that they cannot rewrite theirs unnoticed.
create table exchange.node_peer_checkpoint (
  peer      text        not null,
  size      bigint      not null,
  root      char(64)    not null,
  text      text        not null,
  key       text        not null,
  signature text        not null,
  -- Whether it was shown to continue the one before.
  consistent boolean    not null,
  at        timestamptz not null,
  primary key (peer, size, root)
);

-- Files under way, in pieces by content; a piece that is there is not sent again.
create table exchange.node_part (
  -- Whose file it is here; '' for files that this node sends.
  peer    text        not null,
  hash    char(64)    not null,
  bytes   bigint      not null,
  chunks  integer     not null,
  done_at timestamptz,
  primary key (peer, hash)
);
create table exchange.node_chunk (
  peer    text     not null,
  part    char(64) not null,
  no      integer  not null,
  hash    char(64) not null,
  present boolean  not null,
  primary key (peer, part, no),
  foreign key (peer, part) references exchange.node_part (peer, hash) on delete cascade
);
create index node_chunk_by_hash on exchange.node_chunk (peer, hash) where present;

-- Grants of others that their deliveries may name.
create table exchange.node_grant (
  peer       text        not null,
  id         text        not null,
  resource   text,
  purpose    text,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (peer, id)
);
