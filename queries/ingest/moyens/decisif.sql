-- The year that decides the period of a row.
-- grain: one row per row of the file
-- unit: days
-- parameters: none
create table decisifs as
select
    lu.ligne,
    make_date(lu.annee, 1, 1) as debut,
    make_date(lu.annee, 12, 31) as fin
from lu
where lu.annee is not null;
