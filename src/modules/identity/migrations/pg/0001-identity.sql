create schema identity;

-- Divisions of all times (GB/T 2260). Rows come from this version's reference data at each start and are never deleted:
-- figures of a former county keep their code. Parents and children arrive in one statement, hence deferred.
create table identity.division (
  code       text primary key check (code ~ '^[0-9]{6}$'),
  name       text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  aliases    text[] not null,
  initials   text not null,
  level      text not null check (level in ('nation', 'province', 'city', 'county', 'zone')),
  parent     text references identity.division (code) deferrable initially deferred,
  valid_from date,
  valid_to   date,
  label_lon  double precision check (label_lon between -180 and 180),
  label_lat  double precision check (label_lat between -90 and 90),
  position   double precision not null,
  check ((level = 'nation') = (parent is null)),
  check (valid_from < valid_to),
  check ((label_lon is null) = (label_lat is null))
);
create index division_by_parent on identity.division (parent);

create table identity.division_successor (
  code      text not null references identity.division (code) deferrable initially deferred,
  successor text not null references identity.division (code) deferrable initially deferred,
  kind      text not null check (kind in ('rename', 'merge', 'split')),
  primary key (code, successor),
  check (code <> successor)
);

create table identity.department (
  code            text primary key check (code ~ '^[A-Z][0-9]{2}$'),
  name            text not null check (name <> ''),
  short_name      text not null check (short_name <> ''),
  kind            text not null check (kind in ('department', 'external', 'support')),
  leader_group    text not null,
  valid_from      date,
  valid_to        date,
  successor       text references identity.department (code) deferrable initially deferred,
  succession_kind text check (succession_kind in ('rename', 'merge')),
  position        double precision not null,
  check (valid_from < valid_to),
  check ((successor is null) = (succession_kind is null)),
  check (successor is null or successor <> code)
);

create table identity.app_user (
  id                   uuid primary key,
  username             text not null unique check (username ~ '^[a-z][a-z0-9.-]{1,31}$'),
  name                 text not null check (length(name) between 1 and 40),
  post                 text not null check (length(post) between 1 and 40),
  -- A person serves in one place: the government of a division, or a department.
  region_code          text references identity.division (code),
  department_code      text references identity.department (code),
  password_hash        text not null check (password_hash like '$argon2id$%'),
  password_set_at      timestamptz not null,
  must_change_password boolean not null,
  status               text not null check (status in ('active', 'locked', 'disabled')),
  failed_count         integer not null default 0 check (failed_count >= 0),
  locked_until         timestamptz,
  -- Sealed with the node's key; worth nothing without it.
  totp_secret          text check (totp_secret like 'v1.%'),
  -- A new secret that its owner has not yet confirmed with a code.
  totp_pending         text check (totp_pending like 'v1.%'),
  totp_enabled         boolean not null default false,
  totp_required        boolean not null default false,
  -- The last time step that was used: a code works once.
  totp_last_step       bigint,
  is_demo              boolean not null default false,
  created_at           timestamptz not null,
  created_by           text not null,
  check (num_nonnulls(region_code, department_code) = 1),
  check ((status = 'locked') = (locked_until is not null)),
  check (not totp_enabled or totp_secret is not null)
);
create index app_user_by_department on identity.app_user (department_code) where department_code is not null;
create index app_user_by_region on identity.app_user (region_code) where region_code is not null;

-- A role with the part of the province in which it is held. `granted_by` outlives the person who granted.
create table identity.role_grant (
  id              uuid primary key,
  user_id         uuid not null references identity.app_user (id) on delete cascade,
  role            text not null check (role ~ '^[a-z-]+$'),
  all_regions     boolean not null,
  all_departments boolean not null,
  granted_by      uuid not null,
  granted_by_name text not null,
  granted_at      timestamptz not null,
  unique (user_id, role),
  -- Nobody grants to himself, whatever the application thinks.
  check (granted_by <> user_id)
);
create index role_grant_by_role on identity.role_grant (role);

create table identity.role_grant_region (
  grant_id uuid not null references identity.role_grant (id) on delete cascade,
  code     text not null references identity.division (code),
  primary key (grant_id, code)
);

create table identity.role_grant_department (
  grant_id uuid not null references identity.role_grant (id) on delete cascade,
  code     text not null references identity.department (code),
  primary key (grant_id, code)
);

-- Only the SHA-256 of a token stands here: who reads this table cannot sign in with it.
create table identity.session (
  id           uuid primary key,
  token_hash   char(64) not null unique,
  user_id      uuid not null references identity.app_user (id) on delete cascade,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ip           text not null,
  agent        text not null,
  revoked_at   timestamptz,
  check (expires_at > created_at),
  check (last_seen_at >= created_at)
);
create index session_open_by_user on identity.session (user_id) where revoked_at is null;
create index session_by_expiry on identity.session (expires_at);
