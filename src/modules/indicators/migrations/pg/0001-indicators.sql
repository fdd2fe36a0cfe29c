create schema indicators;

-- One row. `version` rises in the transaction of every change that may change an answer: answers are cached by it.
-- `last_publication` hands out publication numbers under this row's lock, so that a number is never given before the
-- numbers below it can be seen: readers take "all up to n but those known as unfinished".
create table indicators.data_version (
  single           boolean primary key default true check (single),
  version          bigint  not null,
  last_publication bigint  not null
);
insert into indicators.data_version (version, last_publication) values (1, 0);

-- What an indicator is, by version. The body is checked at the boundary; the columns beside it are for finding.
create table indicators.definition (
  code          text        not null check (code ~ '^[A-Z]{2}[0-9]{3}(\.[0-9])?$'),
  version       integer     not null check (version > 0),
  valid_from    date,
  valid_to      date,
  -- The figures of this version do not compare with those of the version before (R17).
  breaks_series boolean     not null default false,
  -- `reference`: brought by the product and renewed with it until somebody changes the indicator.
  origin        text        not null check (origin in ('reference', 'local')),
  reason        text,
  name          text        not null check (name <> ''),
  domain        text        not null,
  owner_dept    text        not null,
  frequency     text        not null,
  secrecy       text        not null,
  body          jsonb       not null,
  created_at    timestamptz not null,
  created_by    text        not null,
  primary key (code, version),
  check (valid_from < valid_to)
);
create index definition_by_domain on indicators.definition (domain, code);

-- The official release of a period (R14); without a row the reporting deadline stands for it.
create table indicators.release (
  indicator  text        not null,
  period     text        not null,
  release_at timestamptz not null,
  set_by     text        not null,
  primary key (indicator, period)
);

-- Which measure of which resource feeds which indicator, and the exact factor between their units.
create table indicators.binding (
  id                 uuid        primary key,
  resource_id        uuid        not null,
  measure            text        not null check (measure ~ '^m[0-9]+$'),
  measure_name       text        not null,
  indicator          text        not null,
  -- The measure is the figure itself, or the growth on the year that is published with it.
  role               text        not null check (role in ('value', 'yoy')),
  basis              text        not null,
  stage              text        not null,
  -- Of a table with further dimensions: which of their values stand for the indicator, {"d1": "合计"}.
  filter             jsonb       not null default '{}',
  unit_from          text        not null,
  unit_to            text        not null,
  -- value in `unit_to` = value in `unit_from` × numerator ÷ denominator; decimal text, for they may be long.
  factor_numerator   text        not null check (factor_numerator ~ '^[0-9]+$'),
  factor_denominator text        not null check (factor_denominator ~ '^[1-9][0-9]*$'),
  created_at         timestamptz not null,
  created_by         text        not null,
  ended_at           timestamptz,
  ended_by           text
);
create unique index binding_once on indicators.binding (resource_id, measure, indicator, role, basis, filter) where ended_at is null;
create index binding_by_indicator on indicators.binding (indicator);

-- One writing of observations. Rows in the warehouse carry its number; they count only once it is committed.
create table indicators.publication (
  no           bigint      primary key,
  source       text        not null check (source in ('binding', 'filing', 'system', 'demo')),
  binding      uuid        references indicators.binding (id),
  source_batch bigint,
  stage        text,
  -- The vintage instant of all its rows.
  at           timestamptz(3) not null,
  status       text        not null check (status in ('open', 'committed', 'aborted', 'withdrawn', 'purged')),
  rows         bigint      not null default 0,
  opened_at    timestamptz not null,
  closed_at    timestamptz,
  opened_by    text        not null,
  check ((source = 'binding') = (binding is not null and source_batch is not null))
);
-- A batch goes through a binding once.
create unique index publication_once on indicators.publication (binding, source_batch) where status in ('open', 'committed');
create index publication_unfinished on indicators.publication (status) where status <> 'committed';

-- What a publication holds, for the newest period of an indicator without asking the warehouse.
create table indicators.publication_part (
  publication  bigint not null references indicators.publication (no),
  indicator    text   not null,
  basis        text   not null,
  frequency    text   not null,
  level        text   not null check (level in ('nation', 'province', 'city', 'county')),
  rows         bigint not null,
  first_period text   not null,
  last_period  text   not null,
  primary key (publication, indicator, basis, frequency, level)
);
create index publication_part_newest on indicators.publication_part (indicator, basis, frequency, level, last_period);

-- Annual targets, by version; the highest version counts.
create table indicators.target (
  indicator  text        not null,
  region     text        not null check (region ~ '^[0-9]{6}$'),
  year       integer     not null check (year between 1949 and 2199),
  version    integer     not null check (version > 0),
  value      double precision not null,
  kind       text        not null,
  -- For targets such as 左右: how far either side still counts as reached, in the unit of the target.
  band       double precision check (band >= 0),
  -- Twelve cumulative shares in %, January to December, where the year is seasonal in its own way.
  curve      jsonb,
  source     text        not null check (source <> ''),
  set_at     timestamptz not null,
  set_by     text        not null,
  primary key (indicator, region, year, version)
);
