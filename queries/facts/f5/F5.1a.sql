-- F5.1a · Contrats hors du domaine des déchets intégrant une clause ou des critères sur les déchets
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- F5.1 without the domains that the catalogue marks as waste: there, waste is the object of the contract.
with
flux as (
    select *
    from contrats
    where
        dans_flux
        and domaine not in (
            select domaines.nom
            from ref.domaines as domaines
            where domaines.dechets
        )
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        dechets::double as appartient,
        montant,
        case when dechets then montant else 0 end as montant_min,
        case when coalesce(dechets, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
