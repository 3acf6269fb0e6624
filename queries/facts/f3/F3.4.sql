-- F3.4 · Achats réalisés auprès des acteurs de l'insertion par l'activité économique
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- EI, AI, ACI, ETTI, EITI, by SIRET; GEIQ and prison work are outside (A23).
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
        iae::double as appartient,
        montant,
        case when iae then montant else 0 end as montant_min,
        case when coalesce(iae, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
