-- Whom a key or some cases lead to: nobody alike where there is none, or none that the asker may know of.
-- one row per person, or one without person for a case whose log names none
-- individuals
-- :key – a person's key, whole or from its beginning; null where cases are asked for
-- :cases – case numbers, null where a key is asked for
select
    found.person_key,
    found.case_id,
    found.birth_year,
    sex.label as sex
from report.individuals(:key, cast(:cases as text[])) as found
left join report.code as sex on sex.vocabulary = 'sex' and found.sex = sex.code
order by
    found.birth_year,
    found.person_key
