-- Holders of each contract, with their status on the day of notification (R6, R9, R10).
-- grain: one row per contract and legal unit
-- unit: part in € HT
-- parameters: none
-- columns: contrat_no, siren, identifiant, nom, role, part, categorie, pme, tpe, type_insertion, stpa, iae, insertion, ess, esus,
--          start_up, solidaire, departement, commune, territoire, depot, ligne
create table titulaires as
with
lignes_titulaires as (
    select
        contrats.contrat_no,
        contrats.jour,
        coalesce(lignes_contrats.titulaire_siret, 'NOM:' || upper(trim(lignes_contrats.titulaire_nom))) as identifiant,
        lignes_contrats.titulaire_nom as nom,
        lignes_contrats.titulaire_role as role,
        lignes_contrats.titulaire_part_ht as part,
        upper(lignes_contrats.titulaire_categorie) as categorie,
        lignes_contrats.titulaire_departement as departement,
        communes.commune,
        postaux.commune as commune_postale,
        communes.departement as departement_commune,
        postaux.departement as departement_postal,
        coalesce(communes.territoire, postaux.territoire) as territoire,
        lignes_contrats.depot,
        lignes_contrats.ligne
    from lignes.contrats as lignes_contrats
    inner join contrats_notifies as contrats
        on
            lignes_contrats.acheteur_siren = contrats.acheteur_siren
            and lignes_contrats.contrat_id = contrats.contrat_id
            and lignes_contrats.lot = contrats.lot
    left join lieux_communes as communes
        on lignes_contrats.titulaire_code_commune = communes.code_commune
    left join lieux_postaux as postaux
        on lignes_contrats.titulaire_code_postal = postaux.code_postal
),

-- An establishment repeated on several rows of a contract is one holder; its share is not added up.
etablissements as (
    select
        contrat_no,
        jour,
        identifiant,
        arg_min(nom, { 'depot': depot, 'ligne': ligne }) as nom,
        min(role) filter (where role = 'mandataire') as mandataire,
        arg_min(role, { 'depot': depot, 'ligne': ligne }) as role,
        max(part) as part,
        max(categorie) as categorie,
        max(departement) as departement,
        coalesce(max(commune), max(commune_postale)) as commune,
        coalesce(max(departement_commune), max(departement_postal)) as departement_lieu,
        max(territoire) as territoire,
        min({ 'depot': depot, 'ligne': ligne }) as origine
    from lignes_titulaires
    where identifiant is not null
    group by all
),

situes as (
    select
        etablissements.*,
        tiers.tiers_id,
        tiers.siren,
        tiers.lieu_impose,
        coalesce(par_code.code, par_nom.code, lpad(etablissements.departement, 2, '0')) as departement_ecrit
    from etablissements
    inner join tiers
        on etablissements.identifiant = tiers.identifiant
    left join ref.departements as par_code
        on lpad(etablissements.departement, 2, '0') = par_code.code
    left join ref.departements as par_nom
        on upper(strip_accents(etablissements.departement)) = upper(strip_accents(par_nom.nom))
),

-- The suppliers' extract on that day first; what the contract itself says of its holder where the extract is silent.
qualifies as (
    select
        situes.contrat_no,
        situes.siren,
        situes.identifiant,
        situes.nom,
        coalesce(situes.mandataire, situes.role) as role,
        situes.part,
        coalesce(
            periodes.categorie,
            case
                when situes.categorie in ('PME', 'TPE', 'MIC', 'MICROENTREPRISE') then 'PME'
                when situes.categorie in ('ETI', 'GE') then situes.categorie
            end
        ) as categorie,
        coalesce(periodes.tpe, situes.categorie in ('TPE', 'MIC', 'MICROENTREPRISE')) as tpe,
        periodes.type_insertion,
        periodes.stpa,
        periodes.iae,
        periodes.insertion,
        periodes.ess,
        periodes.esus,
        periodes.start_up,
        periodes.solidaire,
        coalesce(situes.lieu_impose, periodes.departement, situes.departement_lieu, situes.departement_ecrit) as departement,
        case when periodes.departement is null then situes.commune else periodes.commune end as commune,
        case when periodes.departement is null then situes.territoire else periodes.territoire end as territoire,
        situes.origine
    from situes
    left join tiers_periodes as periodes
        on
            situes.tiers_id = periodes.tiers_id
            and situes.jour between periodes.debut and periodes.fin
),

final as (
    select
        contrat_no,
        siren,
        arg_min(identifiant, origine) as identifiant,
        arg_min(nom, origine) as nom,
        coalesce(min(role) filter (where role = 'mandataire'), arg_min(role, origine)) as role,
        sum(part)::decimal(18, 2) as part,
        arg_min(categorie, origine) as categorie,
        arg_min(categorie, origine) = 'PME' as pme,
        arg_min(tpe, origine) as tpe,
        arg_min(type_insertion, origine) as type_insertion,
        case when bool_or(stpa) then true when count(stpa) > 0 then false end as stpa,
        case when bool_or(iae) then true when count(iae) > 0 then false end as iae,
        case when bool_or(insertion) then true when count(insertion) > 0 then false end as insertion,
        arg_min(ess, origine) as ess,
        arg_min(esus, origine) as esus,
        arg_min(start_up, origine) as start_up,
        case when bool_or(solidaire) then true when count(solidaire) > 0 then false end as solidaire,
        arg_min(departement, origine) as departement,
        arg_min(commune, origine) as commune,
        arg_min(territoire, origine) as territoire,
        min(origine).depot as depot,
        min(origine).ligne as ligne
    from qualifies
    group by
        contrat_no,
        siren
)

select * from final;
