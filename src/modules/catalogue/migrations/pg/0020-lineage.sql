-- What a job has told of itself: an OpenLineage event of an outside tool, or a record of a module whose edges stand in no
-- table of its own. Edges are read from here by the view below, as from the views of other modules.
create table catalogue.lineage_event (
  id            uuid        primary key,
  run_id        text        not null check (run_id <> ''),
  event_type    text        not null check (event_type in ('START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER')),
  job_namespace text        not null,
  job_name      text        not null check (job_name <> ''),
  at            timestamptz not null,
  -- [{kind, id, name}]
  inputs        jsonb       not null,
  outputs       jsonb       not null,
  -- Columns: [{from: {kind, id, name}, to: {…}}]
  pairs         jsonb       not null default '[]',
  producer      text        not null,
  received_at   timestamptz not null,
  received_by   text        not null,
  -- The same event told twice is one.
  unique (job_namespace, job_name, run_id, event_type, at)
);
create index lineage_event_by_run on catalogue.lineage_event (job_namespace, job_name, run_id);

-- THE form of lineage: every view `<module>.pub_lineage…` has these columns, and the graph is the union of them all.
-- `began_at`/`at`: when the run that made the edge began and ended; null for what no run made.
create view catalogue.pub_lineage_events as
with runs as (
  select job_namespace, job_name, run_id, min(at) as began_at, max(at) as at
  from catalogue.lineage_event group by 1, 2, 3
  having bool_and(event_type not in ('FAIL', 'ABORT'))
), ends as (
  select e.job_namespace, e.job_name, e.run_id, s.side, s.node
  from catalogue.lineage_event e
  cross join lateral (
    select 'in' as side, node from jsonb_array_elements(e.inputs) node
    union all select 'out', node from jsonb_array_elements(e.outputs) node
  ) s
), edges as (
  select i.job_namespace, i.job_name, i.run_id, i.node as source, o.node as target
  from ends i join ends o using (job_namespace, job_name, run_id)
  where i.side = 'in' and o.side = 'out'
  union
  select e.job_namespace, e.job_name, e.run_id, p -> 'from', p -> 'to'
  from catalogue.lineage_event e cross join lateral jsonb_array_elements(e.pairs) p
)
select e.source ->> 'kind' as source_kind, e.source ->> 'id' as source_id, e.source ->> 'name' as source_name,
       e.target ->> 'kind' as target_kind, e.target ->> 'id' as target_id, e.target ->> 'name' as target_name,
       e.job_namespace || '/' || e.job_name as job, e.run_id as run, r.began_at, r.at
from edges e join runs r using (job_namespace, job_name, run_id);
