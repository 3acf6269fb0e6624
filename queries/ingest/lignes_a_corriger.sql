-- The rows to correct: the refused ones, or every row of a file refused as a whole, but those set aside.
-- grain: one row per row of the file
-- unit: none
-- parameters: view brut, tables ecarts, refus; $entier
create table lignes_a_corriger as
select brut.ligne
from brut
where
    brut.ligne not in (select ecarts.ligne from ecarts)
    and ($entier::boolean or brut.ligne in (select refus.ligne from refus));
