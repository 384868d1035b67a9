-- How many granted decisions were not carried out within three months, as a quarter reports them.
-- one row per state, paragraph, kind and sex, and one per state whole
-- :from_on – the quarter's first day
-- :to_on – the quarter's last day
-- :units – units to keep, null keeps all; '' stands for unknown
select
    is_total,
    state,
    legal_basis,
    kind,
    sex,
    decisions,
    persons,
    median_days,
    longest_days
from report.unexecuted_counts(cast(:from_on as date), cast(:to_on as date), cast(:units as text[]))
order by is_total, state, legal_basis, kind, sex
