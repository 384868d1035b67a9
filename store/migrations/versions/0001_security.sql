-- The wall. The facts and what the load computes from them belong to ik_loader (an owner may COPY and build indexes
-- under row security); the views of report and what they read through to ik_view, which owns no facts and so reads only
-- the rows of the asker's board. The roles that people ask through read views of report and nothing else.

do $$
declare
    t record;
begin
    for t in
        select n.nspname, c.relname, c.relkind
        from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
        where n.nspname in ('core', 'raw') and c.relkind in ('r', 'v')
    loop
        if t.relkind = 'r' then
            execute format('alter table %I.%I owner to ik_loader', t.nspname, t.relname);
            execute format('grant select on %I.%I to ik_view', t.nspname, t.relname);
        else
            -- seen_, then_ and own_ are for those who ask: their owner is held to the asker's board
            execute format(
                'alter view %I.%I owner to %I', t.nspname, t.relname,
                case when t.relname ~ '^(seen|then|own)_' then 'ik_view' else 'ik_loader' end
            );
        end if;
    end loop;
    for t in
        select table_schema as nspname, table_name as relname
        from information_schema.columns
        where table_schema in ('core', 'raw') and column_name = 'board_id'
            and table_name not in ('board', 'touched')
            and table_name in (select relname from pg_class where relkind = 'r')
    loop
        execute format('alter table %I.%I enable row level security', t.nspname, t.relname);
        execute format(
            'create policy board on %I.%I for select to ik_view using (board_id = (select access.board_id()))',
            t.nspname, t.relname
        );
    end loop;
    for t in select c.relname from pg_class as c
        where c.relnamespace = 'report'::regnamespace and c.relkind = 'v'
    loop
        execute format('alter view report.%I owner to ik_view', t.relname);
        execute format('grant select on report.%I to ik_manager, ik_controller', t.relname);
    end loop;
end
$$;

alter table raw.file enable row level security;
create policy board on raw.file for select to ik_view
using (exists (select from raw.load as l where l.load_id = file.load_id));
alter table raw.effect enable row level security;
create policy board on raw.effect for select to ik_view
using (exists (select from raw.load as l where l.load_id = effect.load_id));
alter table raw.rejected_row enable row level security;
create policy board on raw.rejected_row for select to ik_view
using (exists (select from raw.file as f where f.file_id = rejected_row.file_id));
alter table raw.remark enable row level security;
create policy board on raw.remark for select to ik_view
using (exists (select from raw.file as f where f.file_id = remark.file_id));

alter table raw.confirmation enable row level security;

grant select on access.protection to ik_view, ik_loader;
alter table access.protection enable row level security;
create policy board on access.protection for select to ik_view using (board_id = (select access.board_id()));
create policy loader on access.protection for select to ik_loader using (true);

alter function report.persons_placed(
    date, date, text[], text[], text[], text[], text[], text[], text[], text[], text[]
) owner to ik_view;
revoke execute on function report.persons_placed(
    date, date, text[], text[], text[], text[], text[], text[], text[], text[], text[]
) from public;
grant execute on function report.persons_placed(
    date, date, text[], text[], text[], text[], text[], text[], text[], text[], text[]
) to ik_manager, ik_controller;

alter function report.persons_on_days(date[], text[], text[]) owner to ik_view;
revoke execute on function report.persons_on_days(date[], text[], text[]) from public;
grant execute on function report.persons_on_days(date[], text[], text[]) to ik_manager, ik_controller;

-- What cases and persons go through is for the manager alone.
alter function core.formal_investigations(text[]) owner to ik_view;
revoke execute on function core.formal_investigations(text[]) from public;
alter function core.flow_asked(date, date, text[], text, text) owner to ik_view;
revoke execute on function core.flow_asked(date, date, text[], text, text) from public;
alter function core.parallel_person_day(date[], text[]) owner to ik_view;
revoke execute on function core.parallel_person_day(date[], text[]) from public;
alter function core.parallel_matching(
    date, text[], text[], boolean, integer, numeric, numeric, integer
) owner to ik_view;
revoke execute on function core.parallel_matching(
    date, text[], text[], boolean, integer, numeric, numeric, integer
) from public;

do $$
declare
    f regprocedure;
    v text;
begin
    foreach v in array array[
        'case_event', 'flow_edge', 'flow_variant', 'lead_time', 'lead_time_count', 'parallel_spell',
        'case_value', 'step_reach', 'open_step', 'open_step_count', 'unexecuted_decision', 'service_without_assessment'
    ]
    loop
        execute format('revoke select on report.%I from ik_controller', v);
    end loop;
    foreach f in array array[
        'report.flow_edges(date, date, text[], text, text)',
        'report.flow_variants(date, date, text[], text, text)',
        'report.parallel_on_days(date[], text[])',
        'report.parallel_between(date, date, text[])',
        'report.parallel_pairs(date, date, text[])',
        'report.flow_stages(date, date, text[], text, text)',
        'report.unexecuted_state(date, date, date, date, date, date)',
        'report.unexecuted_counts(date, date, text[])',
        'report.inflow_weeks(date, date, text[], text, text)',
        'report.running_by_age(date, text[], text, text)',
        'report.re_referrals(date, date, text[], text)',
        'report.back_to_back(date, date, text[], text)',
        'report.parallel_reach()',
        'report.parallel_values()',
        'report.parallel_rule_count(date, text[], text[], boolean, integer, numeric, numeric, integer)',
        'report.parallel_persons(date, text[], text[], boolean, integer, numeric, numeric, integer)',
        'report.individuals(text, text[])',
        'report.time_line(text, text)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager', f);
    end loop;
end
$$;

alter table published.report enable row level security;
create policy board on published.report for select
to ik_board, ik_reader, ik_publisher, ik_manager, ik_controller
using (board = (select access.board_name()));
alter table published.cell enable row level security;
create policy board on published.cell for select
to ik_board, ik_reader, ik_publisher, ik_manager, ik_controller
using (exists (select from published.report as r where r.report_id = cell.report_id));
alter table published.text enable row level security;
create policy board on published.text for select
to ik_board, ik_reader, ik_publisher, ik_manager, ik_controller
using (exists (select from published.report as r where r.report_id = text.report_id));
grant create on schema published to ik_view;
alter view published.code owner to ik_view;
alter view published.board owner to ik_view;
revoke create on schema published from ik_view;
grant select on all tables in schema published to ik_board, ik_reader, ik_publisher, ik_manager, ik_controller;
grant select on published.board to ik_reviewer;

-- The loader keeps the right in core: it takes indexes down and puts them up again around a first load.
revoke create on schema raw, report from ik_loader;
revoke create on schema core, raw, report from ik_view;
