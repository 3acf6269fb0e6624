-- What could move F2.3, F2.4 and X1: running contracts that end soon and planned purchases; first what can still be decided, the
-- strongest lever first.
-- grain: one row per contract that ends between the observation date and the horizon, one per need of the programme to come
-- unit: montants in € HT; depense_12_mois and deplacable in € HT mandated
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $horizon, $depenses_depuis, $depenses_debut, $depenses_arrete, $domaines,
--             $dga, $territoires, $perimetres, $perimetres_depenses, $levier ('environnement', 'social' or 'solidaire'), $cles, $limite,
--             $decalage
-- columns: cle, nature, objet, contrat_id, domaine, dga, territoire, jour, fin, lancement, besoins, opportunites, montant, environnement,
--          social, depense_12_mois, deplacable, fichier, ligne, total, comptes, a_renouveler, a_programmer, env_non, env_inconnu,
--          soc_non, soc_inconnu, env_comptes_sans, env_renouveles_sans, soc_comptes_sans, soc_renouveles_sans, deplacable_a_decider
--
-- nature: « compte » (notified in the year shown, so counted in it), « renouvellement » (counted in an earlier year), « besoin » (a
-- planned purchase that replaces no contract listed). A contract notified in the year shown stands after all others: its considerations
-- can no longer change. A need that replaces a listed contract is written beside it: one lever, not two.
-- deplacable: what was mandated on the contract since $depenses_debut to suppliers that are not surely solidarity enterprises; null
-- where no contract can be told (a number shared by several lots or replaced by several needs, a new need). Totals are those of the whole list.
with
vus as (
    select
        cle,
        contrat_id,
        type_contrat,
        id_accord_cadre,
        objet,
        domaine,
        dga,
        territoire,
        perimetre,
        jour,
        fin,
        montant,
        statut,
        dans_flux,
        environnement,
        inclusion_sociale as social,
        depot,
        ligne,
        count(*) over (partition by contrat_id) > 1 as numero_partage
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

programmes as (
    select
        'besoin ' || annee || ' ' || besoin_id as cle,
        besoin_id,
        intitule,
        coalesce(domaine, 'Non affecté') as domaine,
        coalesce(dga, 'Non affecté') as dga,
        coalesce(territoire, 'Non affecté') as territoire,
        date_lancement_prevue as lancement,
        contrat_remplace,
        opportunites,
        montant_estime,
        depot,
        ligne
    from visibles('lignes.programmation', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        date_lancement_prevue > $arrete::date and date_lancement_prevue <= $horizon::date
        or (date_lancement_prevue is null and annee between year($arrete::date) and year($horizon::date))
),

-- What replaces each contract: the first launch speaks.
remplacements as (
    select
        contrat_remplace as contrat_id,
        min(lancement) as lancement,
        string_agg(distinct besoin_id, ', ' order by besoin_id) as besoins,
        string_agg(distinct opportunites, ' ; ' order by opportunites) as opportunites
    from programmes
    where contrat_remplace is not null
    group by contrat_remplace
),

actifs as (
    select
        *,
        case when jour >= $debut::date then 'compte' else 'renouvellement' end as nature
    from vus
    where
        dans_flux
        and jour <= $arrete::date
        and fin between $arrete::date and $horizon::date
        and coalesce(statut <> 'resilie', true)
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

echeances as (
    select
        actifs.cle,
        actifs.nature,
        actifs.objet,
        actifs.contrat_id,
        actifs.domaine,
        actifs.dga,
        actifs.territoire,
        actifs.jour,
        actifs.fin,
        remplacements.lancement,
        remplacements.besoins,
        remplacements.opportunites,
        actifs.montant,
        actifs.environnement,
        actifs.social,
        actifs.numero_partage,
        actifs.depot,
        actifs.ligne
    from actifs
    left join remplacements
        on actifs.contrat_id = remplacements.contrat_id
),

-- The contract replaced speaks for the considerations that its renewal starts from, when it is one and may be seen.
remplaces as (
    select
        contrat_id,
        case when count(*) = 1 then bool_or(environnement) end as environnement,
        case when count(*) = 1 then bool_or(social) end as social,
        max(fin) as fin,
        count(*) > 1 as numero_partage
    from vus
    group by contrat_id
),

besoins as (
    select
        programmes.cle,
        'besoin' as nature,
        programmes.intitule as objet,
        remplaces.contrat_id,
        programmes.domaine,
        programmes.dga,
        programmes.territoire,
        null::date as jour,
        remplaces.fin,
        programmes.lancement,
        programmes.besoin_id as besoins,
        programmes.opportunites,
        programmes.montant_estime as montant,
        remplaces.environnement,
        remplaces.social,
        remplaces.numero_partage or count(*) over (partition by programmes.contrat_remplace) > 1 as numero_partage,
        programmes.depot,
        programmes.ligne
    from programmes
    left join remplaces
        on programmes.contrat_remplace = remplaces.contrat_id
    left join echeances
        on programmes.contrat_remplace = echeances.contrat_id
    where echeances.contrat_id is null
),

-- Spending on a subsequent contract moves with its framework.
rattachements as (
    select
        contrat_id,
        min(case when type_contrat = 'subsequent' then id_accord_cadre else contrat_id end) as porteur
    from vus
    group by contrat_id
),

mandats as (
    select
        contrat_id,
        case when jour > $depenses_depuis::date then montant else 0 end as depense_12_mois,
        case when jour >= $depenses_debut::date and not coalesce(solidaire, false) then montant else 0 end as deplacable
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and contrat_id is not null
        and jour between least($depenses_depuis::date, $depenses_debut::date) and $depenses_arrete::date
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres_depenses::varchar[] is null or perimetre = any($perimetres_depenses::varchar[]))
),

depenses_rattachees as (
    select
        rattachements.porteur,
        sum(mandats.depense_12_mois) as depense_12_mois,
        sum(mandats.deplacable) as deplacable
    from mandats
    inner join rattachements
        on mandats.contrat_id = rattachements.contrat_id
    group by rattachements.porteur
),

candidats as (
    select * from echeances
    union all by name
    select * from besoins
),

retenus as (
    select *
    from candidats
    where
        ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
),

chiffres as (
    select
        retenus.*,
        case
            when retenus.contrat_id is null or retenus.numero_partage then null
            else greatest(coalesce(depenses_rattachees.depense_12_mois, 0), 0)
        end as depense_12_mois,
        case
            when retenus.contrat_id is null or retenus.numero_partage then null
            else greatest(coalesce(depenses_rattachees.deplacable, 0), 0)
        end as deplacable,
        depots.fichier
    from retenus
    left join depenses_rattachees
        on retenus.contrat_id = depenses_rattachees.porteur
    left join depots
        on retenus.depot = depots.depot
),

final as (
    select
        cle,
        nature,
        objet,
        contrat_id,
        domaine,
        dga,
        territoire,
        jour,
        fin,
        lancement,
        besoins,
        opportunites,
        montant,
        environnement,
        social,
        depense_12_mois,
        deplacable,
        fichier,
        ligne,
        count(*) over () as total,
        count(*) filter (where nature = 'compte') over () as comptes,
        count(*) filter (where nature = 'renouvellement') over () as a_renouveler,
        count(*) filter (where nature = 'besoin') over () as a_programmer,
        count(*) filter (where not environnement) over () as env_non,
        count(*) filter (where environnement is null) over () as env_inconnu,
        count(*) filter (where not social) over () as soc_non,
        count(*) filter (where social is null) over () as soc_inconnu,
        count(*) filter (where nature = 'compte' and not coalesce(environnement, false)) over () as env_comptes_sans,
        count(*) filter (where nature <> 'compte' and not coalesce(environnement, false)) over () as env_renouveles_sans,
        count(*) filter (where nature = 'compte' and not coalesce(social, false)) over () as soc_comptes_sans,
        count(*) filter (where nature <> 'compte' and not coalesce(social, false)) over () as soc_renouveles_sans,
        coalesce(sum(deplacable) filter (where nature <> 'compte') over (), 0) as deplacable_a_decider,
        case $levier::varchar when 'environnement' then environnement when 'social' then social end as deja
    from chiffres
)

select * exclude (deja)
from final
where $cles::varchar[] is null or cle = any($cles::varchar[])
order by
    case when nature = 'compte' then 1 else 0 end,
    case when $levier::varchar = 'solidaire' then deplacable end desc nulls last,
    case when coalesce(deja, false) then 1 else 0 end,
    montant desc nulls last,
    fin asc nulls last,
    cle asc
limit $limite::bigint
offset $decalage::bigint
