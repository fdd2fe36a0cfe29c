-- Lineage of screens: the figures that stand on a board (the form: catalogue 0020-lineage).
create view cockpit.pub_lineage_cards as
select 'indicator'::text as source_kind, c.indicator as source_id, ''::text as source_name,
       'board'::text as target_kind, b.id as target_id, b.name as target_name,
       'cockpit.card'::text as job, null::text as run, null::timestamptz as began_at, null::timestamptz as at
from cockpit.card c join cockpit.board b on b.id = c.board
where b.enabled;
