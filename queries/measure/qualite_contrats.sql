-- How many contracts of the flow have each cell filled in, whole and by segment (R7, R11).
-- grain: one row per column; one more per column and segment
-- unit: contracts
-- parameters: $territoires_vus, $dga_vues, $par ('domaine', 'dga' or 'territoire'), $debut, $arrete, $domaines, $dga, $territoires,
--             $perimetres
-- columns: colonne, segmente, segment, remplis, total
with
flux as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        dans_flux
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

-- A contract's holders are known when every one of them is.
detenteurs as (
    select
        titulaires.contrat_no,
        bool_and(regexp_full_match(titulaires.identifiant, '\d{14}')) as identifies,
        bool_and(titulaires.departement is not null) as situes,
        bool_and(titulaires.ess is not null) as statuts_connus
    from titulaires
    inner join flux
        on titulaires.contrat_no = flux.contrat_no
    group by titulaires.contrat_no
),

comptes as (
    select
        grouping(flux.segment) = 0 as segmente,
        flux.segment,
        count(*) as total,
        count(flux.montant) as montant,
        count(*) filter (where flux.domaine <> 'Non affecté') as domaine,
        count(*) filter (where flux.dga <> 'Non affecté') as dga,
        count(*) filter (where flux.territoire <> 'Non affecté') as territoire,
        count(flux.environnement) as environnement,
        count(flux.social) as social,
        count(flux.inclusion_sociale) as inclusion_sociale,
        count(flux.egalite_fh) as egalite_fh,
        count(flux.discrimination) as discrimination,
        count(flux.dechets) as dechets,
        count(flux.plastique) as plastique,
        count(flux.energie) as energie,
        count(flux.ges) as ges,
        count(flux.biodiversite) as biodiversite,
        count(flux.reemploi) as reemploi,
        count(flux.equitable) as equitable,
        count(*) filter (where detenteurs.identifies) as titulaire_siret,
        count(flux.part_pme) as titulaire_taille,
        count(*) filter (where detenteurs.situes) as titulaire_lieu,
        count(*) filter (where detenteurs.statuts_connus) as titulaire_ess,
        count(flux.date_lancement) as date_lancement,
        count(flux.fin) as fin
    from flux
    left join detenteurs
        on flux.contrat_no = detenteurs.contrat_no
    group by grouping sets ((), (flux.segment))
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
