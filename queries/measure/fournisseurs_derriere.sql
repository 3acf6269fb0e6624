-- How many suppliers stand behind the numerator of an indicator: under three, its figures are not for the public (R16).
-- grain: one row
-- unit: legal units, each counted once
-- parameters: $vue, $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres
-- columns: fournisseurs
--
-- The payee of a mandat, every holder of a contract; a thing whose supplier is not known adds none.
with
retenus as (
    select distinct
        cle,
        depot,
        ligne
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut::date and $arrete::date
        and (fin is null or fin >= $arrete::date)
        and appartient > 0
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

mandats as (
    select
        cle,
        siren,
        depot,
        ligne
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
),

vus as (
    select
        contrat_no,
        cle,
        depot,
        ligne
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

payes as (
    select mandats.siren
    from retenus
    inner join mandats
        on
            retenus.cle = mandats.cle
            and retenus.depot = mandats.depot
            and retenus.ligne = mandats.ligne
),

attributaires as (
    select titulaires.siren
    from retenus
    inner join vus
        on
            retenus.cle = vus.cle
            and retenus.depot = vus.depot
            and retenus.ligne = vus.ligne
    inner join titulaires
        on vus.contrat_no = titulaires.contrat_no
),

unites as (
    select payes.siren
    from payes
    union
    select attributaires.siren
    from attributaires
),

final as (
    select count(siren) as fournisseurs
    from unites
)

select * from final
