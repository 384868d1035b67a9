-- How far the cases of a period have come, stage by stage, as the manager may read it; no other role is given it.
-- It speaks of now: as of an earlier load there are no rows.

-- One row per way through the stages, with how many cases went it. A stage is null where the way has ended before it,
-- so that what goes into a stage comes out of it. Of what another unit did only that it was done is told. A stage whose
-- facts have never been delivered is okant where nothing else tells of it, and the way stands there.
create function report.flow_stages(from_on date, to_on date, units text[], subject text, kind text)
returns table (
    case_kind text, preliminary text, investigation text, decision text, execution text, cases bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with delivered as materialized (
        select
            coalesce(bool_or(c.entity = 'referrals'), false) as has_referrals,
            coalesce(bool_or(c.entity = 'investigations'), false) as has_investigations,
            coalesce(bool_or(c.entity = 'decisions'), false) as has_decisions,
            coalesce(bool_or(c.entity in ('interventions', 'placements')), false) as has_given
        from report.cut_off as c
    ),

    flow as materialized (
        select
            f.case_id,
            'aktualisering' = any(f.activities) as has_referral,
            case
                when 'utredning_inledd' <> all(f.activities) then null
                when
                    cardinality(array_positions(f.activities, 'utredning_inledd'))
                    > cardinality(array_positions(f.activities, 'utredning_avslutad'))
                    then 'pagar'
                else 'avslutad'
            end as investigation,
            -- the decision that gave the most is the case's
            case
                when 'beslut_bifall' = any(f.activities) then 'bifall'
                when 'beslut_delvis_bifall' = any(f.activities) then 'delvis_bifall'
                when 'beslut_avslag' = any(f.activities) then 'avslag'
                when 'beslut_avvisning' = any(f.activities) then 'avvisning'
                when 'beslut_avskrivning' = any(f.activities) then 'avskrivning'
                when 'beslut_utan_insats' = any(f.activities) then 'utan_insats'
                when 'beslut' = any(f.activities) then 'annan_enhet'
            end as decision,
            f.activities && array['verkstallighet', 'placering_in'] as is_executed
        from core.flow_asked(from_on, to_on, units, subject, kind) as f
        where (select report.as_of_load()) is null
    ),

    -- of several referrals in a case the one that led furthest
    referral as (
        select
            r.case_id,
            case
                when bool_or(r.preliminary_outcome = 'inleds') then 'inleds'
                when bool_or(r.kind = 'anmalan' and r.preliminary_outcome is null and r.assessed_on is null) then 'pagar'
                when bool_or(r.preliminary_outcome = 'pagaende') then 'pagaende'
                when bool_or(r.preliminary_outcome = 'inleds_ej') then 'inleds_ej'
                when bool_or(r.assessed_on is not null) then 'okant'
                else 'ingen'
            end as preliminary
        from flow as f
        inner join core.seen_referrals as r on f.case_id = r.case_id
        where (select access.whole_board()) or r.unit = any((select access.units())::text[])
        group by r.case_id
    ),

    way as (
        select
            coalesce(c.kind, 'okant') as case_kind,
            case
                when r.preliminary is not null then r.preliminary
                when not h.has_referrals then 'okant'
                when f.has_referral then 'annan_enhet'
                else 'utan_aktualisering'
            end as preliminary,
            f.investigation,
            f.decision,
            f.is_executed
        from flow as f
        cross join delivered as h
        inner join core.case_flow as c on f.case_id = c.case_id
        left join referral as r on f.case_id = r.case_id
    ),

    final as (
        select
            w.case_kind,
            w.preliminary,
            case
                when w.investigation is not null then w.investigation
                when
                    w.decision is not null
                    or w.is_executed
                    or w.preliminary not in ('inleds_ej', 'pagar', 'pagaende')
                    then case when h.has_investigations then 'ingen' else 'okant' end
            end as investigation,
            case
                when w.decision is not null then w.decision
                when not h.has_decisions and (w.investigation is not null or w.is_executed) then 'okant'
                when w.investigation = 'pagar' and not w.is_executed then 'vantar'
                when w.is_executed or w.investigation = 'avslutad' then 'inget'
            end as decision,
            case
                when w.is_executed then 'verkstallt'
                when w.decision in ('bifall', 'delvis_bifall')
                    then case when h.has_given then 'vantar' else 'okant' end
            end as execution
        from way as w
        cross join delivered as h
    )

    select f.case_kind, f.preliminary, f.investigation, f.decision, f.execution, count(*) as cases
    from final as f
    group by f.case_kind, f.preliminary, f.investigation, f.decision, f.execution
$$;

comment on function report.flow_stages(date, date, text[], text, text) is
'Hur långt ärenden som började mellan två dagar har kommit: ett antal per väg genom slag av aktualisering, '
'förhandsbedömning, utredning, beslut och verkställighet. Ett tomt steg betyder att vägen slutade före det; okant att '
'det som steget läses ur aldrig har levererats. '
'En rad per väg. Bara för IFO-chef. Enhet: ärenden.';
