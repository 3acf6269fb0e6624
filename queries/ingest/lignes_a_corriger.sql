-- The rows to correct: the refused ones, or every row of a file refused as a whole, but those set aside.
-- grain: one row per row of the file
-- unit: none
-- parameters: tables contenu_cellules(ligne, cellules), ecarts, refus; $entier
select
    contenu_cellules.ligne,
    contenu_cellules.cellules
from contenu_cellules
where
    contenu_cellules.ligne not in (select ecarts.ligne from ecarts)
    and ($entier or contenu_cellules.ligne in (select refus.ligne from refus))
order by contenu_cellules.ligne
