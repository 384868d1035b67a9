-- How fresh the store is and by which rule days are counted: what every page says beside its figures.
-- one row per store (within the asker's board)
select
    store_state.is_demo,
    store_state.latest_load,
    store_state.protections,
    store_state.latest_invoice_status,
    (select min(cut_off.data_through) from report.cut_off where cut_off.entity = 'placements') as data_through,
    (select min(board_setting.day_rule) from report.board_setting) as day_rule
from report.store_state
