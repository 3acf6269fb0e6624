-- L1 · Part des achats auprès d'entreprises solidaires d'utilité sociale (L2111-3)
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Read in the perimeter « marchés » (P2, UGAP included, A9) unless told.
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
        esus::double as appartient,
        montant,
        case when esus then montant else 0 end as montant_min,
        case when coalesce(esus, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
