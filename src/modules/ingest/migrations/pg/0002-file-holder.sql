-- Everyone who has brought the bytes of a file: they may look at it again, others only for their department.
create table ingest.file_holder (
  file_hash char(64)    not null references ingest.file (hash) on delete cascade,
  user_id   uuid        not null,
  since     timestamptz not null,
  primary key (file_hash, user_id)
);
insert into ingest.file_holder (file_hash, user_id, since)
select file_hash, created_by_id, min(created_at) from ingest.import group by file_hash, created_by_id;
