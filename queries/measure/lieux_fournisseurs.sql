-- Suppliers paid in one place: the largest amounts first (R9, R10, A17); the places are those of ``lieux``.
-- grain: one row per legal unit (SIREN), at most $limite
-- unit: € HT, net of cancellations
-- parameters: $niveau ('commune', 'departement' or 'territoire'), $lieu (null: not located), $territoires_vus, $dga_vues, $debut, $arrete,
--             $domaines, $dga, $territoires, $perimetres, $limite
-- columns: siren, nom, categorie, montant, mandats, fournisseurs, montant_du_lieu
--
-- nom and categorie are those of the latest mandat; fournisseurs and montant_du_lieu are those of the whole place, on each row.
with
achats as (
    select
        siren_id,
        siren,
        tiers_nom,
        categorie,
        jour,
        montant,
        case
            when tiers_departement = 'hors France' then 'hors France'
            when $niveau = 'departement' then tiers_departement
            when $niveau = 'territoire' and tiers_territoire is not null then tiers_territoire
            when $niveau = 'territoire' and tiers_departement is not null then 'hors territoires'
            when $niveau = 'commune' and (dans_departement or tiers_territoire is not null)
                then coalesce(tiers_commune, 'commune inconnue')
            when $niveau = 'commune' and tiers_departement is not null then 'autres départements'
        end as lieu
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

fournisseurs as (
    select
        min(siren) as siren,
        max_by(tiers_nom, jour) as nom,
        max_by(categorie, jour) as categorie,
        sum(montant) as montant,
        count(*) as mandats
    from achats
    where lieu is not distinct from $lieu::varchar
    group by siren_id
),

final as (
    select
        numero_montre(siren) as siren,
        nom_montre(siren, nom) as nom,
        categorie,
        montant,
        mandats,
        count(*) over () as fournisseurs,
        sum(montant) over () as montant_du_lieu
    from fournisseurs
)

select * from final
order by
    montant desc,
    siren,
    nom
limit $limite::bigint
