-- The month that decides the period of a row.
-- grain: one row per row of the file
-- unit: days
-- parameters: none
create table decisifs as
select
    lu.ligne,
    lu.mois as debut,
    lu.mois as fin
from lu
where lu.mois is not null;
