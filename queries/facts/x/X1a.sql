-- X1a · Part des achats auprès d'entreprises solidaires, cercle S1
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- S1 (A7): ESUS only, the lower bound beside X1.
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
