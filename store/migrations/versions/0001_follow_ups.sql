-- What is asked in a follow-up; the answers are about individuals and are read elsewhere, under an opening.

create view report.follow_up_parameter with (security_barrier) as
select
    b.board,
    p.parameter,
    p.valid_from,
    lead(p.valid_from) over (partition by p.parameter order by p.valid_from) - 1 as valid_to,
    p.question,
    p.scale_min,
    p.scale_max,
    p.weight
from core.seen_follow_up_parameters as p
inner join core.board as b on p.board_id = b.board_id
where (select report.as_of_load()) is null;

comment on view report.follow_up_parameter is
'Uppföljningens frågor, en rad per fråga och tid som den gäller. Inga uppgifter om enskilda.';
comment on column report.follow_up_parameter.board is 'Nämnd.';
comment on column report.follow_up_parameter.parameter is 'Frågans kod.';
comment on column report.follow_up_parameter.valid_from is 'Första dagen som frågan gäller så.';
comment on column report.follow_up_parameter.valid_to is 'Sista dagen; tomt tills vidare.';
comment on column report.follow_up_parameter.question is 'Frågan.';
comment on column report.follow_up_parameter.scale_min is 'Skalans lägsta svar.';
comment on column report.follow_up_parameter.scale_max is 'Skalans högsta svar.';
comment on column report.follow_up_parameter.weight is 'Frågans vikt; tomt är 1.';
