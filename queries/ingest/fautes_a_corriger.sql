-- What was found on the rows to correct.
-- grain: one row per finding
-- unit: none
-- parameters: tables constats, sortie.corrections.lignes
select distinct
    constats.ligne,
    constats.regle,
    constats.colonne,
    constats.valeur
from constats
where constats.ligne in (select lignes.ligne from sortie.corrections.lignes as lignes)
order by
    constats.ligne,
    constats.regle,
    constats.colonne,
    constats.valeur
