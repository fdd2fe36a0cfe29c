-- Keys of this node. A private key stands sealed; it leaves the row for signing only.
create table exchange.node_key (
  id          text primary key,
  suite       text        not null check (suite in ('ed25519', 'sm2')),
  public_key  text        not null,
  sealed      text        not null,
  valid_from  timestamptz not null,
  valid_to    timestamptz not null,
  revoked_at  timestamptz,
  created_at  timestamptz not null,
  check (valid_from < valid_to)
);
