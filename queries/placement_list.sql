-- The placements that run on a day, or at some time in a period that ends on it, in order, from one row to another.
-- one row per placement, with how many there are in all
-- individuals
-- :day – the day asked about
-- :since – the first day of the period, null for the day alone
-- :item – what the placements need, one of the items of attention; null for all
-- :asked – what to keep, as JSON: codes by column ('' stands for unknown), or two limits for a number or a day
-- :sort – the column to order by
-- :descending – whether the greatest comes first
-- :skip – how many rows to pass over
-- :most – how many rows to give, null for all
with listed as (
    select
        *,
        count(*) over () as listed_in_all,
        sum(care_days) over () as all_care_days,
        sum(cost) over () as all_cost_kr,
        sum(extra_cost) over () as all_extra_kr
    from report.placement_list(
        cast(:day as date), cast(:since as date), cast(:item as text), cast(:asked as jsonb)
    )
),

label as (
    select
        vocabulary,
        code,
        label
    from report.code
    where
        vocabulary in (
            'sex', 'care_form', 'target_group', 'main_reason', 'legal_basis', 'procurement', 'outside_reason',
            'end_reason'
        )
),

basis as (
    select
        given.legal_basis,
        string_agg(coalesce(label.label, part.code), ' + ' order by part.position) as label
    from (select distinct legal_basis from listed) as given
    cross join unnest(string_to_array(given.legal_basis, '+')) with ordinality as part (code, position)
    left join label
        on label.vocabulary = 'legal_basis' and part.code = label.code
    group by given.legal_basis
),

labelled as (
    select
        listed.placement_id,
        listed.case_id,
        listed.person_key,
        sex.label as sex,
        listed.age_years,
        listed.provider_code,
        listed.provider_name,
        coalesce(form.label, listed.care_form) as care_form,
        coalesce(target.label, listed.target_group) as target_group,
        coalesce(reason.label, listed.main_reason) as main_reason,
        basis.label as legal_basis,
        listed.moved_in_on,
        listed.moved_out_on,
        listed.care_days,
        listed.daily_price as daily_price_kr,
        listed.cost as cost_kr,
        listed.extra_cost as extra_kr,
        coalesce(bought.label, listed.procurement) as procurement,
        listed.procurement = 'direktupphandling' as is_outside,
        coalesce(outside.label, listed.outside_reason) as outside_reason,
        listed.tender_area,
        listed.signature,
        listed.agreement_signed_on,
        listed.agreement_ends_on,
        listed.framework_from_on,
        listed.framework_to_on,
        listed.next_due_on,
        coalesce(unit.name, listed.unit) as unit,
        coalesce(ended.label, listed.end_reason) as end_reason,
        listed.listed_in_all,
        listed.all_care_days,
        listed.all_cost_kr,
        listed.all_extra_kr
    from listed
    left join basis on listed.legal_basis = basis.legal_basis
    left join label as sex on listed.sex = sex.code and sex.vocabulary = 'sex'
    left join label as form on listed.care_form = form.code and form.vocabulary = 'care_form'
    left join label as target on listed.target_group = target.code and target.vocabulary = 'target_group'
    left join label as reason on listed.main_reason = reason.code and reason.vocabulary = 'main_reason'
    left join label as bought on listed.procurement = bought.code and bought.vocabulary = 'procurement'
    left join label as outside on listed.outside_reason = outside.code and outside.vocabulary = 'outside_reason'
    left join label as ended on listed.end_reason = ended.code and ended.vocabulary = 'end_reason'
    left join report.unit as unit on listed.unit = unit.unit
),

final as (
    select
        *,
        translate(lower(case :sort
            when 'case_id' then case_id
            when 'sex' then sex
            when 'provider_code' then provider_code
            when 'provider_name' then provider_name
            when 'care_form' then care_form
            when 'target_group' then target_group
            when 'main_reason' then main_reason
            when 'legal_basis' then legal_basis
            when 'procurement' then procurement
            when 'outside_reason' then outside_reason
            when 'tender_area' then tender_area
            when 'signature' then signature
            when 'unit' then unit
            when 'end_reason' then end_reason
        end), 'åäöéèüáà', '{|}eeyaa') collate "C" as by_text,
        case :sort
            when 'age_years' then age_years
            when 'care_days' then care_days
            when 'daily_price_kr' then daily_price_kr
            when 'cost_kr' then cost_kr
            when 'extra_kr' then extra_kr
            when 'moved_in_on' then moved_in_on - date '1900-01-01'
            when 'moved_out_on' then moved_out_on - date '1900-01-01'
            when 'agreement_signed_on' then agreement_signed_on - date '1900-01-01'
            when 'agreement_ends_on' then agreement_ends_on - date '1900-01-01'
            when 'framework_from_on' then framework_from_on - date '1900-01-01'
            when 'framework_to_on' then framework_to_on - date '1900-01-01'
            when 'next_due_on' then next_due_on - date '1900-01-01'
        end as by_number
    from labelled
)

select *
from final
order by
    case when not cast(:descending as boolean) then by_text end,
    case when cast(:descending as boolean) then by_text end desc nulls last,
    case when not cast(:descending as boolean) then by_number end,
    case when cast(:descending as boolean) then by_number end desc nulls last,
    moved_in_on desc,
    placement_id
limit
    :most
    offset
    :skip
