-- The report to the board: what is written to it, what has been told of the board, and how it is published. A published
-- report is never changed: a correction is the next version.

alter table published.report
add constraint report_version unique (board, kind, period_from, version),
add constraint report_number check (version >= 1),
add constraint report_dnr check (trim(dnr) <> '' and length(dnr) <= 60),
add constraint report_period check (period_from <= period_to);
alter table published.cell
add constraint cell_hidden check (not suppressed or value is null);

-- What is written to a section of a report before it is published. Each change is a row; the latest holds.
create table desk.report_text (
    text_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    kind text not null check (kind in ('manad', 'tertial', 'ar')),
    period_from date not null,
    section text not null check (length(section) between 1 and 40),
    text_kind text not null check (text_kind in ('kommentar', 'atgard')),
    text text not null check (length(text) <= 4000),
    written_by text not null,
    written_at timestamptz not null default now()
);
create index report_text_section on desk.report_text (board_id, kind, period_from, section, text_kind, text_id);
alter table desk.report_text enable row level security;
create policy board on desk.report_text for select to ik_view using (board_id = (select access.board_id()));
grant usage on schema desk to ik_view, ik_publisher;
grant select on desk.report_text to ik_view;

-- How a report was published. `told`: every figure in it, hidden ones with their values, as the protection of the next
-- report reads it (report/disclosure/ledger.py): nothing is ever taken away from what anybody outside can know.
create table core.publication (
    report_id integer primary key references published.report,
    board_id smallint not null references core.board,
    published_by text not null,
    told text not null,
    -- how the protection was reached: status, gap, certificates
    protection jsonb not null
);

-- When individual rows have been taken out of the store for good, and how many of each kind; nobody is named.
create table core.disposal (
    disposal_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    disposed_at timestamptz not null default now(),
    before_on date not null,
    disposed_by text not null,
    counts jsonb not null
);

create function report.disposals()
returns table (disposed_at timestamptz, before_on date, counts jsonb)
language sql stable security definer set search_path = pg_catalog
as $$
    select d.disposed_at, d.before_on, d.counts
    from core.disposal as d
    where d.board_id = (select access.board_id())
$$;

-- How far the facts reach that the report is made of.
create function report.board_reach()
returns table (entity text, data_through date)
language sql stable security definer set search_path = pg_catalog
as $$
    select c.entity, c.data_through from report.cut_off as c
    where c.entity in ('placements', 'referrals', 'investigations', 'decisions', 'interventions')
$$;

create function report.report_texts(kind text, period_from date)
returns table (section text, text_kind text, text text, written_by text, written_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
    select distinct on (t.section, t.text_kind) t.section, t.text_kind, t.text, t.written_by, t.written_at
    from desk.report_text as t
    where
        t.board_id = (select access.board_id())
        and (select access.whole_board())
        and t.kind = report_texts.kind
        and t.period_from = report_texts.period_from
    order by t.section, t.text_kind, t.text_id desc
$$;

-- What has been told of the board, for the protection of the next report.
create function report.told()
returns table (report_id integer, told text)
language sql stable security definer set search_path = pg_catalog
as $$
    select p.report_id, p.told
    from core.publication as p
    where p.board_id = (select access.board_id()) and (select access.whole_board())
    order by p.report_id
$$;

-- The load that figures read now are those of: the board's latest that has come to its end.
create function report.latest_load() returns integer
language sql stable security definer set search_path = pg_catalog
as $$
    select max(l.load_id) from raw.load as l
    where l.board_id = (select access.board_id()) and l.finished_at is not null
$$;

-- Write to a section: who and in which board is taken from the scope.
create function desk.write_report_text(kind text, period_from date, section text, text_kind text, text text)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    made integer;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_manager', 'ik_controller', 'ik_publisher')
        or asked_board is null or asker is null or not access.whole_board()
    then
        raise insufficient_privilege using message = 'only those who see the whole board write to its report';
    end if;
    insert into desk.report_text (board_id, kind, period_from, section, text_kind, text, written_by)
    values (
        asked_board, write_report_text.kind, write_report_text.period_from, write_report_text.section,
        write_report_text.text_kind, trim(write_report_text.text), asker
    )
    returning text_id into made;
    return made;
end
$$;

-- Publish a report: `content` is the text that the checksum is over (report/content bytes as JSON) and the published
-- tables are filled from it, so that they cannot differ. Null where its version has been published already, or where
-- the facts have changed since they were read.
create function desk.publish_report(content text, told text, protection jsonb) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    head jsonb := content::jsonb -> 'report';
    made integer;
begin
    if
        session_user <> 'ik_app' or current_setting('role') <> 'ik_publisher'
        or asked_board is null or asker is null or not access.whole_board()
    then
        raise insufficient_privilege using message = 'only the board''s secretary publishes its reports';
    end if;
    if (head ->> 'board') is distinct from access.board_name() then
        raise insufficient_privilege using message = 'a report of another board';
    end if;
    -- one at a time: the second finds that the version is taken
    lock table published.report in share row exclusive mode;
    if
        (head ->> 'version')::integer <> 1 + coalesce((
            select max(r.version) from published.report as r
            where
                r.board = head ->> 'board'
                and r.kind = head ->> 'kind'
                and r.period_from = (head ->> 'period_from')::date
        ), 0)
        or (head ->> 'load_id')::integer is distinct from report.latest_load()
    then
        return null;
    end if;
    insert into published.report (
        board, dnr, kind, period_from, period_to, version, published_at, sha256, load_id, definition_version
    )
    values (
        head ->> 'board', head ->> 'dnr', head ->> 'kind', (head ->> 'period_from')::date,
        (head ->> 'period_to')::date, (head ->> 'version')::integer, now(),
        encode(sha256(convert_to(content, 'UTF8')), 'hex'), (head ->> 'load_id')::integer,
        head ->> 'definition_version'
    )
    returning report_id into made;
    insert into published.cell (report_id, table_code, row_code, column_code, value, suppressed)
    select made, c ->> 0, c ->> 1, c ->> 2, (c ->> 3)::numeric, (c ->> 4)::boolean
    from jsonb_array_elements(content::jsonb -> 'cells') as c;
    insert into published.text (report_id, section, kind, text)
    select made, t ->> 0, t ->> 1, t ->> 2
    from jsonb_array_elements(content::jsonb -> 'texts') as t;
    insert into core.publication (report_id, board_id, published_by, told, protection)
    values (made, asked_board, asker, told, protection);
    return made;
end
$$;

-- Care days and cost with extras by month, form and unit, for the forecast of a report: the publisher reads no slices.
create function report.forecast_cost(from_month date)
returns table (
    month date, care_form text, unit text, days bigint, priced_days bigint, unpriced_days bigint, gross_ore bigint,
    extra_ore bigint, vat_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        s.month,
        s.care_form,
        coalesce(s.unit, ''),
        sum(s.placement_days)::bigint,
        sum(s.priced_days)::bigint,
        sum(s.unpriced_days)::bigint,
        sum(s.cost_ore + s.extra_cost_ore)::bigint,
        sum(s.extra_cost_ore)::bigint,
        (sum((s.cost_ore + s.extra_cost_ore) * s.vat_permille) / 1000)::bigint
    from report.care_slice as s
    where s.month >= from_month
    group by s.month, s.care_form, coalesce(s.unit, '')
$$;

-- The budget by month, form and unit, for the same.
create function report.forecast_budget(from_month date, to_month date)
returns table (month date, care_form text, unit text, budget_ore bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select b.month, b.care_form, b.unit, sum(b.cost_ore)::bigint
    from report.budget as b
    where b.month between from_month and to_month and b.cost_ore is not null
    group by b.month, b.care_form, b.unit
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.report_texts(text, date)', 'report.told()', 'report.latest_load()', 'report.disposals()',
        'report.board_reach()', 'report.forecast_cost(date)',
        'report.forecast_budget(date, date)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller, ik_publisher', f);
    end loop;
    execute 'revoke execute on function desk.write_report_text(text, date, text, text, text) from public';
    execute 'grant execute on function desk.write_report_text(text, date, text, text, text) '
        'to ik_manager, ik_controller, ik_publisher';
    execute 'revoke execute on function desk.publish_report(text, text, jsonb) from public';
    execute 'grant execute on function desk.publish_report(text, text, jsonb) to ik_publisher';
end
$$;
grant usage on schema report to ik_publisher;
grant execute on function
report.forecast_reach(integer), report.forecast_running(), report.forecast_lengths(date, integer[]),
report.forecast_starts(date), report.forecast_new_prices(date), report.forecast_price_changes(date)
to ik_publisher;

comment on table desk.report_text is
'Det som skrivs till ett avsnitt i en rapport innan den publiceras, en rad per ändring; den senaste gäller.';
comment on column desk.report_text.text_id is 'Radens nummer.';
comment on column desk.report_text.board_id is 'Nämnd som texten tillhör.';
comment on column desk.report_text.kind is 'manad, tertial eller ar.';
comment on column desk.report_text.period_from is 'Periodens första dag.';
comment on column desk.report_text.section is 'Avsnitt.';
comment on column desk.report_text.text_kind is 'kommentar eller atgard.';
comment on column desk.report_text.text is 'Texten; tom är borttagen.';
comment on column desk.report_text.written_by is 'Vem som skrev.';
comment on column desk.report_text.written_at is 'När det skrevs.';
comment on function report.report_texts(text, date) is
'Det senast skrivna i varje avsnitt av en rapport, för den som ser hela nämnden.';
comment on function report.latest_load() is 'Nämndens senaste inläsning som är klar.';
comment on function report.disposals() is
'När uppgifter om enskilda har gallrats, och hur många rader av varje slag.';
comment on function report.board_reach() is
'Hur långt uppgifterna når som rapporten bygger på, en rad per slag av uppgift.';
comment on function report.told() is
'Allt som har publicerats om nämnden, visat och dolt, så som skyddet av nästa rapport läser det. Hela nämnden; summor.';
comment on function report.forecast_cost(date) is
'Vårddygn och kostnad med tillägg per månad, vårdform och enhet, som prognosen går vidare från. Summor.';
comment on function report.forecast_budget(date, date) is
'Budgeten per månad, vårdform och enhet, för prognosen i en rapport. Summor.';
