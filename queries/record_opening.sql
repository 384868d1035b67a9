-- Write into the access log that somebody opens or exports rows about individuals, before they are read.
-- one row per line written: its number
-- writes
-- :page – the page, as in its address
-- :purpose – one of the page's fixed purposes
-- :kind – oppning or export
-- :about – what is opened, in the page's words
-- :filter – the selection, as JSON; never what names a person
-- :person_keys – keys of the persons opened, null for a list
-- :case_id – the case opened, null for a list
-- :individuals – how many individuals a list holds, null where it is not known
-- :row_count – how many rows an export holds, null for an opening
select
    access.record_opening(
        :page,
        :purpose,
        :kind,
        :about,
        cast(:filter as jsonb),
        cast(:person_keys as text[]),
        :case_id,
        cast(:individuals as integer),
        cast(:row_count as integer)
    ) as opening
