-- X1 · Part des achats auprès d'entreprises solidaires
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- S2 (A7): ESUS, insertion by economic activity, protected and adapted sector.
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
        solidaire::double as appartient,
        montant,
        case when solidaire then montant else 0 end as montant_min,
        case when coalesce(solidaire, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
