-- How many spend lines have each cell filled in, whole and by segment (R4, R7, R9).
-- grain: one row per column; one more per column and segment
-- unit: mandat lines that are purchases (delai: those above zero, as X9 counts them)
-- parameters: $territoires_vus, $dga_vues, $par ('domaine', 'dga' or 'territoire'), $debut, $arrete, $domaines, $dga, $territoires,
--             $perimetres
-- columns: colonne, segmente, segment, remplis, total
with
achats as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

identifies as (
    select tiers_id
    from tiers
    where regexp_full_match(identifiant, '\d{9}|\d{14}')
),

comptes as (
    select
        grouping(achats.segment) = 0 as segmente,
        achats.segment,
        count(*) as total,
        count(*) filter (where achats.montant > 0) as total_delai,
        count(*) filter (where achats.domaine <> 'Non affecté') as domaine,
        count(*) filter (where achats.dga <> 'Non affecté') as dga,
        count(*) filter (where achats.territoire <> 'Non affecté') as territoire,
        count(identifies.tiers_id) as fournisseur,
        count(achats.categorie) as taille,
        count(achats.tiers_departement) as lieu,
        count(achats.insertion) as insertion,
        count(achats.ess) as ess,
        count(achats.solidaire) as solidaire,
        count(achats.contrat_id) as contrat,
        count(achats.plastique) as famille,
        count(*) filter (where achats.nature_connue) as nature,
        count(achats.delai) filter (where achats.montant > 0) as delai
    from achats
    left join identifies
        on achats.tiers_id = identifies.tiers_id
    group by grouping sets ((), (achats.segment))
),

final as (
    select
        colonne,
        segmente,
        segment,
        remplis,
        case when colonne = 'delai' then total_delai else total end as total
    from (
        unpivot comptes
        on columns(* exclude (segmente, segment, total, total_delai))
        into name colonne value remplis
    )
)

select * from final
where total > 0
