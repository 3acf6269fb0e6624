-- Contracts found by what is typed, by a list of those to look at, or by both; the best answers first, then the latest.
-- grain: one row per contract of the page asked, one row without a contract when there is none
-- unit: montant in € HT
-- parameters: $texte, $vides, $liste, $reponse, $montant_min, $toutes, $debut, $arrete, $mois, $territoires_vus, $dga_vues,
--             $domaines, $dga, $territoires, $perimetres, $limite, $decalage
-- columns: total, approchants, ailleurs, non, inconnus, cle, objet, type_contrat, jour, fin, montant, domaine, dga, territoire, titulaires,
--          environnement, social, rang
--
-- rang: 0 the word itself, 1 its beginning, 2 inside a word, 3 nearly spelled so. $vides: words that say nothing (« de », « la »).
-- $mois: frameworks that end within so many months. ailleurs: answers that the year asked leaves out. non, inconnus: of the list, answers « no » and not given (R7).
with
proches as (
    select *
    from mots_proches($texte::varchar, $vides::varchar[])
),

-- Each word typed finds its contracts; a contract answers when every word finds it, or the number put together does.
par_terme as (
    select
        proches.terme,
        mots.contrat_no,
        any_value(proches.termes) as termes,
        min(proches.rang) as rang
    from proches
    inner join recherche_contrats as mots
        on proches.mot_no = mots.mot_no
    where mot_montre(mots.masque)
    group by all
),

trouves as (
    select
        contrat_no,
        max(rang) as rang
    from par_terme
    group by
        contrat_no,
        terme is null
    having count(*) = any_value(termes)
    union all
    select
        contrat_no,
        0 as rang
    from contrats
    where len(mots_de(left($texte::varchar, 200))) = 0
),

rangs as (
    select
        contrat_no,
        min(rang) as rang
    from trouves
    group by contrat_no
),

vus as (
    select
        contrat_no,
        jour,
        fin,
        type_contrat,
        dans_flux,
        statut,
        montant,
        case $liste::varchar
            when 'sans-environnement' then environnement
            when 'sans-social' then social
            else environnement or social
        end as reponse
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

situes as (
    select
        vus.*,
        rangs.rang
    from vus
    inner join rangs
        on vus.contrat_no = rangs.contrat_no
),

listes as (
    select
        *,
        case
            when $liste::varchar = 'accords-cadres-a-echeance'
                then jour <= $arrete::date and fin between $arrete::date and ($arrete::date + to_months($mois::integer))::date
            when $toutes::boolean then true
            else coalesce(jour between $debut::date and $arrete::date, false)
        end as dans_periode
    from situes
    where
        $liste::varchar is null
        or (
            dans_flux
            and coalesce(not reponse, true)
            and ($montant_min::double is null or montant >= $montant_min::double)
            and (
                $liste::varchar <> 'accords-cadres-a-echeance'
                or (type_contrat = 'accord_cadre' and coalesce(statut <> 'resilie', true))
            )
        )
),

retenus as (
    select *
    from listes
    where
        dans_periode
        and case $reponse::varchar
            when 'non' then not reponse
            when 'inconnu' then reponse is null
            else true
        end
),

totaux as (
    select
        count(*) filter (where not dans_periode) as ailleurs,
        count(*) filter (where dans_periode and not reponse) as non,
        count(*) filter (where dans_periode and reponse is null) as inconnus
    from listes
),

comptes as (
    select
        count(*) as total,
        count(*) filter (where rang = 3) as approchants
    from retenus
),

page as (
    select
        contrat_no,
        jour,
        rang
    from retenus
    order by
        rang,
        jour desc nulls last,
        contrat_no
    limit $limite::bigint
    offset $decalage::bigint
),

final as (
    select
        comptes.total,
        comptes.approchants,
        totaux.ailleurs,
        totaux.non,
        totaux.inconnus,
        contrats.cle,
        contrats.objet,
        contrats.type_contrat,
        contrats.jour,
        contrats.fin,
        contrats.montant,
        contrats.domaine,
        contrats.dga,
        contrats.territoire,
        titulaires_montres(contrats.contrat_no, contrats.titulaires) as titulaires,
        contrats.environnement,
        contrats.social,
        page.rang
    from totaux
    cross join comptes
    left join page
        on true
    left join contrats
        on page.contrat_no = contrats.contrat_no
)

select * from final
order by
    rang,
    jour desc nulls last,
    cle
