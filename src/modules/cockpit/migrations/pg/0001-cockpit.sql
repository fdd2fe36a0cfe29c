create schema cockpit;

-- Boards are configuration: an administrator renames, moves or exchanges them without code.
create table cockpit.board (
  id       text primary key,
  seq      integer not null,
  name     text    not null,
  name_en  text    not null,
  route    text    not null unique,
  feeds    text    not null,
  feeds_en text    not null,
  enabled  boolean not null default true
);

-- The figures of a board, in sections. `seq` orders sections and cards.
create table cockpit.card (
  board      text    not null references cockpit.board (id) on delete cascade,
  seq        integer not null,
  section    text    not null,
  section_en text    not null,
  indicator  text    not null,
  primary key (board, indicator)
);
create index card_in_order on cockpit.card (board, seq);
