-- The day that decides the period of a row: the mandat's, within its exercice (the journée complémentaire belongs to N, R4).
-- grain: one row per row of the file
-- unit: days
-- parameters: none
create table decisifs as
select
    lu.ligne,
    least(greatest(lu.date_mandat, make_date(lu.exercice, 1, 1)), make_date(lu.exercice, 12, 31)) as debut,
    least(greatest(lu.date_mandat, make_date(lu.exercice, 1, 1)), make_date(lu.exercice, 12, 31)) as fin
from lu
where lu.date_mandat is not null and lu.exercice is not null;
