-- Providers of bought care that may be shown as a point, with three persons or more in the period.
-- one row per provider and municipality
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
with found as (
    select *
    from
        report.bought_care_points(
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
)

select
    found.provider_code,
    coalesce(code.label, found.operator) as operator,
    found.care_forms,
    found.latitude,
    found.longitude,
    found.persons
from found
left join report.code
    on code.vocabulary = 'operator' and found.operator = code.code
order by found.persons desc, found.provider_code
