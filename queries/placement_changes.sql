-- What a load and those after it have changed among the placements.
-- one row per placement and thing that changed
-- individuals
-- :load – the first of the loads
-- :change – the kind of change to keep, null keeps all
-- :units – units to keep, null keeps all; '' stands for unknown
select
    told.placement_id,
    told.case_id,
    told.person_key,
    coalesce(form.label, told.care_form) as care_form,
    coalesce(unit.name, told.unit) as unit,
    told.change,
    coalesce(was.label, told.was) as was,
    coalesce(becomes.label, told.becomes) as becomes,
    told.load_id
from report.placement_changes(cast(:load as integer)) as told
left join report.code as form on told.care_form = form.code and form.vocabulary = 'care_form'
left join report.unit as unit on told.unit = unit.unit
left join report.code as was
    on
        told.was = was.code
        and was.vocabulary = case told.change when 'vardform' then 'care_form' when 'upphandling' then 'procurement' end
left join report.code as becomes
    on
        told.becomes = becomes.code
        and becomes.vocabulary = case told.change
            when 'vardform' then 'care_form'
            when 'upphandling' then 'procurement'
        end
where
    (cast(:change as text) is null or told.change = cast(:change as text))
    and (cast(:units as text[]) is null or coalesce(told.unit, '') = any(cast(:units as text[])))
order by told.load_id desc, told.change, told.case_id, told.placement_id
