-- Lineage of collections: a table of a source makes the dataset, its columns make the items (form: catalogue 0020-lineage).
create view ingest.pub_lineage_sources as
with made as (
  select c.id, c.resource_id, c.title, c.columns, s.id::text || '/' || (c.object ->> 'name') as object,
         s.name || ' · ' || (c.object ->> 'name') as name, b.no, b.opened_at, b.committed_at
  from ingest.batch b
  join ingest.run r on r.id = b.run_id
  join ingest.collection c on c.id = r.collection_id
  join ingest.source s on s.id = c.source_id
  where b.status = 'committed'
), newest as (
  select distinct on (id) * from made order by id, no desc
)
select 'source'::text as source_kind, object as source_id, name as source_name,
       'resource'::text as target_kind, resource_id::text as target_id, title as target_name,
       'ingest.pull'::text as job, no::text as run, opened_at as began_at, committed_at as at
from made
union all
select 'column', n.object || '/' || (m ->> 'source'), m ->> 'source',
       'item', n.resource_id::text || '/' || i.column_name, i.name,
       'ingest.pull', n.no::text, n.opened_at, n.committed_at
from newest n
cross join lateral jsonb_array_elements(n.columns) m
join catalogue.pub_item i on i.resource_id = n.resource_id and i.key = m ->> 'source';
