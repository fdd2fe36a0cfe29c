-- Lineage of figures: a binding ties a dataset's item to an indicator; its newest publication is the run that did it last.
create view indicators.pub_lineage_bindings as
with bound as (
  select b.id, b.resource_id, b.resource_id::text || '/' || b.measure as item, b.measure_name, b.indicator, d.name,
         p.no, p.opened_at, p.closed_at
  from indicators.binding b
  join lateral (
    select name from indicators.definition d where d.code = b.indicator order by d.version desc limit 1
  ) d on true
  left join lateral (
    select no, opened_at, closed_at from indicators.publication p
    where p.binding = b.id and p.status = 'committed' order by no desc limit 1
  ) p on true
  where b.ended_at is null
)
select 'item'::text as source_kind, item as source_id, measure_name as source_name,
       'indicator'::text as target_kind, indicator as target_id, name as target_name,
       'indicators.publish'::text as job, no::text as run, opened_at as began_at, closed_at as at
from bound
union
select 'resource', resource_id::text, '', 'item', item, measure_name, 'catalogue.item', null, null::timestamptz, null::timestamptz
from bound;
