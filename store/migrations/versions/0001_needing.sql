-- What a decision may be needed about: the one place that says which placements fall under an item. Översikt counts
-- them (report.attention), Placeringar lists them. Agreements are asked of what is bought: own care and SiS have none.

-- one row per item and placement of today, of the asker's units, that falls under it
create view core.seen_needing as
with today as (
    select c.board_id, c.data_through as day
    from core.seen_cut_off as c
    where c.entity = 'placements' and (select report.as_of_load()) is null
),

investigation as (
    select
        i.board_id,
        coalesce(a.new_person_key, i.person_key) as person_key,
        max(i.closed_on) as closed_on,
        bool_or(i.closed_on is null or i.closed_on > d.day) as is_open
    from core.seen_investigations as i
    inner join today as d on i.board_id = d.board_id
    left join core.seen_person_alias as a on i.board_id = a.board_id and i.person_key = a.old_person_key
    group by i.board_id, coalesce(a.new_person_key, i.person_key)
),

stay as (
    select
        t.board_id,
        t.stay,
        t.unit,
        d.day,
        t.agreement_ends_on as ends_on,
        t.agreement_signed_on is null as is_unsigned,
        t.outside_reason is null as lacks_reason,
        coalesce(t.procurement, f.default_procurement) as bought_as,
        exists(
            select from core.seen_slice as s
            where s.stay = t.stay and s.unpriced_days > 0
        ) as is_unpriced,
        t.care_form in ('jourhem_eget', 'jourhem_konsulent') and not i.is_open
        and greatest(i.closed_on, t.moved_in_on) + interval '2 months' < d.day as is_over_limit
    from core.seen_stay as t
    inner join today as d on t.board_id = d.board_id
    left join core.care_form as f on t.care_form = f.care_form
    left join investigation as i on t.board_id = i.board_id and t.person_key = i.person_key
    where
        t.moved_in_on <= d.day
        and (t.moved_out_on is null or t.moved_out_on > d.day)
        and ((select access.whole_board()) or t.unit = any((select access.units())::text[]))
)

select s.board_id, s.stay, s.unit, v.item
from stay as s
cross join
    lateral (
        values
        ('open_placements', true),
        ('agreement_ends_30', s.ends_on between s.day and s.day + 30),
        ('agreement_ends_60', s.ends_on between s.day and s.day + 60),
        ('agreement_ends_90', s.ends_on between s.day and s.day + 90),
        ('agreement_passed', s.ends_on < s.day),
        ('agreement_unsigned', s.is_unsigned and s.bought_as not in ('egen_regi', 'sis')),
        ('outside_framework', s.bought_as = 'direktupphandling'),
        ('outside_without_reason', s.bought_as = 'direktupphandling' and s.lacks_reason),
        ('unpriced', s.is_unpriced),
        ('jourhem_over_limit', s.is_over_limit)
    ) as v (item, applies)
where v.applies;
