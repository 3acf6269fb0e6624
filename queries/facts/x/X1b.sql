-- X1b · Part des achats auprès d'entreprises solidaires, cercle S3
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- S3 (A7): the whole ESS, of which every ESUS is, the upper bound beside X1.
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
        ess::double as appartient,
        montant,
        case when ess then montant else 0 end as montant_min,
        case when coalesce(ess, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
