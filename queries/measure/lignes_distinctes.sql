-- Things behind a count: one row per counted thing, with the row of a deposit that decides whether it belongs.
-- grain: one row per cle
-- unit: amounts in €, summed over the rows of the thing
-- parameters: $vue, $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $panel, $appartenance, $limite, $decalage
-- columns: cle, jour, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, fichier, ligne
--
-- The row that decides: a « yes », else an unknown one, else the greatest share; then the greatest amount, then the earliest.
with
retenus as (
    select
        *,
        case
            when appartient = 1 then 3
            when appartient is null then 2
            else appartient
        end as poids
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut::date and $arrete::date
        and (fin is null or fin >= $arrete::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

ordonnes as (
    select
        *,
        row_number() over rang as place,
        sum(montant) over chose as total,
        sum(montant_min) over chose as total_min,
        sum(montant_max) over chose as total_max
    from retenus
    window
        chose as (partition by cle),
        rang as (
            partition by cle
            order by poids desc, montant desc nulls last, jour asc, depot asc, ligne asc
        )
),

retenues as (
    select *
    from ordonnes
    where
        place = 1
        and (not $panel::boolean or total > 0)
        and case $appartenance::varchar
            when 'oui' then appartient > 0
            when 'non' then appartient = 0
            when 'inconnu' then appartient is null
            else true
        end
),

choses as (
    select
        numero_montre(retenues.cle) as cle,
        retenues.jour,
        retenues.appartient,
        retenues.total as montant,
        retenues.total_min as montant_min,
        retenues.total_max as montant_max,
        retenues.domaine,
        retenues.dga,
        retenues.territoire,
        retenues.perimetre,
        depots.fichier,
        retenues.ligne
    from retenues
    left join depots
        on retenues.depot = depots.depot
)

select * from choses
order by
    jour,
    cle
limit $limite::bigint
offset $decalage::bigint
