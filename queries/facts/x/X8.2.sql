-- X8.2 · Marchés ou contrats en cours
-- grain: one row per contract, from its notification to its end
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- A contract whose end nobody gave is unknown from its notification on.
with
flux as (
    select *
    from contrats
    where dans_flux
),

faits as (
    select
        cle,
        jour,
        fin,
        case when fin is not null then 1.0 end::double as appartient,
        montant,
        case when fin is not null then montant else 0 end as montant_min,
        montant as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
