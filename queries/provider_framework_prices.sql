-- The framework prices of a provider for a care form.
-- one row per agreement
-- :provider_code – the provider
-- :care_form – the care form
select
    tender_area,
    valid_from,
    valid_to,
    daily_price as daily_price_kr
from report.framework_price
where provider_code = :provider_code and care_form = :care_form
order by valid_from desc, tender_area
