-- The sheet that each counted thing opens, if the perimeter may see it: that of a contract, or that of the supplier paid.
-- grain: one row per key and line that a sheet exists for
-- unit: none
-- parameters: $cles, $lignes, $territoires_vus, $dga_vues
-- columns: cle, ligne, page, cible, nom
--
-- $cles and $lignes go together: the key of a thing and its line in its file. A key that several things could be is read as a contract first.
with
demandees as (
    select
        unnest($cles::varchar[]) as demandee,
        unnest($lignes::integer[]) as ligne
),

choses as (
    select
        demandee,
        unite_demandee(demandee) as cle,
        ligne
    from demandees
),

contrats_vus as (
    select
        cle,
        contrat_id,
        objet
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

heures_vues as (
    select
        cle,
        contrat_id
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
),

mandats_vus as (
    select
        cle,
        ligne,
        siren,
        tiers_nom
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        siren_id is not null
        and cle in (select choses.cle from choses)
),

unites_payees as (
    select
        siren,
        min(tiers_nom) as nom
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        siren_id is not null
        and siren in (select choses.cle from choses)
    group by siren
),

titulaires_cites as (
    select
        contrat_no,
        siren,
        nom
    from titulaires
    where siren in (select choses.cle from choses)
),

numeros_vus as (
    select contrat_no
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

unites_titulaires as (
    select
        titulaires_cites.siren,
        min(titulaires_cites.nom) as nom
    from titulaires_cites
    inner join numeros_vus
        on titulaires_cites.contrat_no = numeros_vus.contrat_no
    group by titulaires_cites.siren
),

trouvees as (
    select
        choses.demandee,
        choses.ligne,
        1 as rang,
        'contrat' as page,
        contrats_vus.cle as cible,
        contrats_vus.objet as nom
    from choses
    inner join contrats_vus
        on choses.cle = contrats_vus.cle
    union all
    select
        choses.demandee,
        choses.ligne,
        2 as rang,
        'contrat' as page,
        contrats_vus.cle as cible,
        contrats_vus.objet as nom
    from choses
    inner join heures_vues
        on choses.cle = heures_vues.cle
    inner join contrats_vus
        on heures_vues.contrat_id = contrats_vus.contrat_id
    union all
    select
        choses.demandee,
        choses.ligne,
        3 as rang,
        'fournisseur' as page,
        numero_montre(mandats_vus.siren) as cible,
        nom_montre(mandats_vus.siren, mandats_vus.tiers_nom) as nom
    from choses
    inner join mandats_vus
        on choses.cle = mandats_vus.cle and choses.ligne = mandats_vus.ligne
    union all
    select
        choses.demandee,
        choses.ligne,
        4 as rang,
        'fournisseur' as page,
        numero_montre(unites_payees.siren) as cible,
        nom_montre(unites_payees.siren, unites_payees.nom) as nom
    from choses
    inner join unites_payees
        on choses.cle = unites_payees.siren
    union all
    select
        choses.demandee,
        choses.ligne,
        5 as rang,
        'fournisseur' as page,
        numero_montre(unites_titulaires.siren) as cible,
        nom_montre(unites_titulaires.siren, unites_titulaires.nom) as nom
    from choses
    inner join unites_titulaires
        on choses.cle = unites_titulaires.siren
),

final as (
    select
        demandee as cle,
        ligne,
        arg_min(page, { 'rang': rang, 'cible': cible }) as page,
        arg_min(cible, { 'rang': rang, 'cible': cible }) as cible,
        arg_min(nom, { 'rang': rang, 'cible': cible }) as nom
    from trouvees
    group by
        demandee,
        ligne
)

select * from final
