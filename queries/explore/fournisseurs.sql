-- Suppliers found by name or number, with what they were paid and the contracts notified to them in the period; the best answers first.
-- grain: one row per legal unit of the page asked, one row without a supplier when there is none
-- unit: montant in € HT, purchases only
-- parameters: $texte, $vides, $toutes, $debut, $arrete, $debut_contrats, $arrete_contrats, $territoires_vus, $dga_vues, $domaines,
--             $dga, $territoires, $perimetres, $limite, $decalage
-- columns: total, approchants, ailleurs, siren, nom, identifiants, montant, paiements, dernier, contrats, rang
--
-- rang: 0 the word itself, 1 its beginning, 2 inside a word, 3 nearly spelled so. ailleurs: suppliers that the perimeter may see and that
-- the period or the filters leave out.
with
proches as (
    select *
    from mots_proches($texte::varchar, $vides::varchar[])
),

-- Each word typed finds its names; a name answers when every word finds it, or the number put together does.
par_terme as (
    select
        proches.terme,
        mots.nom_no,
        any_value(proches.termes) as termes,
        min(proches.rang) as rang
    from proches
    inner join recherche_noms_mots as mots
        on proches.mot_no = mots.mot_no
    where mot_montre(mots.masque)
    group by all
),

trouves as (
    select
        nom_no,
        max(rang) as rang
    from par_terme
    group by
        nom_no,
        terme is null
    having count(*) = any_value(termes)
    union all
    select
        nom_no,
        0 as rang
    from recherche_noms
    where len(mots_de(left($texte::varchar, 200))) = 0
),

vus as (
    select distinct nom_no
    from visibles('recherche_noms_vus', $territoires_vus::varchar[], $dga_vues::varchar[])
),

unites as (
    select
        noms.siren_id,
        noms.siren,
        min(trouves.rang) as rang
    from trouves
    inner join vus
        on trouves.nom_no = vus.nom_no
    inner join recherche_noms as noms
        on trouves.nom_no = noms.nom_no
    group by all
),

paiements as (
    select
        siren_id,
        sum(montant) as montant,
        count(*) as paiements,
        max(jour) as dernier
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and siren_id in (select unites.siren_id from unites)
        and ($toutes::boolean or jour between $debut::date and $arrete::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
    group by siren_id
),

contrats_vus as (
    select contrat_no
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        ($toutes::boolean or jour between $debut_contrats::date and $arrete_contrats::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

contrats_tenus as (
    select
        titulaires.siren,
        count(*) as contrats
    from titulaires
    inner join contrats_vus
        on titulaires.contrat_no = contrats_vus.contrat_no
    group by titulaires.siren
),

retenus as (
    select
        unites.siren_id,
        unites.siren,
        unites.rang,
        coalesce(paiements.montant, 0)::decimal(18, 2) as montant,
        coalesce(paiements.paiements, 0) as paiements,
        paiements.dernier,
        coalesce(contrats_tenus.contrats, 0) as contrats
    from unites
    left join paiements
        on unites.siren_id = paiements.siren_id
    left join contrats_tenus
        on unites.siren = contrats_tenus.siren
    where
        paiements.siren_id is not null
        or contrats_tenus.siren is not null
),

page as (
    select *
    from retenus
    order by
        rang,
        montant desc,
        siren
    limit $limite::bigint
    offset $decalage::bigint
),

noms_affiches as (
    select
        noms.siren_id,
        arg_min(noms.nom, { 'rang': noms.rang, 'nom': noms.nom }) as nom,
        count(distinct noms.identifiant) as identifiants
    from recherche_noms as noms
    inner join vus
        on noms.nom_no = vus.nom_no
    where noms.siren_id in (select page.siren_id from page)
    group by noms.siren_id
),

totaux as (
    select
        count(*) as total,
        count(*) filter (where rang = 3) as approchants
    from retenus
),

final as (
    select
        totaux.total,
        totaux.approchants,
        (select count(*) from unites) - totaux.total as ailleurs,
        numero_montre(page.siren) as siren,
        nom_montre(page.siren, noms_affiches.nom) as nom,
        noms_affiches.identifiants,
        page.montant,
        page.paiements,
        page.dernier,
        page.contrats,
        page.rang
    from totaux
    left join page
        on true
    left join noms_affiches
        on page.siren_id = noms_affiches.siren_id
)

select * from final
order by
    rang,
    montant desc,
    siren
