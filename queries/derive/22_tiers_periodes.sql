-- Status of a third party by elementary period: category, insertion, ESS, ESUS, start-up, place (R9, R10, A23).
-- grain: one row per identifier and period [debut, fin]; the periods of an identifier cover all dates
-- unit: none
-- parameters: choix.insertion_autres_comprise (A23), choix.entreprises_solidaires (A7), choix.tpe_tranches (A16)
-- columns: tiers_id, debut, fin, categorie, tpe, type_insertion, stpa, iae, insertion, ess, esus, start_up, solidaire,
--          departement, commune, territoire
--
-- A yes/no status or an insertion type outside its own period is a no; a category or a place outside it is the last known one,
-- else the first one to come. Category, ESS, ESUS and start-up belong to the legal unit: an establishment that is silent takes
-- what the other rows of its SIREN say. Insertion and place belong to the establishment alone.
create table tiers_periodes as
with
bornes as (
    select
        siren_id,
        date '0001-01-01' as debut
    from tiers_statuts
    union
    select
        siren_id,
        debut
    from tiers_statuts
    union
    select
        siren_id,
        fin + 1 as debut
    from tiers_statuts
    where fin < date '9999-12-30'
),

periodes as (
    select
        siren_id,
        debut,
        coalesce(lead(debut) over (partition by siren_id order by debut) - 1, date '9999-12-30') as fin
    from bornes
),

-- rang: 0 in force, 1 the most recent past, 2 the nearest to come.
situations as (
    select
        periodes.siren_id,
        periodes.debut as periode,
        statuts.tiers_id,
        statuts.categorie,
        statuts.tranche_effectif,
        statuts.ess,
        statuts.esus,
        statuts.start_up,
        statuts.parle_insertion,
        statuts.type_insertion,
        statuts.code_commune,
        statuts.code_postal,
        periodes.debut between statuts.debut and statuts.fin as en_vigueur,
        choix.insertion_autres_comprise as autres_comprises,
        {
            'rang': case when statuts.fin < periodes.debut then 1 when statuts.debut > periodes.debut then 2 else 0 end,
            'ecart': case
                when statuts.fin < periodes.debut then periodes.debut - statuts.fin
                when statuts.debut > periodes.debut then statuts.debut - periodes.debut
                else 0
            end,
            'anciennete': -coalesce(statuts.annee_categorie, 0),
            'source': statuts.source,
            'valeur': coalesce(statuts.categorie, '') || coalesce(statuts.code_commune, '') || coalesce(statuts.code_postal, '')
        } as priorite
    from periodes
    inner join tiers_statuts as statuts
        on periodes.siren_id = statuts.siren_id
    cross join choix
),

unites as (
    select
        siren_id,
        periode,
        arg_min(categorie, priorite) as categorie,
        arg_min(tranche_effectif, priorite) as tranche_effectif,
        case when bool_or(en_vigueur and ess) then true when count(ess) > 0 then false end as ess,
        case when bool_or(en_vigueur and esus) then true when count(esus) > 0 then false end as esus,
        case when bool_or(en_vigueur and start_up) then true when count(start_up) > 0 then false end as start_up
    from situations
    group by all
),

etablissements as (
    select
        tiers_id,
        periode,
        arg_min(categorie, priorite) as categorie,
        arg_min(tranche_effectif, priorite) as tranche_effectif,
        case when bool_or(en_vigueur and ess) then true when count(ess) > 0 then false end as ess,
        case when bool_or(en_vigueur and esus) then true when count(esus) > 0 then false end as esus,
        case when bool_or(en_vigueur and start_up) then true when count(start_up) > 0 then false end as start_up,
        case
            when bool_or(en_vigueur and type_insertion in ('ESAT', 'EA', 'EATT')) then true
            when bool_or(parle_insertion) then false
        end as stpa,
        case
            when bool_or(en_vigueur and type_insertion in ('EI', 'AI', 'ACI', 'ETTI', 'EITI')) then true
            when bool_or(en_vigueur and autres_comprises and type_insertion in ('GEIQ', 'SEP')) then true
            when bool_or(parle_insertion) then false
        end as iae,
        string_agg(distinct type_insertion, ', ' order by type_insertion) filter (where en_vigueur) as type_insertion,
        arg_min(code_commune, priorite) as code_commune,
        arg_min(code_postal, priorite) as code_postal
    from situations
    group by all
),

-- An ESUS is an ESS by law (L3332-17-1): a yes to the first is a yes to the second.
statuts as (
    select
        tiers.tiers_id,
        tiers.lieu_impose,
        periodes.debut,
        periodes.fin,
        coalesce(etablissements.categorie, unites.categorie) as categorie,
        coalesce(etablissements.tranche_effectif, unites.tranche_effectif) as tranche_effectif,
        etablissements.type_insertion,
        etablissements.stpa,
        etablissements.iae,
        coalesce(etablissements.ess, unites.ess) as ess,
        coalesce(etablissements.esus, unites.esus) as esus,
        coalesce(etablissements.start_up, unites.start_up) as start_up,
        etablissements.code_commune,
        etablissements.code_postal
    from tiers
    inner join periodes
        on tiers.siren_id = periodes.siren_id
    left join unites
        on periodes.siren_id = unites.siren_id and periodes.debut = unites.periode
    left join etablissements
        on tiers.tiers_id = etablissements.tiers_id and periodes.debut = etablissements.periode
),

final as (
    select
        statuts.tiers_id,
        statuts.debut,
        statuts.fin,
        statuts.categorie,
        statuts.categorie = 'PME' and list_contains(choix.tpe_tranches, statuts.tranche_effectif) as tpe,
        statuts.type_insertion,
        statuts.stpa,
        statuts.iae,
        statuts.stpa or statuts.iae as insertion,
        case when statuts.esus then true else statuts.ess end as ess,
        statuts.esus,
        statuts.start_up,
        case choix.entreprises_solidaires
            when 'S1' then statuts.esus
            when 'S3' then case when statuts.esus then true else statuts.ess end
            else statuts.esus or statuts.stpa or statuts.iae
        end as solidaire,
        coalesce(statuts.lieu_impose, communes.departement, postaux.departement) as departement,
        coalesce(communes.commune, postaux.commune) as commune,
        case when communes.departement is not null then communes.territoire else postaux.territoire end as territoire
    from statuts
    cross join choix
    left join lieux_communes as communes
        on statuts.code_commune = communes.code_commune
    left join lieux_postaux as postaux
        on statuts.code_postal = postaux.code_postal
    order by
        statuts.tiers_id,
        statuts.debut
)

select * from final;
