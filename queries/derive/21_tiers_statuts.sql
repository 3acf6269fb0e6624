-- What each row of the suppliers' extracts says of a third party, and during which period (R9).
-- grain: one row per row of lignes.fournisseurs
-- unit: none
-- parameters: none
-- columns: tiers_id, siren_id, debut, fin, categorie, annee_categorie, tranche_effectif, ess, esus, start_up, parle_insertion,
--          type_insertion, code_commune, code_postal, source
create table tiers_statuts as
select
    tiers.tiers_id,
    tiers.siren_id,
    coalesce(fournisseurs.statut_debut, date '0001-01-01') as debut,
    coalesce(fournisseurs.statut_fin, date '9999-12-30') as fin,
    case
        when upper(fournisseurs.categorie_entreprise) in ('PME', 'TPE') then 'PME'
        when upper(fournisseurs.categorie_entreprise) in ('ETI', 'GE') then upper(fournisseurs.categorie_entreprise)
    end as categorie,
    fournisseurs.annee_categorie,
    fournisseurs.tranche_effectif,
    fournisseurs.ess,
    fournisseurs.esus,
    fournisseurs.start_up,
    list_contains(fournisseurs.colonnes, 'type_insertion') or fournisseurs.type_insertion is not null as parle_insertion,
    nullif(upper(trim(fournisseurs.type_insertion)), '') as type_insertion,
    fournisseurs.code_commune,
    fournisseurs.code_postal,
    fournisseurs.source
from lignes.fournisseurs
inner join tiers
    on fournisseurs.siret = tiers.identifiant;
