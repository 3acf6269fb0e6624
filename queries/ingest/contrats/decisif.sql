-- The day that decides the period of a row.
-- grain: one row per row of the file
-- unit: days
-- parameters: none
create table decisifs as
select
    lu.ligne,
    min(lu.date_notification) as debut,
    min(lu.date_notification) as fin
from lu
where lu.date_notification is not null
group by lu.ligne;
