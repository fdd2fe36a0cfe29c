-- Receipts are found by their digests, as the log names them.
alter table exchange.node_receipt add column digest char(64);
create index node_receipt_by_digest on exchange.node_receipt (digest);

-- Datasets that came from another node, and what became of them: the way from a message to a batch.
create table exchange.node_delivery (
  id          uuid primary key,
  message_id  uuid        not null,
  request_id  uuid        not null,
  from_node   text        not null,
  kind        text        not null check (kind in ('delivery', 'return')),
  title       text        not null,
  resource    text,
  grant_id    text,
  provider    text,
  file_hash   char(64)    not null,
  file_name   text        not null,
  state       text        not null check (state in ('received', 'imported', 'failed')),
  imports     jsonb       not null default '[]',
  failure     text,
  received_at timestamptz not null,
  settled_at  timestamptz,
  unique (message_id, file_hash)
);
create index node_delivery_in_order on exchange.node_delivery (received_at desc);

-- What other modules may read: which message an import came by.
create view exchange.pub_node_delivery as
  select d.message_id, d.request_id, d.from_node, d.kind, d.title, d.resource, d.grant_id, d.file_hash, d.state,
         i.value ->> 'importId' as import_id, i.value ->> 'resourceId' as resource_id
  from exchange.node_delivery d
  left join lateral jsonb_array_elements(d.imports) as i(value) on true;

-- Doubts about another node's data, raised by a user and answered by the owner.
create table exchange.node_correction (
  id          uuid primary key,
  direction   text        not null check (direction in ('raised', 'received')),
  peer        text        not null,
  resource    text        not null,
  about       text        not null,
  said        text        not null,
  proposed    text,
  state       text        not null check (state in ('open', 'accepted', 'declined')),
  answer      text,
  raised_at   timestamptz not null,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null))
);
