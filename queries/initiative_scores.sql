-- Everything that users have said of planned welfare technology, the latest first.
-- one row per time that somebody scored or took back
select
    s.score_id,
    s.initiative_id,
    i.name,
    s.scored_at at time zone 'Europe/Stockholm' as scored_at,
    s.scored_by,
    s.is_withdrawal,
    s.competence,
    s.management_support,
    s.complexity,
    s.financing,
    s.saving,
    s.quality,
    s.requirements,
    s.goal_attainment,
    s.score,
    s.note,
    s.holds
from report.initiative_score as s
left join report.initiative as i on s.initiative_id = i.initiative_id
order by s.score_id desc
