-- X7b · Part des achats réalisés dans la région
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Place of the establishment that is paid, in a département of the setting; a foreign payee is outside.
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
        dans_region::double as appartient,
        montant,
        case when dans_region then montant else 0 end as montant_min,
        case when coalesce(dans_region, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
