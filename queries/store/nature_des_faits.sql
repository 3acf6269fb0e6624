-- Whether the facts of an indicator add up: one row per thing, and none that ends.
-- grain: one row
-- unit: none
-- parameters: $vue, the qualified name of a view of schema faits
-- columns: une_ligne_par_chose, sans_fin
select
    count(*) = count(distinct cle) as une_ligne_par_chose,
    count(fin) = 0 as sans_fin
from query_table($vue);
