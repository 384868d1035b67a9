"""The year's flows and parallel interventions from the files' rows in DuckDB's memory, from scratch."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from bench.measure import best_of_three

_EDGES = """
    with event as (
        select case_id, 'aktualisering' as activity, 10 as place, received_on as day from referrals
        union all
        select case_id, 'forhandsbedomning', 30, assessed_on from referrals where assessed_on is not null
        union all
        select case_id, 'utredning_inledd', 40, opened_on from investigations
        union all
        select case_id, 'utredning_avslutad', 50, closed_on from investigations where closed_on is not null
        union all
        select case_id, 'beslut_' || outcome, 60, decided_on from decisions
        union all
        select case_id, 'verkstallighet', 80, started_on from interventions
        union all
        select case_id, 'insats_avslutad', 150, ended_on from interventions where ended_on is not null
        union all
        select case_id, 'placering_in', 90, moved_in_on from placements
        union all
        select case_id, 'placering_ut', 140, moved_out_on from placements where moved_out_on is not null
    ),

    paired as (
        select
            *,
            lead(activity) over w as next_activity,
            lead(day) over w as next_day,
            min(day) over (partition by case_id) as began
        from event
        window w as (partition by case_id order by day, place, activity)
    )

    select
        activity, next_activity, count(*), count(distinct case_id), median(next_day - day), avg(next_day - day)
    from paired
    where next_activity is not null and began between $1 and $2
    group by activity, next_activity
"""

_SPELLS = """
    with given as (
        select person_id, care_form as kind, moved_in_on as a, coalesce(moved_out_on, date '9999-12-31') as b
        from placements
        union all
        select person_id, intervention_type, started_on, coalesce(ended_on, date '9999-12-31')
        from interventions
    ),

    turn as (
        select person_id, a as day from given
        union
        select person_id, b + 1 from given where b < date '9999-12-31'
    ),

    part as (
        select person_id, day, lead(day) over (partition by person_id order by day) - 1 as last from turn
    ),

    filled as (
        select p.person_id, p.day, p.last, list_sort(list_distinct(list(g.kind))) as kinds
        from part as p
        inner join given as g on p.person_id = g.person_id and p.day between g.a and g.b
        group by p.person_id, p.day, p.last
        having count(distinct g.kind) > 1
    )

    select kinds, count(distinct person_id), count(*)
    from filled
    where day <= $2 and coalesce(last, date '9999-12-31') >= $1
    group by kinds
"""


def beside(folder: Path, first: date, last: date) -> tuple[float, float]:
    """Seconds for the edges of cases begun in the period, and for its sets of kinds; the files are read before."""
    duck = duckdb.connect()
    for name in ("referrals", "investigations", "decisions", "interventions", "placements"):
        duck.execute(f"create table {name} as select * from read_csv('{folder / name}.csv', delim=';')")

    def ask(statement: str) -> None:
        duck.execute(statement, (first, last)).fetchall()

    return best_of_three(partial(ask, _EDGES)), best_of_three(partial(ask, _SPELLS))
