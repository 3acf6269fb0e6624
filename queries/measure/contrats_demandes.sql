-- Which of some contracts the filters ask for: by their lots, else by their hours.
-- grain: one row per contract asked for
-- unit: none
-- parameters: $territoires_vus, $dga_vues, $contrats, $arrete, $domaines, $dga, $territoires, $perimetres
-- columns: contrat_id
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
    union all
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

demandes as (
    select
        contrat_id,
        lot,
        bool_or(
            ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
            and ($dga::varchar[] is null or dga = any($dga::varchar[]))
            and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
            and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
        ) as demande
    from lignes
    group by
        contrat_id,
        lot
),

contrats as (
    select contrat_id
    from demandes
    group by contrat_id
    having coalesce(bool_or(demande) filter (where lot), bool_or(demande))
)

select * from contrats
