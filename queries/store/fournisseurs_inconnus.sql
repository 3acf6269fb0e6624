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
    select siret
    from (select distinct siret from cites) as numeros
    where
        regexp_full_match(siret, '\d{9}|\d{14}')
        and left(siret, 9) not in (select connus.siren from connus)
),

inconnues as (
    select
        cites.ligne,
        cites.siret
    from cites
    semi join inconnus
        on cites.siret = inconnus.siret
),

lignes as (
    select distinct ligne
    from inconnues
),

premieres as (
    select min(siret) as siret
    from inconnues
    where ligne = (select min(lignes.ligne) from lignes)
)

select
    count(*) as lignes,
    (select count(*) from inconnus) as fournisseurs,
    min(ligne, 10) as premieres,
    (select premieres.siret from premieres) as siret
from lignes
having count(*) > 0;
