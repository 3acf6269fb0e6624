-- F3.1 · Achats réalisés auprès du secteur protégé/adapté ou de l'insertion
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Union of F3.3 and F3.4: an establishment of both counts once. Direct payment of sub-contractors included (R6).
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
        insertion::double as appartient,
        montant,
        case when insertion then montant else 0 end as montant_min,
        case when coalesce(insertion, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
