-- A name as it is compared: without spaces, marks and what stands in brackets.
create function catalogue.name_key(name text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(regexp_replace(normalize(name, nfkc), '\([^)]*\)', '', 'g'), '[[:space:][:punct:]、。，；：·—“”‘’《》〈〉【】]+', '', 'g'))
$$;
-- A title without the words that any title may have.
create function catalogue.title_key(title text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(regexp_replace(regexp_replace(catalogue.name_key(title), '^(全省|山西省|本省|省级)+', ''),
    '(基本)?(信息表|数据表|数据库|统计表|信息|数据|台账|名录|名单|目录|情况|清单|明细|表|库)+$', ''), ''), catalogue.name_key(title))
$$;
alter table catalogue.item add column name_key text not null generated always as (catalogue.name_key(name)) stored;
create index item_by_name on catalogue.item (name_key);
alter table catalogue.resource
  add column title_key text not null generated always as (catalogue.title_key(title)) stored,
  -- When data last came.
  add column data_at timestamptz;
create index resource_by_title on catalogue.resource (title_key);
update catalogue.resource set data_at = updated_at where status = 'active';

-- Words that mean the same item; `plain` words are no matter of collecting twice (序号, 备注).
create table catalogue.synonym (
  word     text primary key,
  standard text not null,
  plain    boolean not null default false
);

-- 例外: what is in the catalogue is collected again, for a reason, with a named person's consent.
create table catalogue.exception (
  id           uuid primary key,
  -- The form or collection that asks: `form:…`, `source:…`.
  collection   text not null,
  title        text not null,
  items        text[] not null check (cardinality(items) > 0),
  resource_ids uuid[] not null,
  reason       text not null check (length(btrim(reason)) > 0),
  dept         text,
  requested_at timestamptz not null,
  requested_by text not null,
  requester_id uuid not null,
  -- Who is to decide, by account.
  approver     text not null,
  state        text not null check (state in ('requested', 'approved', 'refused')),
  decided_at   timestamptz,
  decision     text
);
create index exception_of_collection on catalogue.exception (collection, state);
create index exception_in_order on catalogue.exception (requested_at desc, id);

-- What was decided about two resources that look like one.
create table catalogue.duplicate_decision (
  a          uuid not null references catalogue.resource (id) on delete cascade,
  b          uuid not null references catalogue.resource (id) on delete cascade,
  decision   text not null check (decision in ('same', 'different')),
  reason     text not null check (length(btrim(reason)) > 0),
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (a, b),
  check (a < b)
);
