-- The scales of the instruments by which a person's state is assessed: how far they go, which way is better, and which
-- values say that no level was told. An instrument without a row has no scale, and nothing is read out of its levels.
create table core.instrument_scale (
    instrument text primary key,
    level_min smallint not null,
    level_max smallint not null check (level_max > level_min),
    -- values beside the scale that mean not specified or not applicable
    missing_levels smallint[] not null default '{}',
    lower_is_better boolean not null
);
insert into core.instrument_scale (instrument, level_min, level_max, missing_levels, lower_is_better) values
('ibic', 0, 4, '{8,9}', true),
('bbic', 0, 4, '{}', true),
('asi', 0, 9, '{}', true);

create view report.instrument_scale with (security_barrier) as
select b.board, s.instrument, s.level_min, s.level_max, s.missing_levels, s.lower_is_better
from core.instrument_scale as s
cross join core.board as b
where b.board_id = (select access.board_id());

comment on view report.instrument_scale is
'Instrumentens skalor: hur långt de går, vilka värden som betyder att nivån inte är angiven, och åt vilket håll som är '
'bättre. En rad per instrument som har en skala.';
comment on column report.instrument_scale.board is 'Nämnd.';
comment on column report.instrument_scale.instrument is 'Instrument, kod.';
comment on column report.instrument_scale.level_min is 'Skalans lägsta nivå.';
comment on column report.instrument_scale.level_max is 'Skalans högsta nivå.';
comment on column report.instrument_scale.missing_levels is
'Värden utanför skalan som betyder ej specificerat eller ej tillämpbart; de läses som saknade.';
comment on column report.instrument_scale.lower_is_better is 'Sant när en lägre nivå är bättre.';
