-- What a board's placement index is reckoned with (domain/quality/settings.py says the same defaults).

alter table core.board add minimum_follow_ups smallint not null default 5 check (minimum_follow_ups >= 2);
alter table core.board add quality_shrinkage numeric not null default 5 check (quality_shrinkage >= 0);
alter table core.board add months_until_follow_up smallint not null default 6 check (months_until_follow_up >= 1);
alter table core.board add quality_resamples smallint not null default 1000
check (quality_resamples between 100 and 10000);
alter table core.board add quality_level numeric not null default 0.9
check (quality_level >= 0.5 and quality_level < 1);

create view report.quality_setting with (security_barrier) as
select
    b.board,
    b.minimum_follow_ups,
    b.quality_shrinkage as shrinkage,
    b.months_until_follow_up as months_until_due,
    b.quality_resamples as resamples,
    b.quality_level as level
from core.board as b
where b.board_id = (select access.board_id());

comment on view report.quality_setting is 'Nämndens inställningar för kvalitet i förhållande till kostnad, en rad.';
comment on column report.quality_setting.board is 'Nämnd.';
comment on column report.quality_setting.minimum_follow_ups is 'Minsta antal uppföljningar för att visa kvalitet.';
comment on column report.quality_setting.shrinkage is
'Så många uppföljningar väger gruppens medel när en utförares kvalitet dras mot det.';
comment on column report.quality_setting.months_until_due is
'Månader från inflyttning eller senaste uppföljning tills nästa ska göras.';
comment on column report.quality_setting.resamples is 'Antal dragningar bakom intervallet.';
comment on column report.quality_setting.level is 'Intervallets säkerhet, som andel.';
