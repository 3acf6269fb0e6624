-- The sheet that each counted thing opens, if the perimeter may see it: that of a contract, or that of the supplier paid.
-- grain: one row per key and line that a sheet exists for
-- unit: none
-- parameters: $cles, $lignes, $territoires_vus, $dga_vues
-- columns: cle, ligne, page, cible, nom
--
-- $cles and $lignes go together: the key of a thing and its line in its file. A key that several things could be is read as a contract first.
with
choses as (
    select
        unnest($cles::varchar[]) as cle,
        unnest($lignes::integer[]) as ligne
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
        and cle = any($cles::varchar[])
),

unites_payees as (
    select
        siren,
        min(tiers_nom) as nom
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        siren_id is not null
        and siren = any($cles::varchar[])
    group by siren
),

titulaires_cites as (
    select
        contrat_no,
        siren,
        nom
    from titulaires
    where siren = any($cles::varchar[])
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
        choses.cle,
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
        choses.cle,
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
        choses.cle,
        choses.ligne,
        3 as rang,
        'fournisseur' as page,
        mandats_vus.siren as cible,
        mandats_vus.tiers_nom as nom
    from choses
    inner join mandats_vus
        on choses.cle = mandats_vus.cle and choses.ligne = mandats_vus.ligne
    union all
    select
        choses.cle,
        choses.ligne,
        4 as rang,
        'fournisseur' as page,
        unites_payees.siren as cible,
        unites_payees.nom
    from choses
    inner join unites_payees
        on choses.cle = unites_payees.siren
    union all
    select
        choses.cle,
        choses.ligne,
        5 as rang,
        'fournisseur' as page,
        unites_titulaires.siren as cible,
        unites_titulaires.nom
    from choses
    inner join unites_titulaires
        on choses.cle = unites_titulaires.siren
),

final as (
    select
        cle,
        ligne,
        arg_min(page, { 'rang': rang, 'cible': cible }) as page,
        arg_min(cible, { 'rang': rang, 'cible': cible }) as cible,
        arg_min(nom, { 'rang': rang, 'cible': cible }) as nom
    from trouvees
    group by
        cle,
        ligne
)

select * from final
