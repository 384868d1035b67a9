-- What one placement has cost, rested on and been followed by.
-- one row per price, legal basis, absence, extra, consideration and answer of a follow-up
-- individuals
-- :placement – the placement's id
select
    told.item,
    told.from_on,
    told.to_on,
    told.daily_price as daily_price_kr,
    told.monthly_amount as monthly_amount_kr,
    told.amount as amount_kr,
    told.due_on,
    told.said,
    coalesce(code.label, told.code) as label
from report.placement_history(:placement) as told
left join report.code as code
    on
        told.code = code.code
        and code.vocabulary = case told.item
            when 'lagrum' then 'legal_basis'
            when 'franvaro' then 'absence_kind'
            when 'overvagande' then 'consideration_kind'
        end
order by told.from_on desc, told.item, label
