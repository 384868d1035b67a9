-- How far the cases of a period have come, stage by stage, as the manager may read it; no other role is given it.
-- It speaks of now: as of an earlier load there are no rows.

-- One row per way through the stages, with how many cases went it. A stage is null where the way has ended before it,
-- so that what goes into a stage comes out of it. Of what another unit did only that it was done is told.
create function report.flow_stages(from_on date, to_on date, units text[], subject text, kind text)
returns table (
    case_kind text, preliminary text, investigation text, decision text, execution text, cases bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as (
        select
            max(c.data_through) filter (where c.entity = 'investigations') as investigations,
            max(c.data_through) filter (where c.entity in ('interventions', 'placements')) as given
        from report.cut_off as c
    ),

    flow as materialized (
        select f.case_id, f.activities
        from core.flow_asked(from_on, to_on, units, subject, kind) as f
        where (select report.as_of_load()) is null
    ),

    referral as (
        select
            o.case_id,
            case
                when bool_or(o.preliminary_outcome = 'inleds') then 'inleds'
                when bool_or(o.kind = 'anmalan' and o.preliminary_outcome is null and o.assessed_on is null) then 'pagar'
                when bool_or(o.preliminary_outcome = 'pagaende') then 'pagaende'
                when bool_or(o.preliminary_outcome = 'inleds_ej') then 'inleds_ej'
                when bool_or(o.assessed_on is not null) then 'okant'
                else 'ingen'
            end as preliminary
        from flow as f
        inner join core.seen_referrals as o on f.case_id = o.case_id
        where (select access.whole_board()) or o.unit = any((select access.units())::text[])
        group by o.case_id
    ),

    -- steps are kept up to date: an investigation's is its opening and its close
    investigation as (
        select
            i.case_id,
            case
                when bool_or(i.ended_on is null or i.ended_on > h.investigations) then 'pagar'
                else 'avslutad'
            end as investigation
        from flow as f
        inner join core.step as i on f.case_id = i.case_id
        cross join reach as h
        where i.step = 'investigation' and ((select access.whole_board()) or i.unit is not null)
        group by i.case_id
    ),

    -- the decision that gave the most is the case's
    decision as (
        select
            f.case_id,
            (
                array_agg(
                    substr(a.activity, 8)
                    order by array_position(
                        array['bifall', 'delvis_bifall', 'avslag', 'avvisning', 'avskrivning', 'utan_insats'],
                        substr(a.activity, 8)
                    ) nulls last, a.activity
                )
            )[1] as decision
        from flow as f
        cross join lateral unnest(f.activities) as a (activity)
        where a.activity = 'beslut' or starts_with(a.activity, 'beslut_')
        group by f.case_id
    ),

    given as (
        select
            g.case_id,
            case when bool_or(g.ended_on is null or g.ended_on > h.given) then 'pagar' else 'avslutad' end as execution
        from flow as f
        inner join core.seen_case_given as g on f.case_id = g.case_id
        cross join reach as h
        where (select access.whole_board()) or g.unit is not null
        group by g.case_id
    ),

    way as (
        select
            coalesce(c.kind, 'okant') as case_kind,
            case
                when r.preliminary is not null then r.preliminary
                when 'aktualisering' = any(f.activities) then 'annan_enhet'
                else 'utan_aktualisering'
            end as preliminary,
            i.investigation,
            case when d.decision = '' then 'annan_enhet' else d.decision end as decision,
            g.execution
        from flow as f
        inner join core.case_flow as c on f.case_id = c.case_id
        left join referral as r on f.case_id = r.case_id
        left join investigation as i on f.case_id = i.case_id
        left join decision as d on f.case_id = d.case_id
        left join given as g on f.case_id = g.case_id
    ),

    final as (
        select
            w.case_kind,
            w.preliminary,
            case
                when w.investigation is not null then w.investigation
                when w.decision is not null or w.execution is not null then 'ingen'
                when w.preliminary not in ('inleds_ej', 'pagar', 'pagaende') then 'ingen'
            end as investigation,
            case
                when w.decision is not null then w.decision
                when w.execution is not null then 'inget'
                when w.investigation = 'pagar' then 'vantar'
                when w.investigation = 'avslutad' then 'inget'
            end as decision,
            case
                when w.execution is not null then w.execution
                when w.decision in ('bifall', 'delvis_bifall') then 'vantar'
            end as execution
        from way as w
    )

    select f.case_kind, f.preliminary, f.investigation, f.decision, f.execution, count(*) as cases
    from final as f
    group by f.case_kind, f.preliminary, f.investigation, f.decision, f.execution
$$;

comment on function report.flow_stages(date, date, text[], text, text) is
'Hur långt ärenden som börjat mellan två dagar har kommit: ett antal per väg genom slag av aktualisering, '
'förhandsbedömning, utredning, beslut och verkställighet. Ett tomt steg betyder att vägen slutade före det. '
'En rad per väg. Bara för IFO-chef. Enhet: ärenden.';
