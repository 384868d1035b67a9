-- Score planned welfare technology, or take back what has been scored where no factor is said.
-- one row per score: its number; null, and who came between, where another has scored it since; none without initiative
-- writes
-- :initiative_id – the initiative
-- :competence – 1 to 4, null where it is not judged, as for the seven after it
-- :management_support – 1 to 4
-- :complexity – 1 to 4
-- :financing – 1 to 4
-- :saving – 1 to 4
-- :quality – 1 to 4
-- :requirements – 1 to 4
-- :goal_attainment – 1 to 4
-- :note – a note, null for none
-- :seen – the latest score that the writer has seen, null for none
select
    score_id,
    was_scored_by,
    was_scored_at
from
    desk.score_initiative(
        :initiative_id,
        cast(:competence as integer),
        cast(:management_support as integer),
        cast(:complexity as integer),
        cast(:financing as integer),
        cast(:saving as integer),
        cast(:quality as integer),
        cast(:requirements as integer),
        cast(:goal_attainment as integer),
        cast(:note as text),
        cast(:seen as integer)
    )
