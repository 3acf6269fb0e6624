-- Rows behind a sum: every row of the facts, as it is added.
-- grain: one row per row of the facts
-- unit: amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $appartenance, $limite, $decalage
-- columns: cle, jour, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, fichier, ligne
with
retenus as (
    select *
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut::date and $arrete::date
        and (fin is null or fin >= $arrete::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
        and case $appartenance::varchar
            when 'oui' then appartient > 0
            when 'non' then appartient = 0
            when 'inconnu' then appartient is null
            else true
        end
),

lignes as (
    select
        numero_montre(retenus.cle) as cle,
        retenus.jour,
        retenus.appartient,
        retenus.montant,
        retenus.montant_min,
        retenus.montant_max,
        retenus.domaine,
        retenus.dga,
        retenus.territoire,
        retenus.perimetre,
        depots.fichier,
        retenus.ligne
    from retenus
    left join depots
        on retenus.depot = depots.depot
)

select * from lignes
order by
    jour,
    cle,
    fichier,
    ligne
limit $limite::bigint
offset $decalage::bigint
