-- Where the paid suppliers are: amounts, TPE/PME and count of suppliers by place of the establishment that is paid (R9, R10, A17).
-- grain: one row per place of the level asked
-- unit: € HT, net of cancellations
-- parameters: $niveau ('commune', 'departement' or 'territoire'), $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga,
--             $territoires, $perimetres
-- columns: lieu, fournisseurs, montant, montant_pme, montant_inconnu, montant_departement
--
-- lieu is a code of the level, or one of: « hors France », « autres départements » (communes outside the département and the
-- six territoires), « commune inconnue » (département known, commune not), « hors territoires »; null: not located.
with
achats as (
    select
        case
            when tiers_departement = 'hors France' then 'hors France'
            when $niveau = 'departement' then tiers_departement
            when $niveau = 'territoire' and tiers_territoire is not null then tiers_territoire
            when $niveau = 'territoire' and tiers_departement is not null then 'hors territoires'
            when $niveau = 'commune' and (dans_departement or tiers_territoire is not null)
                then coalesce(tiers_commune, 'commune inconnue')
            when $niveau = 'commune' and tiers_departement is not null then 'autres départements'
        end as lieu,
        siren_id,
        montant,
        categorie,
        dans_departement
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

lieux as (
    select
        lieu,
        count(distinct siren_id) as fournisseurs,
        sum(montant) as montant,
        sum(case when categorie = 'PME' then montant else 0 end) as montant_pme,
        sum(case when categorie is null then montant else 0 end) as montant_inconnu,
        sum(case when dans_departement then montant else 0 end) as montant_departement
    from achats
    group by lieu
)

select * from lieux
