-- Contracts put together from their rows: flow (R1), date (R2), amount (R3), segments (R11), before holders and considerations.
-- grain: one row per contract (buyer, identifier, lot)
-- unit: montant in € HT
-- parameters: choix.inclure_subsequents (counts the subsequent contracts in the flow)
-- columns: contrat_no, cle, acheteur_siren, contrat_id, lot, type_contrat, id_accord_cadre, objet, procedure, base_juridique, cpv,
--          domaine, famille, dga, direction, territoire, date_lancement, date_notification, date_signature, jour, jour_estime, fin,
--          duree_mois, montant, montant_ht, montant_max_ht, montant_estime_ht, offres_recues, statut, perimetre, dans_flux,
--          marche_innovant, charte_jointe, fondement_reservation, groupement, heures_insertion_prevues, depot, ligne
create table contrats_notifies as
with
lignes_ordonnees as (
    select
        *,
        row_number() over (order by depot, ligne) as ordre
    from lignes.contrats
),

-- Holders stand on several rows: the first filled cell speaks for the contract; an amount repeated on each row counts once.
assembles as (
    select
        acheteur_siren,
        contrat_id,
        lot,
        arg_min(type_contrat, ordre) as type_contrat,
        arg_min(id_accord_cadre, ordre) as id_accord_cadre,
        arg_min(objet, ordre) as objet,
        arg_min(procedure, ordre) as procedure,
        arg_min(base_juridique, ordre) as base_juridique,
        arg_min(cpv, ordre) as cpv,
        arg_min(domaine, ordre) filter (where trim(domaine) <> '') as domaine,
        arg_min(famille, ordre) as famille,
        arg_min(dga, ordre) filter (where trim(dga) <> '') as dga,
        arg_min(direction, ordre) as direction,
        arg_min(territoire, ordre) filter (where trim(territoire) <> '') as territoire,
        min(date_lancement) as date_lancement,
        min(date_notification) as date_notification,
        min(date_signature) as date_signature,
        max(date_fin) as date_fin,
        max(duree_mois) as duree_mois,
        max(montant_ht) as montant_ht,
        max(montant_max_ht) as montant_max_ht,
        max(montant_estime_ht) as montant_estime_ht,
        max(offres_recues) as offres_recues,
        arg_min(statut, ordre) as statut,
        bool_or(marche_innovant) as marche_innovant,
        bool_or(charte_jointe) as charte_jointe,
        max(heures_insertion_prevues) as heures_insertion_prevues,
        arg_min(fondement_reservation, ordre) as fondement_reservation,
        arg_min(groupement, ordre) as groupement,
        arg_min(depot, ordre) as depot,
        arg_min(ligne, ordre) as ligne
    from lignes_ordonnees
    group by all
),

accords_cadres as (
    select
        contrat_id,
        list(distinct acheteur_siren) as acheteurs
    from assembles
    where type_contrat = 'accord_cadre'
    group by all
),

-- A framework of a purchasing body is named by its identifier (« UGAP-615217 »).
accords_de_centrale as (
    select distinct references_ac.id_accord_cadre
    from (
        select distinct id_accord_cadre
        from assembles
        where id_accord_cadre is not null
    ) as references_ac
    inner join ref.centrales_achat as centrales
        on
            contains(
                ' ' || regexp_replace(upper(strip_accents(references_ac.id_accord_cadre)), '[^A-Z0-9]+', ' ', 'g'),
                ' ' || regexp_replace(upper(strip_accents(centrales.nom)), '[^A-Z0-9]+', ' ', 'g')
            )
),

-- A contract without a type that names its framework is a subsequent one.
types as (
    select
        assembles.* exclude (type_contrat),
        case
            when
                assembles.type_contrat is null and assembles.id_accord_cadre <> assembles.contrat_id
                then 'subsequent'
            else assembles.type_contrat
        end as type_contrat,
        accords_de_centrale.id_accord_cadre is not null
        or coalesce(not list_contains(accords_cadres.acheteurs, assembles.acheteur_siren), false) as accord_d_un_autre,
        count(*) over (partition by assembles.contrat_id, assembles.lot) > 1 as identifiant_partage
    from assembles
    left join accords_cadres
        on assembles.id_accord_cadre = accords_cadres.contrat_id
    left join accords_de_centrale
        on assembles.id_accord_cadre = accords_de_centrale.id_accord_cadre
),

-- R2: a concession has no notification date in the DECP, its signature stands for it.
dates as (
    select
        *,
        coalesce(date_notification, case when type_contrat = 'concession' then date_signature end) as jour
    from types
),

final as (
    select
        row_number() over (order by dates.acheteur_siren, dates.contrat_id, dates.lot)::integer as contrat_no,
        case when dates.identifiant_partage then dates.acheteur_siren || ' · ' else '' end
        || dates.contrat_id
        || case when dates.lot <> '' then ' · lot ' || dates.lot else '' end as cle,
        dates.acheteur_siren,
        dates.contrat_id,
        dates.lot,
        dates.type_contrat,
        dates.id_accord_cadre,
        dates.objet,
        dates.procedure,
        dates.base_juridique,
        dates.cpv,
        coalesce(dates.domaine, 'Non affecté') as domaine,
        dates.famille,
        coalesce(dates.dga, 'Non affecté') as dga,
        dates.direction,
        coalesce(dates.territoire, 'Non affecté') as territoire,
        dates.date_lancement,
        dates.date_notification,
        dates.date_signature,
        dates.jour,
        dates.date_notification is null and dates.jour is not null as jour_estime,
        coalesce(dates.date_fin, (dates.jour + to_months(dates.duree_mois))::date - 1) as fin,
        dates.duree_mois,
        case
            when dates.type_contrat = 'accord_cadre'
                then coalesce(dates.montant_estime_ht, dates.montant_ht, dates.montant_max_ht)
            else dates.montant_ht
        end as montant,
        dates.montant_ht,
        dates.montant_max_ht,
        dates.montant_estime_ht,
        dates.offres_recues,
        dates.statut,
        case when dates.type_contrat = 'concession' then 'concessions' else 'marches' end as perimetre,
        dates.jour is not null
        and coalesce(dates.statut not in ('sans_suite', 'infructueux'), true)
        and (
            coalesce(dates.type_contrat <> 'subsequent', true)
            or dates.accord_d_un_autre
            or choix.inclure_subsequents
        ) as dans_flux,
        dates.marche_innovant,
        dates.charte_jointe,
        dates.fondement_reservation,
        dates.groupement,
        dates.heures_insertion_prevues,
        dates.depot,
        dates.ligne
    from dates
    cross join choix
)

select * from final;
