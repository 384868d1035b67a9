-- Write what a provider says of a question, and the action agreed.
-- one row per word written: its number; null, and who came between, where another has written since
-- writes
-- :provider_code – the provider
-- :care_form – the care form
-- :target_group – the target group; '' stands for unknown
-- :parameter – the question
-- :provider_comment – the provider's comment, null for none
-- :commented_on – the day of the comment, null for none
-- :action – the action agreed, null for none
-- :seen – the latest that the writer has seen written, null for nothing
select
    matter_id,
    was_set_by,
    was_set_at
from
    desk.take_up_with_provider(
        :provider_code,
        :care_form,
        nullif(:target_group, ''),
        :parameter,
        cast(:provider_comment as text),
        cast(:commented_on as date),
        cast(:action as text),
        cast(:seen as integer)
    )
