-- Invoice lines in which something is found, with what explains it.
-- one row per invoice line
-- individuals
-- :from_month – first month in which a line's period begins (its first day)
-- :to_month – last such month (its first day)
-- :provider_code – codes to keep, null keeps all; '' stands for unknown, here and below
-- :care_form – codes to keep
-- :unit – units to keep
-- :findings – codes of which a line has any, null for whichever
-- :status – statuses to keep, null for all
select
    invoice_id,
    line_no,
    placement_id,
    case_id,
    person_key,
    provider_code,
    care_form,
    unit,
    kind,
    period_from,
    period_to,
    invoiced_on,
    invoiced_days,
    net_days,
    expected_days,
    invoiced_price as invoiced_price_kr,
    expected_price as expected_price_kr,
    invoiced_amount as invoiced_kr,
    credited_amount as credited_kr,
    expected_amount as expected_kr,
    difference as difference_kr,
    at_stake as at_stake_kr,
    shared_days,
    earlier_invoice_id,
    earlier_line_no,
    earlier_is_own,
    is_protected,
    day_rule,
    absence_share,
    moved_in_on,
    moved_out_on,
    agreement_signed_on,
    agreement_ends_on,
    counted_from,
    counted_to,
    findings,
    status,
    status_note,
    status_set_at,
    status_set_by,
    latest_status_id
from report.invoice_check
where
    findings <> '{}'
    and (cast(:findings as text[]) is null or findings && cast(:findings as text[]))
    and (cast(:status as text[]) is null or status = any(cast(:status as text[])))
    and (
        month between cast(:from_month as date) and cast(:to_month as date)
        and (
            cast(:provider_code as text[]) is null
            or coalesce(provider_code, '') = any(cast(:provider_code as text[]))
        )
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
    )
order by at_stake desc nulls last, period_from, invoice_id, line_no
