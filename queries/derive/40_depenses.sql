-- Spend lines: net amount, purchase or not (R4), date, segments, and the supplier's status on the day of the mandat (R9).
-- grain: one row per mandat line
-- unit: montant in € HT, negative when it cancels
-- parameters: choix.departement, choix.region_departements, choix.communes_departements, choix.familles_puu
-- columns: cle, exercice, jour, montant, montant_estime, est_achat, est_conflit, nature_connue, tiers_id, siren_id, siren, identifiant,
--          tiers_nom, sous_traitance, contrat_id, domaine, dga, territoire, perimetre, categorie, tpe, stpa, iae, insertion, ess, esus,
--          start_up, solidaire, tiers_departement, tiers_commune, tiers_territoire, dans_departement, plastique, delai, depot, ligne,
--          dans_region, dans_communes (of the territoires)
--
-- Rows stand in the order of the deposits: by period, as extracts come. The other cells of a line are read in lignes.depenses.
create table depenses as
with
comptes as (
    select
        comptes.compte,
        bool_or(exclus.prefixe is not null) as exclu
    from (
        select distinct compte
        from lignes.depenses
        where compte is not null
    ) as comptes
    left join ref.comptes_exclus as exclus
        on starts_with(comptes.compte, exclus.prefixe)
    group by all
),

-- A mandat number that is used once in an exercice is its own key.
cles_repetees as (
    select
        exercice,
        mandat_id
    from lignes.depenses
    group by all
    having count(*) > 1
),

repetes as (
    select
        mandats.exercice,
        mandats.mandat_id,
        count(distinct mandats.ligne) < count(*) as lignes_repetees
    from lignes.depenses as mandats
    semi join cles_repetees using (exercice, mandat_id)
    group by all
),

-- R4: which natures are purchases, and which follow a dispute. Any other word says nothing: the account decides.
natures (nature, achat, conflit) as (
    values
    ('achat', true, false),
    ('interets_moratoires', false, true),
    ('indemnite_forfaitaire', false, true),
    ('transaction', false, true),
    ('condamnation', false, true),
    ('interets_legaux', false, true),
    ('frais_l761', false, true),
    ('mediation', false, true),
    ('subvention', false, false),
    ('personnel', false, false),
    ('dette', false, false),
    ('impots', false, false),
    ('reversement', false, false),
    ('avance_remboursable', false, false),
    ('penalites', false, false)
),

-- An empty nature is an ordinary purchase where the deposit fills the column for others, unknown where it never does.
depots as (
    select
        mandats.depot,
        count(natures.nature) > 0 as nature_connue
    from lignes.depenses as mandats
    left join natures
        on mandats.nature_depense = natures.nature
    group by all
),

familles_puu as (
    select distinct regexp_replace(upper(strip_accents(trim(noms.nom))), '[^A-Z0-9]+', ' ', 'g') as nom
    from (select unnest(string_split(familles_puu, ',')) as nom from choix) as noms
    where trim(noms.nom) <> ''
),

-- Without a list of families, or without a family, nobody can tell.
familles as (
    select
        familles.famille,
        case
            when (select count(*) from familles_puu) > 0
                then regexp_replace(upper(strip_accents(trim(familles.famille))), '[^A-Z0-9]+', ' ', 'g') in (
                    select puu.nom
                    from familles_puu as puu
                )
        end as plastique
    from (
        select distinct famille
        from lignes.depenses
        where famille is not null
    ) as familles
),

situees as (
    select
        case
            when repetes.mandat_id is null then mandats.mandat_id
            when repetes.lignes_repetees then mandats.mandat_id || ' · ' || mandats.depot || ' · ligne ' || mandats.ligne
            else mandats.mandat_id || ' · ligne ' || mandats.ligne
        end as cle,
        mandats.exercice,
        least(greatest(mandats.date_mandat, make_date(mandats.exercice, 1, 1)), make_date(mandats.exercice, 12, 31)) as jour,
        mandats.montant_ht as montant,
        mandats.montant_estime,
        coalesce(natures.achat, not coalesce(comptes.exclu, false)) as est_achat,
        coalesce(natures.conflit, false) as est_conflit,
        depots.nature_connue,
        tiers.tiers_id,
        tiers.siren_id,
        coalesce(tiers.siren, 'Tiers non identifié') as siren,
        tiers.identifiant,
        mandats.tiers_nom,
        coalesce(mandats.role_tiers = 'sous_traitant', false) as sous_traitance,
        nullif(trim(mandats.contrat_id), '') as contrat_id,
        coalesce(nullif(trim(mandats.domaine), ''), 'Non affecté') as domaine,
        coalesce(nullif(trim(mandats.dga), ''), 'Non affecté') as dga,
        coalesce(nullif(trim(mandats.territoire), ''), 'Non affecté') as territoire,
        case when mandats.type_achat in ('dsp', 'cosp') then 'concessions' else 'marches' end as perimetre,
        periodes.categorie,
        periodes.tpe,
        periodes.stpa,
        periodes.iae,
        periodes.insertion,
        periodes.ess,
        periodes.esus,
        periodes.start_up,
        periodes.solidaire,
        coalesce(tiers.lieu_impose, periodes.departement, postaux.departement) as tiers_departement,
        case when periodes.departement is null then postaux.commune else periodes.commune end as tiers_commune,
        case when periodes.departement is null then postaux.territoire else periodes.territoire end as tiers_territoire,
        coalesce(tiers.lieu_impose, periodes.departement, postaux.departement) = choix.departement as dans_departement,
        familles.plastique,
        nullif(
            greatest(
                mandats.date_paiement
                - greatest(mandats.date_facture, mandats.date_service_fait)
                - coalesce(mandats.jours_suspension, 0),
                -1
            ),
            -1
        ) as delai,
        mandats.depot,
        mandats.ligne
    from lignes.depenses as mandats
    cross join choix
    left join comptes
        on mandats.compte = comptes.compte
    left join repetes
        on mandats.exercice = repetes.exercice and mandats.mandat_id = repetes.mandat_id
    left join natures
        on mandats.nature_depense = natures.nature
    left join depots
        on mandats.depot = depots.depot
    left join familles
        on mandats.famille = familles.famille
    left join tiers
        on coalesce(mandats.tiers_siret, 'NOM:' || upper(trim(mandats.tiers_nom))) = tiers.identifiant
    left join tiers_periodes as periodes
        on tiers.tiers_id = periodes.tiers_id and mandats.date_mandat between periodes.debut and periodes.fin
    left join lieux_postaux as postaux
        on mandats.tiers_code_postal = postaux.code_postal
),

final as (
    select
        situees.*,
        list_contains(choix.region_departements, situees.tiers_departement) as dans_region,
        case
            when not list_contains(choix.communes_departements, situees.tiers_departement) then false
            when situees.tiers_territoire is not null then true
            when situees.tiers_commune is not null and choix.communes_departements is not null then false
        end as dans_communes
    from situees
    cross join choix
)

select * from final;
