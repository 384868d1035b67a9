-- What waits for its placement, from the facts; made for current_ and touched_ (see 0001_calculation.sql).

-- one row per row of a placement that has not come
create view core.now_waiting_calculated as
with child as (
    select c.board_id, 'placement_prices' as entity, c.file_id, c.line, c.placement_id
    from core.now_delivered_prices as c
    union all
    select c.board_id, 'placement_extras' as entity, c.file_id, c.line, c.placement_id
    from core.now_placement_extras as c
    union all
    select c.board_id, 'placement_legal_bases' as entity, c.file_id, c.line, c.placement_id
    from core.now_placement_legal_bases as c
    union all
    select c.board_id, 'placement_absences' as entity, c.file_id, c.line, c.placement_id
    from core.now_placement_absences as c
    union all
    select c.board_id, 'placement_secrecy' as entity, c.file_id, c.line, c.placement_id
    from core.now_placement_secrecy as c
    union all
    select c.board_id, 'placement_additions' as entity, c.file_id, c.line, c.placement_id
    from core.now_placement_additions as c
    union all
    select c.board_id, 'price_additions' as entity, c.file_id, c.line, c.placement_id
    from core.now_price_additions as c
)

select c.*
from child as c
where
    not exists (
        select from core.now_placements as p
        where p.board_id = c.board_id and p.placement_id = c.placement_id
    );
