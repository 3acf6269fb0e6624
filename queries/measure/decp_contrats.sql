-- Contracts of the year that the publication threshold concerns, with what the DECP of 2022 ask of each.
-- grain: one row per contract (buyer, identifier, lot), concessions left aside: their format is another
-- unit: montant in € HT, as notified
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $seuil
-- columns: cle, contrat_id, lots, acheteur_siret, type_contrat, id_accord_cadre, objet, cpv, techniques, modalites_execution,
--          marche_innovant, ccag, offres_recues, attribution_avance, groupement, procedure, lieu_code, lieu_type, duree_mois,
--          date_notification, montant, types_prix, forme_prix, sous_traitance, titulaires, environnement, social, types_environnement,
--          types_social, fichier, ligne
--
-- Versions published before these columns were kept read as not filled in: the empty relation names them.
with
colonnes as (
    select
        null::varchar as techniques,
        null::varchar as modalites_execution,
        null::varchar as ccag,
        null::boolean as attribution_avance,
        null::varchar as types_prix,
        null::varchar as forme_prix,
        null::varchar as lieu_execution_type
    where false
),

lignes_completes as (
    select * from lignes.contrats
    union all by name
    select * from colonnes
),

vus as (
    select
        *,
        count(*) over (partition by acheteur_siren, contrat_id) as lots
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        perimetre = 'marches'
        and coalesce(statut not in ('sans_suite', 'infructueux'), true)
),

retenus as (
    select *
    from vus
    where
        jour between $debut::date and $arrete::date
        and coalesce(case when type_contrat = 'accord_cadre' then montant_max_ht end, montant_ht) >= $seuil::decimal(18, 2)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
),

ecrits as (
    select
        retenus.contrat_no,
        min(ecrites.acheteur_siret) filter (where length(ecrites.acheteur_siret) = 14) as acheteur_siret,
        min(ecrites.techniques) as techniques,
        min(ecrites.modalites_execution) as modalites_execution,
        min(ecrites.ccag) as ccag,
        bool_or(ecrites.attribution_avance) as attribution_avance,
        min(ecrites.types_prix) as types_prix,
        min(ecrites.forme_prix) as forme_prix,
        min(ecrites.lieu_execution_code) as lieu_code,
        min(ecrites.lieu_execution_type) as lieu_type,
        bool_or(ecrites.sous_traitance) as sous_traitance,
        list_sort(
            list(distinct coalesce(numero_montre(ecrites.titulaire_siret), ''))
                filter (where coalesce(ecrites.titulaire_siret, ecrites.titulaire_nom) is not null)
        ) as titulaires
    from retenus
    inner join lignes_completes as ecrites
        on
            retenus.acheteur_siren = ecrites.acheteur_siren
            and retenus.contrat_id = ecrites.contrat_id
            and retenus.lot = ecrites.lot
    group by all
),

dispositifs as (
    select
        retenus.contrat_no,
        list_sort(list(distinct reponses.type) filter (where ascendants.ascendant = 'ENV')) as types_environnement,
        list_sort(list(distinct reponses.type) filter (where ascendants.ascendant = 'SOC')) as types_social
    from retenus
    inner join lignes.considerations as reponses
        on
            retenus.acheteur_siren = reponses.acheteur_siren
            and retenus.contrat_id = reponses.contrat_id
            and retenus.lot = reponses.lot
    inner join sujets_ascendants as ascendants
        on reponses.sujet = ascendants.sujet
    where
        reponses.reponse
        and reponses.type is not null
    group by all
),

final as (
    select
        retenus.cle,
        retenus.contrat_id,
        retenus.lots,
        ecrits.acheteur_siret,
        retenus.type_contrat,
        retenus.id_accord_cadre,
        retenus.objet,
        retenus.cpv,
        ecrits.techniques,
        ecrits.modalites_execution,
        retenus.marche_innovant,
        ecrits.ccag,
        retenus.offres_recues,
        ecrits.attribution_avance,
        retenus.groupement,
        retenus.procedure,
        ecrits.lieu_code,
        ecrits.lieu_type,
        retenus.duree_mois,
        retenus.date_notification,
        coalesce(case when retenus.type_contrat = 'accord_cadre' then retenus.montant_max_ht end, retenus.montant_ht) as montant,
        ecrits.types_prix,
        ecrits.forme_prix,
        ecrits.sous_traitance,
        coalesce(ecrits.titulaires, []) as titulaires,
        retenus.environnement,
        retenus.social,
        coalesce(dispositifs.types_environnement, []) as types_environnement,
        coalesce(dispositifs.types_social, []) as types_social,
        depots.fichier,
        retenus.ligne
    from retenus
    inner join ecrits
        on retenus.contrat_no = ecrits.contrat_no
    left join dispositifs
        on retenus.contrat_no = dispositifs.contrat_no
    left join depots
        on retenus.depot = depots.depot
)

select * from final
order by
    date_notification,
    cle
