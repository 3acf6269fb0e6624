-- One bare pass over the spend lines: the yardstick of the bench.
-- grain: one row per exercice
-- unit: € HT
-- parameters: none
-- columns: exercice, montant
select
    exercice,
    sum(montant_ht) as montant
from lignes.depenses
group by exercice;
