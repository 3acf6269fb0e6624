-- Where the paid suppliers are: amounts, TPE/PME and count of suppliers by place of the establishment that is paid (R9, R10, A17).
-- grain: one row per place of the level asked
-- unit: € HT, net of cancellations
-- parameters: $niveau ('commune', 'departement' or 'territoire'), $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga,
--             $territoires, $perimetres
-- columns: lieu, departement, fournisseurs, montant, montant_pme, montant_inconnu, montant_departement
--
-- A place that the extracts do not give is null (not located); « hors France » is a département of its own.
with
achats as (
    select
        case $niveau
            when 'commune' then tiers_commune
            when 'territoire' then tiers_territoire
            else tiers_departement
        end as lieu,
        tiers_departement,
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
        and perimetre = any($perimetres::varchar[])
),

lieux as (
    select
        lieu,
        -- Within a level, places of one département or none: the name that tells « hors France » from « not located ».
        case when count(distinct tiers_departement) = 1 then min(tiers_departement) end as departement,
        count(distinct siren_id) as fournisseurs,
        sum(montant) as montant,
        sum(case when categorie = 'PME' then montant else 0 end) as montant_pme,
        sum(case when categorie is null then montant else 0 end) as montant_inconnu,
        sum(case when dans_departement then montant else 0 end) as montant_departement
    from achats
    group by lieu
)

select * from lieux
