-- Where a board begins for those who have chosen no place; null is the reader's own place.
alter table cockpit.board add column opens_at char(6) check (opens_at ~ '^[0-9]{6}$');
update cockpit.board set opens_at = '100000' where id = 'peers';
