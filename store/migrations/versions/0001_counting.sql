-- The counting rules (docs/figures.md) as functions that the planner can see through.

-- First day that counts for a stay under a day rule.
create function core.first_counted_day(day_rule text, moved_in_on date, moved_out_on date) returns date
language sql immutable parallel safe
as $$
    select case when day_rule = 'endast_ut' and moved_out_on is distinct from moved_in_on
        then moved_in_on + 1 else moved_in_on end
$$;

-- Last day that counts for a stay under a day rule, never after through (the cut-off).
create function core.last_counted_day(day_rule text, moved_in_on date, moved_out_on date, through date) returns date
language sql immutable parallel safe
as $$
    select least(through, case
        -- greatest() looks past a null: an open stay is asked about first
        when moved_out_on is null then null
        when day_rule = 'in_och_ut' then moved_out_on
        when day_rule = 'endast_in' then greatest(moved_in_on, moved_out_on - 1)
        when day_rule = 'endast_ut' then moved_out_on
        else moved_out_on - 1
    end)
$$;

-- Months since the year 0, so that months can be counted like whole numbers. date_part, whose binary numbers are
-- exact for years and months, since extract's decimal ones take twice the time.
create function core.month_number(day date) returns integer
language sql immutable parallel safe
as $$ select (date_part('year', day) * 12 + date_part('month', day) - 1)::integer $$;

-- Days that two periods, both ends included, have in common.
create function core.common_days(from_a date, to_a date, from_b date, to_b date) returns integer
language sql immutable parallel safe
as $$ select greatest(0, least(to_a, to_b) - greatest(from_a, from_b) + 1) $$;

-- What days 1 .. day of a month of month_days days cost of a whole amount in öre, rounded half up.
create function core.spread_ore(amount_ore bigint, day integer, month_days integer) returns bigint
language sql immutable parallel safe
as $$ select div(2 * amount_ore::numeric * day + sign(amount_ore::numeric) * month_days, 2 * month_days)::bigint $$;

create function core.age_group(age integer) returns text
language sql immutable parallel safe
as $$
    select case
        when age is null then null
        when age <= 12 then '0-12'
        when age <= 17 then '13-17'
        when age <= 20 then '18-20'
        when age <= 64 then '21-64'
        else '65+'
    end
$$;

-- The instant at which a day begins in Sweden.
create function core.midnight(day date) returns timestamptz
language sql immutable parallel safe
as $$ select day::timestamp at time zone 'Europe/Stockholm' $$;

-- What another unit did is seen as its kind: that a decision was made, not which.
create function core.seen_activity(activity text, is_own boolean) returns text
language sql immutable parallel safe
as $$ select case when is_own or not starts_with(activity, 'beslut_') then activity else 'beslut' end $$;

-- The last allowed day of a step: SoL 20:2, 14 days, and SoL 20:3-7, four calendar months or the day to which they were
-- extended, both for children alone; SoL 34:1-3 and LSS 28 f-h §§, three months until a decision is carried out.
create function core.preliminary_deadline(subject text, received_on date) returns date
language sql immutable parallel safe
as $$ select case when subject = 'barn' then received_on + 14 end $$;

create function core.investigation_deadline(subject text, opened_on date, extended_to date) returns date
language sql immutable parallel safe
as $$ select case when subject = 'barn' then greatest(extended_to, (opened_on + interval '4 months')::date) end $$;

create function core.execution_deadline(started_on date) returns date
language sql immutable parallel safe
as $$ select (started_on + interval '3 months')::date $$;
