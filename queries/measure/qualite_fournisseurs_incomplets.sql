-- Paid suppliers whose size or place nobody knows, the largest amount first: those to look up first (R9, R10).
-- grain: one row per identifier paid
-- unit: € HT, net of cancellations
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $limite, $decalage
-- columns: identifiant, siren, nom, mandats, montant, sans_taille, sans_lieu, domaines, nombre, montant_incomplet, montant_total
--
-- nombre, montant_incomplet and montant_total are those of all suppliers concerned and of the whole spending, whatever the page.
with
achats as (
    select
        tiers_id,
        tiers_nom,
        montant,
        categorie,
        tiers_departement,
        domaine
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        est_achat
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

ensemble as (
    select sum(montant) as montant_total
    from achats
),

par_tiers as (
    select
        tiers_id,
        min(tiers_nom) as nom,
        count(*) as mandats,
        sum(montant) as montant,
        count(categorie) < count(*) as sans_taille,
        count(tiers_departement) < count(*) as sans_lieu,
        string_agg(distinct domaine, ', ' order by domaine) as domaines
    from achats
    group by tiers_id
    having count(categorie) < count(*) or count(tiers_departement) < count(*)
),

final as (
    select
        numero_montre(tiers.identifiant) as identifiant,
        numero_montre(tiers.siren) as siren,
        nom_montre(tiers.siren, par_tiers.nom) as nom,
        par_tiers.mandats,
        par_tiers.montant,
        par_tiers.sans_taille,
        par_tiers.sans_lieu,
        par_tiers.domaines,
        count(*) over () as nombre,
        sum(par_tiers.montant) over () as montant_incomplet,
        ensemble.montant_total
    from par_tiers
    cross join ensemble
    left join tiers
        on par_tiers.tiers_id = tiers.tiers_id
)

select * from final
order by
    montant desc,
    identifiant
limit $limite
offset $decalage
