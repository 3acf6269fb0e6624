-- The accepted rows.
-- grain: one row per row and contractor
-- unit: none
-- parameters: tables lu, ecarts, refus
create view retenues as
select lu.*
from lu
where
    lu.ligne not in (select ecarts.ligne from ecarts)
    and lu.ligne not in (select refus.ligne from refus);
