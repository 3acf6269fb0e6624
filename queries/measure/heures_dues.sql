-- Contracts that owe insertion hours in a year: hours done against hours due, where they stand, and the list that each belongs to (X2).
-- grain: one row per contract that owes hours, the most hours due first; a single row without contract when there is none
-- unit: heures
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $ecoule_min, $part_attendue
-- columns: premier_mois, cle, contrat_id, objet, lots, jour, fin, lieux, heures_dues, heures_realisees, commence_avant,
--          part_ecoulee, etat
--
-- Hours due are those of the hours extract (written on each row of a contract: the largest), else the « heures d'insertion prévues » of
-- its lots. Hours done on the subsequent contracts of a framework that owes hours are the framework's. In the year: begun by the
-- observation date, not ended before the year (or with hours in it). part_ecoulee is the share of its time gone by. A contract that
-- began before the first month of the extracts (commence_avant) may have done hours that no row tells: it is never « en retard ». One that
-- was terminated owes nothing more: it is in no list. One that has just begun (under $ecoule_min of its time) is « recent ».
-- lieux: domaine, dga, territoire and perimetre of its lots, else of its rows of hours: what filters on segments ask of it, afterwards.
with
lignes as (
    select
        contrat_id,
        jour,
        heures,
        heures_contractualisees,
        struct_pack(domaine := domaine, dga := dga, territoire := territoire, perimetre := perimetre) as lieu
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where jour <= $arrete
),

etendue as (
    select date_trunc('month', min(jour))::date as premier_mois
    from lignes
),

lots as (
    select
        *,
        struct_pack(domaine := domaine, dga := dga, territoire := territoire, perimetre := perimetre) as lieu
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where coalesce(statut not in ('sans_suite', 'infructueux'), true)
),

contrats_vus as (
    select
        contrat_id,
        min(cle) as cle,
        arg_min(objet, cle) as objet,
        count(*) as lots,
        min(jour) as jour,
        case when count(fin) = count(*) then max(fin) end as fin,
        coalesce(bool_and(statut = 'resilie'), false) as resilie,
        max(case when type_contrat = 'subsequent' then id_accord_cadre end) as accord_cadre,
        sum(heures_insertion_prevues) as prevues,
        list(distinct lieu) as lieux
    from lots
    group by contrat_id
),

heures_du_contrat as (
    select
        contrat_id,
        min(jour) as premiere,
        sum(heures) as realisees,
        max(heures_contractualisees) as contractualisees,
        bool_or(jour >= $debut) as suivi_dans_l_annee,
        list(distinct lieu) as lieux
    from lignes
    group by contrat_id
),

suivis as (
    select
        coalesce(contrats_vus.contrat_id, heures_du_contrat.contrat_id) as contrat_id,
        contrats_vus.cle,
        contrats_vus.objet,
        contrats_vus.lots,
        contrats_vus.jour,
        coalesce(contrats_vus.jour, heures_du_contrat.premiere) as debut,
        contrats_vus.fin,
        coalesce(contrats_vus.resilie, false) as resilie,
        contrats_vus.accord_cadre,
        coalesce(heures_du_contrat.contractualisees, contrats_vus.prevues, 0) as dues,
        coalesce(heures_du_contrat.realisees, 0) as realisees,
        coalesce(heures_du_contrat.suivi_dans_l_annee, false) as suivi_dans_l_annee,
        coalesce(contrats_vus.lieux, heures_du_contrat.lieux) as lieux
    from contrats_vus
    full join heures_du_contrat
        on contrats_vus.contrat_id = heures_du_contrat.contrat_id
    where contrats_vus.prevues is not null or heures_du_contrat.contrat_id is not null
),

rattaches as (
    select
        coalesce(cadres.contrat_id, suivis.contrat_id) as contrat_id,
        sum(suivis.realisees) as realisees,
        bool_or(suivis.suivi_dans_l_annee) as suivi_dans_l_annee
    from suivis
    left join suivis as cadres
        on suivis.accord_cadre = cadres.contrat_id and cadres.dues > 0
    group by all
),

reunis as (
    select
        suivis.cle,
        suivis.contrat_id,
        suivis.objet,
        suivis.lots,
        suivis.jour,
        suivis.debut,
        suivis.fin,
        suivis.resilie,
        suivis.lieux,
        suivis.dues as heures_dues,
        rattaches.realisees as heures_realisees,
        rattaches.suivi_dans_l_annee,
        coalesce(suivis.jour < etendue.premier_mois, false) as commence_avant
    from suivis
    inner join rattaches
        on suivis.contrat_id = rattaches.contrat_id
    cross join etendue
    where suivis.dues > 0
),

engages as (
    select
        * exclude (debut, suivi_dans_l_annee),
        case when fin >= jour then least(1, (($arrete::date - jour) + 1) / nullif((fin - jour) + 1, 0)::double) end as part_ecoulee
    from reunis
    where debut <= $arrete and (fin is null or fin >= $debut or suivi_dans_l_annee)
),

classes as (
    select
        * exclude (resilie),
        case
            when resilie then null
            when heures_realisees <= 0 and part_ecoulee < $ecoule_min::double then 'recent'
            when heures_realisees <= 0 then 'aucune'
            when not commence_avant and heures_realisees < $part_attendue::double * part_ecoulee * heures_dues then 'retard'
        end as etat
    from engages
),

final as (
    select
        etendue.premier_mois,
        classes.*
    from etendue
    left join classes
        on true
)

select * from final
order by
    heures_dues - heures_realisees desc,
    contrat_id
