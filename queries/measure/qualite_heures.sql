-- How many rows of insertion hours have each cell filled in, whole and by segment (X2).
-- grain: one row per column; one more per column and segment
-- unit: rows of the hours' extract
-- parameters: $territoires_vus, $dga_vues, $par ('domaine', 'dga' or 'territoire'), $debut, $arrete, $domaines, $dga, $territoires,
--             $perimetres
-- columns: colonne, segmente, segment, remplis, total
with
releves as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

comptes as (
    select
        grouping(releves.segment) = 0 as segmente,
        releves.segment,
        count(*) as total,
        count(cites.contrat_id) as contrat_retrouve,
        count(releves.heures_contractualisees) as heures_contractualisees,
        count(releves.type_public) as type_public,
        count(releves.type_structure) as type_structure,
        count(releves.beneficiaires) as beneficiaires,
        count(releves.dont_femmes) as dont_femmes,
        count(releves.dont_qpv) as dont_qpv,
        count(*) filter (where releves.territoire <> 'Non affecté') as territoire
    from releves
    left join contrats_cites as cites
        on releves.contrat_id = cites.contrat_id
    group by grouping sets ((), (releves.segment))
),

final as (
    select
        colonne,
        segmente,
        segment,
        remplis,
        total
    from (
        unpivot comptes
        on columns(* exclude (segmente, segment, total))
        into name colonne value remplis
    )
)

select * from final
where total > 0
