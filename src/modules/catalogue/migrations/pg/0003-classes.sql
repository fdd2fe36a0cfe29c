-- The class scheme 类-项-目-细目 (编制指南): rows of the product, of the departments, and of the node.
create table catalogue.class (
  code   text primary key check (code ~ '^[1-9]([0-9]{2}([0-9]{3}([0-9]+)?)?)?$'),
  name   text not null check (length(name) between 1 and 100),
  level  integer not null check (level between 1 and 4),
  parent text references catalogue.class (code),
  -- The department whose own class it is.
  dept   text,
  -- Words in a title that speak for the class.
  words  text[] not null default '{}',
  check (level = case length(code) when 1 then 1 when 3 then 2 when 6 then 3 else 4 end)
);
create index class_under on catalogue.class (parent);

-- Running numbers behind a class code; none is given twice.
create table catalogue.class_counter (
  class_code text primary key references catalogue.class (code),
  last       integer not null check (last > 0)
);

-- 信息资源代码: class and running number once the resource has been submitted, till then a provisional number.
alter table catalogue.resource
  add column class_seq integer check (class_seq > 0),
  add column is_demo boolean not null default false;
alter table catalogue.resource
  add column full_code text not null unique generated always as (
    case when class_seq is null then coalesce(provider_dept, 'X00') || '-' || lpad(seq::text, 6, '0')
    else class_code || '/' || lpad(class_seq::text, greatest(6, length(class_seq::text)), '0') end) stored;
alter table catalogue.resource
  add constraint class_of_number check (class_seq is null or class_code is not null);
create unique index resource_number on catalogue.resource (class_code, class_seq);

-- What other modules may read of resources with data behind them. An attribute counts once a reviewer has published it:
-- before, nothing is shared without conditions or opened at all; after retirement, nothing is shared or opened.
create or replace view catalogue.pub_resource as
  select id, full_code as code, title, provider_dept, kind, update_cycle,
         case when stage = 'retired' then 'none' when version = 0 and sharing_type = 'free' then 'conditional'
           else sharing_type end as sharing_type,
         case when stage = 'retired' or version = 0 then 'none' else opening_type end as opening_type,
         dataset_table, updated_at,
         stage, version, class_code, format, source_class, summary, sharing_condition, sharing_ways, sharing_scope,
         no_sharing_basis, opening_condition, is_secret, grade, published_at, is_demo
  from catalogue.resource where status = 'active';
create or replace view catalogue.pub_item as
  select i.resource_id, i.seq, i.column_name, i.key, i.name, i.role, i.data_type, i.unit, i.basis,
         i.length, i.code_list,
         case when r.stage = 'retired' then 'none' when r.version = 0 and i.sharing_type = 'free' then 'conditional'
           else i.sharing_type end as sharing_type,
         case when r.stage = 'retired' or r.version = 0 then 'none' else i.opening_type end as opening_type,
         i.grade, i.personal, i.identifier, i.note
  from catalogue.item i join catalogue.resource r on r.id = i.resource_id and r.status = 'active';
create view catalogue.pub_class as select code, name, level, parent, dept from catalogue.class;

alter table catalogue.resource drop column code;
alter table catalogue.resource rename column full_code to code;

-- 信息资源格式 by the 编制指南: 电子文件, 电子表格, 数据库, 图形图像, 流媒体, 自描述格式.
update catalogue.resource set format = 'spreadsheet';
alter table catalogue.resource
  alter column format set default 'spreadsheet',
  add constraint resource_format_check
    check (format in ('file', 'spreadsheet', 'database', 'image', 'media', 'self-described'));
