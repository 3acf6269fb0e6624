-- How much is known of the suppliers paid for a purchase, whole and by segment of the spending (R7, R9, R10).
-- grain: one row per column; one more per column and segment
-- unit: distinct identifiers paid (a supplier of three domaines counts once in the whole, once in each)
-- parameters: $territoires_vus, $dga_vues, $par ('domaine', 'dga' or 'territoire'), $debut, $arrete, $domaines, $dga, $territoires,
--             $perimetres
-- columns: colonne, segmente, segment, remplis, total
with
achats as (
    select
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment,
        tiers_id,
        categorie,
        tpe,
        tiers_departement,
        tiers_commune,
        insertion,
        ess,
        esus,
        start_up
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and tiers_id is not null
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

fiches as (
    select
        grouping(segment) = 0 as segmente,
        segment,
        tiers_id,
        count(categorie) > 0 as categorie,
        count(tpe) > 0 as tpe,
        count(tiers_departement) > 0 as departement,
        count(tiers_commune) > 0 as commune,
        count(insertion) > 0 as insertion,
        count(ess) > 0 as ess,
        count(esus) > 0 as esus,
        count(start_up) > 0 as start_up
    from achats
    group by grouping sets ((tiers_id), (segment, tiers_id))
),

identites as (
    select
        tiers.tiers_id,
        regexp_full_match(tiers.identifiant, '\d{14}') as siret,
        tiers.siren_id in (
            select statuts.siren_id
            from tiers_statuts as statuts
        ) as en_liste
    from tiers
),

comptes as (
    select
        fiches.segmente,
        fiches.segment,
        count(*) as total,
        count(*) filter (where identites.siret) as siret,
        count(*) filter (where identites.en_liste) as en_liste,
        count(*) filter (where fiches.categorie) as categorie,
        count(*) filter (where fiches.tpe) as tpe,
        count(*) filter (where fiches.departement) as departement,
        count(*) filter (where fiches.commune) as commune,
        count(*) filter (where fiches.insertion) as insertion,
        count(*) filter (where fiches.ess) as ess,
        count(*) filter (where fiches.esus) as esus,
        count(*) filter (where fiches.start_up) as start_up
    from fiches
    inner join identites
        on fiches.tiers_id = identites.tiers_id
    group by
        fiches.segmente,
        fiches.segment
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
