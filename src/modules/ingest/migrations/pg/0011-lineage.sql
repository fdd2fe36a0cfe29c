-- Lineage of files: a batch that stands makes its file a source of the dataset (the form: catalogue 0020-lineage).
create view ingest.pub_lineage_files as
select 'file'::text as source_kind, i.file_hash::text as source_id, f.name as source_name,
       'resource'::text as target_kind, b.resource_id::text as target_id, i.title as target_name,
       'ingest.' || b.kind as job, b.no::text as run, b.opened_at as began_at, b.committed_at as at
from ingest.batch b
join ingest.import i on i.id = b.import_id
join ingest.file f on f.hash = i.file_hash
where b.status = 'committed';
