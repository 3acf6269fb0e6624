-- F1.4 · Dépenses liées aux retards de paiement et aux conflits avec les fournisseurs
-- grain: one row per mandat line of purchase, late-payment cost or dispute
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Purchases are the denominator; what lateness and disputes cost is the numerator and stays out of it (A14).
-- Where a deposit never fills nature_depense, its purchases may hide such costs: unknown.
with
mandats as (
    select
        *,
        case when est_conflit then true when nature_connue then false end as conflit
    from depenses
    where
        est_achat
        or est_conflit
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        conflit::double as appartient,
        case when est_conflit then 0 else montant end as montant,
        case when est_conflit then montant else 0 end as montant_min,
        case when coalesce(conflit, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from mandats
)

select * from faits
