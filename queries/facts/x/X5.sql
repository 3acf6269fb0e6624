-- X5 · Achats d'objets en plastique à usage unique
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Families listed by the setting familles_puu; a line without a family is unknown.
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
        plastique::double as appartient,
        montant,
        case when plastique then montant else 0 end as montant_min,
        case when coalesce(plastique, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
