-- What the codes are called that can be entered of a placement, and those that tell which placement it is.
-- one row per vocabulary and code, in the order they are shown
select
    vocabulary,
    code,
    label
from report.code
where vocabulary in ('main_reason', 'procurement', 'outside_reason', 'care_form', 'sex')
order by vocabulary, position, label
