-- The panel of each exercice: the paid suppliers with their status on 31 December (R9, F8.3, F9.1).
-- grain: one row per exercice and legal unit paid for a purchase, sub-contractors left out
-- unit: montant in € HT
-- parameters: choix.departement, choix.region_departements (the region of F8.3), choix.communes_departements
-- columns: exercice, siren_id, montant, identifiant, categorie, pme, ess, departement, commune, territoire, dans_region,
--          dans_departement, dans_communes (of the territoires), pme_region, pme_departement, pme_communes
create table panel as
with
-- tiers_id 0 stands for the supplier that no cell names.
etablissements as (
    select
        exercice,
        coalesce(siren_id, 0) as siren_id,
        coalesce(tiers_id, 0) as tiers_id,
        any_value(identifiant) as identifiant,
        sum(montant) as montant,
        arg_max(tiers_departement, { 'montant': montant, 'depot': depot, 'ligne': ligne }) as departement_mandat,
        arg_max(tiers_commune, { 'montant': montant, 'depot': depot, 'ligne': ligne }) as commune_mandat,
        arg_max(tiers_territoire, { 'montant': montant, 'depot': depot, 'ligne': ligne }) as territoire_mandat
    from depenses
    where
        est_achat
        and not sous_traitance
    group by
        exercice,
        coalesce(siren_id, 0),
        coalesce(tiers_id, 0)
),

-- The establishment that is paid most speaks for the place of its legal unit.
principaux as (
    select
        exercice,
        siren_id,
        sum(montant) as montant,
        arg_max(tiers_id, { 'montant': montant, 'tiers': -tiers_id }) as tiers_id,
        arg_max(identifiant, { 'montant': montant, 'tiers': -tiers_id }) as identifiant,
        arg_max(departement_mandat, { 'montant': montant, 'tiers': -tiers_id }) as departement_mandat,
        arg_max(commune_mandat, { 'montant': montant, 'tiers': -tiers_id }) as commune_mandat,
        arg_max(territoire_mandat, { 'montant': montant, 'tiers': -tiers_id }) as territoire_mandat
    from etablissements
    group by
        exercice,
        siren_id
),

situes as (
    select
        principaux.exercice,
        principaux.siren_id,
        principaux.montant,
        principaux.identifiant,
        periodes.categorie,
        periodes.categorie = 'PME' as pme,
        periodes.ess,
        coalesce(tiers.lieu_impose, periodes.departement, principaux.departement_mandat) as departement,
        case when periodes.departement is null then principaux.commune_mandat else periodes.commune end as commune,
        case when periodes.departement is null then principaux.territoire_mandat else periodes.territoire end as territoire
    from principaux
    left join tiers
        on principaux.tiers_id = tiers.tiers_id
    left join tiers_periodes as periodes
        on
            principaux.tiers_id = periodes.tiers_id
            and make_date(principaux.exercice, 12, 31) between periodes.debut and periodes.fin
),

regions as (
    select
        situes.*,
        list_contains(choix.region_departements, situes.departement) as dans_region,
        situes.departement = choix.departement as dans_departement,
        case
            when not list_contains(choix.communes_departements, situes.departement) then false
            when situes.territoire is not null then true
            when situes.commune is not null and choix.communes_departements is not null then false
        end as dans_communes
    from situes
    cross join choix
),

final as (
    select
        *,
        pme and dans_region as pme_region,
        pme and dans_departement as pme_departement,
        pme and dans_communes as pme_communes
    from regions
    order by
        exercice,
        siren_id
)

select * from final;
