-- Bought care in a period by the provider's municipality, from three persons; the rest and the whole beside it.
-- one row per municipality that may be told, and one each for the rest and the whole
-- :from_month – first month of the period (its first day)
-- :to_month – last month of the period (its first day)
-- :kind – kind of counted day: heldygnsvard, boende or hemmet
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :sex – codes to keep
-- :age_group – codes to keep
-- :target_group – codes to keep
-- :main_reason – codes to keep
-- :procurement – codes to keep
-- :outside_reason – codes to keep
-- :tender_area – names to keep
-- :legal_basis – codes to keep; a day under two is kept by either
-- :provider_code – codes to keep
-- :unit – units to keep
select
    level,
    coalesce(municipality_code, '') as municipality_code,
    persons,
    placement_days as days,
    priced_days,
    unpriced_days,
    case when priced_days > 0 or unpriced_days = 0 then cost_ore / 100.0 end as cost_kr,
    case when priced_days > 0 then cost_ore / 100.0 / priced_days end as cost_per_day_kr
from
    report.bought_care_places(
        cast(:from_month as date),
        cast(:to_month as date),
        :kind,
        care_forms => cast(:care_form as text[]),
        sexes => cast(:sex as text[]),
        age_groups => cast(:age_group as text[]),
        target_groups => cast(:target_group as text[]),
        main_reasons => cast(:main_reason as text[]),
        procurements => cast(:procurement as text[]),
        outside_reasons => cast(:outside_reason as text[]),
        tender_areas => cast(:tender_area as text[]),
        legal_bases => cast(:legal_basis as text[]),
        provider_codes => cast(:provider_code as text[]),
        asked_units => cast(:unit as text[])
    )
order by level, persons desc, municipality_code
