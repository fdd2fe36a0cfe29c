alter table catalogue.resource
  -- Raised by every edit and step: whoever saves says which state they looked at.
  add column revision integer not null default 0,
  -- Seen in lists: data stand behind it, or it was registered by hand. An import under way is not.
  add column listed boolean not null generated always as (status = 'active' or shape = 'registered') stored;

-- 变更: what a published resource is to become; it counts from the next publication on.
create table catalogue.change (
  resource_id uuid primary key references catalogue.resource (id) on delete cascade,
  fields      jsonb not null,
  saved_at    timestamptz not null,
  saved_by    text not null
);

-- What was published, as it was published. The digest stands in the flow's hash chain too.
create table catalogue.version (
  resource_id  uuid not null references catalogue.resource (id) on delete cascade,
  no           integer not null check (no > 0),
  published_at timestamptz not null,
  published_by text not null,
  reason       text not null,
  snapshot     jsonb not null,
  digest       text not null,
  primary key (resource_id, no)
);
create function catalogue.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'a published version is never rewritten';
end $$;
create trigger version_stands before update on catalogue.version
  for each row execute function catalogue.refuse_rewriting();
