-- Suppliers of a staged extract that no supplier list knows, neither published nor staged with it.
-- grain: one row per staged extract that has some
-- unit: rows of the extract
-- parameters: none (reads the attached staged file « attente » and temp table connus(siren))
-- columns: lignes, fournisseurs, premieres, siret
with
cites as (
    select
        tiers_siret as siret,
        ligne
    from attente.lignes.depenses
    union all
    select
        titulaire_siret as siret,
        ligne
    from attente.lignes.contrats
),

inconnus as (
    select
        cites.siret,
        cites.ligne
    from cites
    where
        regexp_full_match(cites.siret, '\d{9}|\d{14}')
        and left(cites.siret, 9) not in (select connus.siren from connus)
)

select
    count(distinct ligne) as lignes,
    count(distinct siret) as fournisseurs,
    list_sort(list_slice(list_sort(list_distinct(list(ligne))), 1, 10)) as premieres,
    arg_min(siret, ligne) as siret
from inconnus
having count(*) > 0;
