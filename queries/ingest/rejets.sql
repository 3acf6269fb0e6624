-- Rows that do not count, with the first reason found and what they hold.
-- grain: one row per row set aside or refused
-- unit: none
-- parameters: tables ecarts, refus, contenus(ligne, contenu), parametres (depot), $feuille
insert into sortie.lignes.rejets
with sorts as (
    select
ecarts.ligne,
'ecarte' as sort,
any_value(ecarts.motif) as motif
    from ecarts
    group by ecarts.ligne
    union all
    select
refus.ligne,
'rejete' as sort,
min(refus.motif) as motif
    from refus
    where refus.ligne not in (select ecarts.ligne from ecarts)
    group by refus.ligne
)

select
    sorts.sort,
    $feuille as feuille, -- noqa: RF02
    sorts.motif,
    left(contenus.contenu, 2000) as contenu,
    parametres.depot,
    sorts.ligne
from sorts
left join contenus on sorts.ligne = contenus.ligne
cross join parametres
order by sorts.ligne
