-- Where some contracts stand: the segments of their lots, else those of their hours.
-- grain: one row per contract and place
-- unit: none
-- parameters: $territoires_vus, $dga_vues, $contrats, $arrete
-- columns: contrat_id, domaine, dga, territoire, perimetre
with
lignes as (
    select
        contrat_id,
        true as lot,
        domaine,
        dga,
        territoire,
        perimetre
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        contrat_id = any($contrats::varchar[])
        and coalesce(statut not in ('sans_suite', 'infructueux'), true)
    union
    select
        contrat_id,
        false as lot,
        domaine,
        dga,
        territoire,
        perimetre
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        contrat_id = any($contrats::varchar[])
        and jour <= $arrete
),

situes as (
    select
        contrat_id,
        domaine,
        dga,
        territoire,
        perimetre
    from lignes
    qualify lot = max(lot) over (partition by contrat_id)
)

select * from situes
