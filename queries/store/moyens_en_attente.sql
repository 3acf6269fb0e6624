-- Rows of one staged roadmap, as the import read them.
-- grain: one row per moyen and year
-- parameters: none (reads the staged file itself)
select
    moyens.moyen,
    moyens.annee,
    moyens.statut,
    moyens.pilote,
    moyens.echeance,
    moyens.avancement,
    moyens.livrable,
    moyens.commentaire,
    moyens.depot,
    null::varchar as fichier,
    moyens.ligne
from lignes.moyens as moyens
order by moyens.ligne
