-- Contracts of the flow that do not say whether they hold an environmental or a social consideration, the largest first (R7).
-- grain: one row per contract
-- unit: € HT
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $limite, $decalage
-- columns: cle, jour, objet, domaine, dga, titulaires, montant, environnement, social, fichier, ligne, nombre, montant_incomplet,
--          montant_total
--
-- nombre, montant_incomplet and montant_total are those of all contracts concerned and of the whole flow, whatever the page.
with
flux as (
    select *
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        dans_flux
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

ensemble as (
    select sum(montant) as montant_total
    from flux
),

final as (
    select
        flux.cle,
        flux.jour,
        flux.objet,
        flux.domaine,
        flux.dga,
        titulaires_montres(flux.contrat_no, flux.titulaires) as titulaires,
        flux.montant,
        flux.environnement,
        flux.social,
        depots.fichier,
        flux.ligne,
        count(*) over () as nombre,
        sum(flux.montant) over () as montant_incomplet,
        ensemble.montant_total
    from flux
    cross join ensemble
    left join depots
        on flux.depot = depots.depot
    where flux.environnement is null or flux.social is null
)

select * from final
order by
    montant desc nulls last,
    cle
limit $limite
offset $decalage
