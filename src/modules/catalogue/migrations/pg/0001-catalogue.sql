create schema catalogue;

-- 政务信息资源: one row a resource. A resource is pending until its first batch of data stands; lists leave it out till then.
create table catalogue.resource (
  id            uuid primary key,
  seq           bigint generated always as identity,
  title         text not null check (length(title) between 1 and 200),
  provider_dept text,
  -- 信息资源代码: provider and running number; X00 while no provider is known.
  code          text not null unique generated always as (coalesce(provider_dept, 'X00') || '-' || lpad(seq::text, 6, '0')) stored,
  summary       text not null,
  kind          text not null check (kind in ('statistics', 'records')),
  update_cycle  text not null check (update_cycle in ('unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year')),
  sharing_type  text not null check (sharing_type in ('free', 'conditional', 'none')),
  opening_type  text not null check (opening_type in ('free', 'conditional', 'none')),
  dataset_table text not null,
  -- Files of one shape, title and provider bring batches of one resource.
  shape         text not null,
  status        text not null check (status in ('pending', 'active')),
  created_at    timestamptz not null,
  created_by    text not null,
  updated_at    timestamptz not null,
  unique nulls not distinct (shape, title, provider_dept)
);
create index resource_in_order on catalogue.resource (status, updated_at desc, id);

-- 信息项: a column of the dataset. An item is never retyped: another type, unit or basis is another item.
create table catalogue.item (
  resource_id uuid not null references catalogue.resource (id),
  seq         integer not null,
  column_name text not null check (column_name ~ '^[a-z][a-z0-9_]*$'),
  key         text not null,
  name        text not null,
  role        text not null check (role in ('region', 'period', 'measure', 'dimension', 'attribute')),
  data_type   text not null check (data_type in ('number', 'text')),
  unit        text,
  -- CUM, CUR, PT, …: the same measure cumulated and of one month are two items.
  basis       text,
  note        text not null default '',
  primary key (resource_id, seq),
  unique (resource_id, column_name),
  unique nulls not distinct (resource_id, role, key, data_type, unit, basis)
);

-- What other modules may read.
create view catalogue.pub_resource as
  select id, code, title, provider_dept, kind, update_cycle, sharing_type, opening_type, dataset_table, updated_at
  from catalogue.resource where status = 'active';
create view catalogue.pub_item as
  select i.resource_id, i.seq, i.column_name, i.key, i.name, i.role, i.data_type, i.unit, i.basis
  from catalogue.item i join catalogue.resource r on r.id = i.resource_id and r.status = 'active';
