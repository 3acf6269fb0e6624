-- Whether the facts of an indicator add up: one row per thing where things are counted (amounts need not be), and none that ends.
-- grain: one row
-- unit: none
-- parameters: $vue, the qualified name of a view of schema faits; $somme, whether amounts are added up
-- columns: une_ligne_par_chose, sans_fin
select
    $somme::boolean or count(*) = count(distinct case when not $somme::boolean then cle end) as une_ligne_par_chose,
    count(fin) = 0 as sans_fin
from query_table($vue);
