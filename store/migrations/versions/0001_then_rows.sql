-- The rows as of an earlier load, behind functions: the plan of a question about now then holds nothing of them.

create function core.read_then_care_row() returns setof core.then_care_row
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_care_row as r $$;
alter function core.read_then_care_row() owner to ik_view;

create function core.read_then_placement_row() returns setof core.then_placement_row
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_placement_row as r $$;
alter function core.read_then_placement_row() owner to ik_view;

create function core.read_then_intervention_row() returns setof core.then_intervention_row
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_intervention_row as r $$;
alter function core.read_then_intervention_row() owner to ik_view;

create function core.read_then_providers() returns setof core.then_providers
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_providers as r $$;
alter function core.read_then_providers() owner to ik_view;

create function core.read_then_units() returns setof core.then_units
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_units as r $$;
alter function core.read_then_units() owner to ik_view;

create function core.read_then_cut_off() returns setof core.then_cut_off
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_cut_off as r $$;
alter function core.read_then_cut_off() owner to ik_view;

create function core.read_then_event() returns setof core.then_event
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_event as r $$;
alter function core.read_then_event() owner to ik_view;

create function core.read_then_case_flow() returns setof core.then_case_flow_calculated
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_case_flow_calculated as r $$;
alter function core.read_then_case_flow() owner to ik_view;

create function core.read_then_step() returns setof core.then_step_calculated
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_step_calculated as r $$;
alter function core.read_then_step() owner to ik_view;

create function core.read_then_spell() returns setof core.then_spell_calculated
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_spell_calculated as r $$;
alter function core.read_then_spell() owner to ik_view;

create function core.read_then_placement_prices() returns setof core.then_placement_prices
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_placement_prices as r $$;
alter function core.read_then_placement_prices() owner to ik_view;

create function core.read_then_given() returns setof core.then_given
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_given as r $$;
alter function core.read_then_given() owner to ik_view;

-- What stands for an earlier load has no statistics: a guess of one row leads to loops over loops that never end.
alter function core.read_then_case_flow() set enable_nestloop = off;
alter function core.read_then_step() set enable_nestloop = off;
alter function core.read_then_spell() set enable_nestloop = off;
