-- The only door to the facts: the rows of an indicator that a perimeter may see.
-- grain: one row per fact of the indicator
-- unit: that of the facts
-- parameters: none (a table macro of the cursor: vue, territoires_vus and dga_vues are its arguments; a null list sees all, an empty one nothing)
-- columns: none (those of the facts, once called)
create or replace temp macro visibles(vue, territoires_vus, dga_vues) as table
select *
from query_table(vue)
where
    (territoires_vus is null or territoire = any(territoires_vus))
    and (dga_vues is null or dga = any(dga_vues))
