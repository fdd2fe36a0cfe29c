-- Which resources have changed for those who look for them, written in the transaction of the change. `no` grows in the
-- order of commits: the writer holds the head's row until its transaction ends, so a reader that has seen a number has
-- seen all below it.
create table catalogue.search_head (
  one boolean primary key default true check (one),
  no  bigint not null
);

create table catalogue.search_doc (
  -- Stands on when its resource is gone, so that readers hear of it.
  resource_id uuid primary key,
  no          bigint not null,
  -- Terms between spaces, each with its weight (1 to 9) in front; null until a reader has worked them out.
  terms       text
);
create index search_doc_in_order on catalogue.search_doc (no);

insert into catalogue.search_doc (resource_id, no)
  select id, row_number() over (order by updated_at, id) from catalogue.resource;
insert into catalogue.search_head (no) select count(*) from catalogue.search_doc;
