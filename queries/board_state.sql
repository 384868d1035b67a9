-- What every signed-in role may know of its board: whether the facts are made up, and how days are counted.
-- one row per board (the asker's)
select
    is_demo,
    day_rule
from published.board
