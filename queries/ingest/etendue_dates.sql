-- First and last decisive day of the accepted rows.
-- grain: one row
-- unit: days
-- parameters: table decisifs, view retenues
with bornes as (
    select
        min(decisifs.debut) as debut,
        max(decisifs.fin) as fin
    from decisifs
    semi join retenues using (ligne)
)

select * from bornes
