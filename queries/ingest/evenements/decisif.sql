-- The day that decides the period of a row.
-- grain: one row per row of the file
-- unit: days
-- parameters: none
create table decisifs as
select
    lu.ligne,
    lu.jour as debut,
    lu.jour as fin
from lu
where lu.jour is not null;
