-- F3.3 · Achats réalisés auprès du secteur protégé/adapté
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- ESAT, EA, EATT, by SIRET on the day of the mandat (R9, R10).
with
achats as (
    select *
    from depenses
    where est_achat
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        stpa::double as appartient,
        montant,
        case when stpa then montant else 0 end as montant_min,
        case when coalesce(stpa, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
