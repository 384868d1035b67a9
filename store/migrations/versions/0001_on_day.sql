-- The placements as of a day, by the one calculation: the facts of now with the cut-off moved to that day. The text of
-- 0001_calculation, 0001_slices and 0001_rows is made once more over these views (seen_on_, seen_kept_).

-- The day asked about, and the day on or after which a placement must end to be among those asked for.
create function core.asked_day() returns date
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('ik.day', true), '')::date $$;

create function core.asked_since() returns date
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('ik.since', true), '')::date $$;

create view core.seen_on_placements as
select p.*
from core.seen_placements as p
where
    p.moved_in_on <= (select core.asked_day())
    and (p.moved_out_on is null or p.moved_out_on >= (select core.asked_since()));

create view core.seen_on_cut_off as
select c.board_id, c.entity, least(c.data_through, (select core.asked_day())) as data_through
from core.seen_cut_off as c;

create view core.seen_on_placement_prices as select c.* from core.seen_placement_prices as c;
create view core.seen_on_placement_legal_bases as select c.* from core.seen_placement_legal_bases as c;
create view core.seen_on_placement_absences as select c.* from core.seen_placement_absences as c;
create view core.seen_on_placement_extras as select c.* from core.seen_placement_extras as c;
create view core.seen_on_framework_agreements as select f.* from core.seen_framework_agreements as f;
create view core.seen_on_person_alias as select a.* from core.seen_person_alias as a;
create view core.seen_on_persons as select p.* from core.seen_persons as p;
create view core.seen_on_providers as select p.* from core.seen_providers as p;
create view core.seen_on_interventions as select i.* from core.seen_interventions as i;

-- The same placements on the last day covered, of which the load keeps the stays and slices (seen_kept_): only theirs
-- are read, however long the board's history is.
create view core.seen_kept_stay as
select t.*
from core.seen_stay as t
where
    t.moved_in_on <= (select core.asked_day())
    and (t.moved_out_on is null or t.moved_out_on >= (select core.asked_since()));

-- (an array, so that they are looked up by their index and not found by reading all)
create view core.seen_kept_slice as
select s.*
from core.seen_slice as s
where s.stay = any(array(select t.stay from core.seen_kept_stay as t));

create view core.seen_kept_placement_prices as select c.* from core.seen_placement_prices as c;
create view core.seen_kept_placement_legal_bases as select c.* from core.seen_placement_legal_bases as c;
create view core.seen_kept_person_alias as select a.* from core.seen_person_alias as a;
create view core.seen_kept_providers as select p.* from core.seen_providers as p;
create view core.seen_kept_interventions as select i.* from core.seen_interventions as i;
