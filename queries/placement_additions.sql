-- Placements and what can be entered of each: what holds now, and whether a source delivers it.
-- one row per placement that runs on the last day covered or has ended since the day asked for
-- individuals
-- :since – placements that ended before this day are left out, null for none
-- :lacking – agreement, price, procurement, outside_reason or main_reason: what no source delivers; null for all
-- :units – units to keep, null keeps all; '' stands for unknown
-- :placements – ids to keep, null keeps all
-- :most – how many
select
    placement_id,
    case_id,
    sex,
    birth_year,
    care_form,
    provider_code,
    unit,
    moved_in_on,
    moved_out_on,
    main_reason,
    procurement,
    outside_reason,
    agreement_signed_on,
    agreement_ends_on,
    has_delivered_main_reason,
    has_delivered_procurement,
    has_delivered_outside_reason,
    has_delivered_agreement_signed_on,
    has_delivered_agreement_ends_on,
    price_from,
    daily_price,
    has_delivered_price,
    count(*) over () as found,
    count(*) filter (
        where
        case cast(:lacking as text)
            when 'agreement' then agreement_signed_on is null
            when 'price' then daily_price is null
            when 'procurement' then procurement is null
            when 'outside_reason' then outside_reason is null
            when 'main_reason' then main_reason is null
            else false
        end
    ) over () as empty
from report.placement_addition
where
    (cast(:since as date) is null or moved_out_on is null or moved_out_on >= cast(:since as date))
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:placements as text[]) is null or placement_id = any(cast(:placements as text[])))
    and case cast(:lacking as text)
        when 'agreement'
            then needs_agreement and not (has_delivered_agreement_signed_on and has_delivered_agreement_ends_on)
        when 'price' then not has_delivered_price
        when 'procurement' then not has_delivered_procurement
        when 'outside_reason'
            then procurement = 'direktupphandling' and not has_delivered_outside_reason
        when 'main_reason' then not has_delivered_main_reason
        else true
    end
order by moved_in_on desc, placement_id
limit :most
