-- 政务信息资源目录 (GB/T 21063.4 and the 编制指南): what a resource and an item say of themselves.
alter table catalogue.resource
  -- 编制 → 审核 → 发布 → 变更 → 停用; apart from `status`, which tells whether data stand behind it.
  add column stage text not null default 'draft'
    check (stage in ('draft', 'review', 'published', 'changing', 'retired')),
  -- Published versions so far.
  add column version integer not null default 0 check (version >= 0),
  -- 类 1 + 项 2 + 目 3 digits, then 细目.
  add column class_code text check (class_code ~ '^[1-9]([0-9]{2}([0-9]{3}([0-9]+)?)?)?$'),
  add column format text not null default 'table',
  add column source_class text not null default 'government'
    check (source_class in ('government', 'enterprise', 'social')),
  add column sharing_condition text not null default '',
  -- api, file, table, subscription
  add column sharing_ways text[] not null default '{}',
  add column sharing_scope text not null default '',
  -- 不予共享依据
  add column no_sharing_basis text not null default '',
  add column opening_condition text not null default '',
  add column is_secret boolean not null default false,
  -- GB/T 43697: 核心 / 重要 / 一般; the highest of its items prevails.
  add column grade text not null default 'general' check (grade in ('core', 'important', 'general')),
  add column related_codes text[] not null default '{}',
  add column published_at timestamptz;

alter table catalogue.item drop constraint item_data_type_check;
alter table catalogue.item
  add constraint item_data_type_check
    check (data_type in ('number', 'text', 'integer', 'decimal', 'date', 'datetime', 'boolean')),
  add column length integer check (length > 0),
  add column code_list text,
  add column sharing_type text not null default 'conditional' check (sharing_type in ('free', 'conditional', 'none')),
  add column opening_type text not null default 'none' check (opening_type in ('free', 'conditional', 'none')),
  add column grade text not null default 'general' check (grade in ('core', 'important', 'general')),
  -- 个人信息 / 敏感个人信息 (PIPL art. 4, 28)
  add column personal text not null default 'none' check (personal in ('none', 'personal', 'sensitive')),
  -- Whether it names a person or body: by itself, or together with others.
  add column identifier text not null default 'none' check (identifier in ('none', 'direct', 'quasi'));

-- What other modules may read of resources with data behind them.
create or replace view catalogue.pub_resource as
  select id, code, title, provider_dept, kind, update_cycle, sharing_type, opening_type, dataset_table, updated_at,
         stage, version, class_code, format, source_class, summary, sharing_condition, sharing_ways, sharing_scope,
         no_sharing_basis, opening_condition, is_secret, grade, published_at
  from catalogue.resource where status = 'active';
create or replace view catalogue.pub_item as
  select i.resource_id, i.seq, i.column_name, i.key, i.name, i.role, i.data_type, i.unit, i.basis,
         i.length, i.code_list, i.sharing_type, i.opening_type, i.grade, i.personal, i.identifier, i.note
  from catalogue.item i join catalogue.resource r on r.id = i.resource_id and r.status = 'active';
