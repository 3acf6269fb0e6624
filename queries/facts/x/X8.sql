-- X8 · Fournisseurs actifs
-- grain: one row per purchase line of a supplier (cle: SIREN)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Active: net spending above zero (A15); sub-contractors are out of the panel (R6).
with
achats as (
    select *
    from depenses
    where
        est_achat
        and not sous_traitance
),

faits as (
    select
        siren as cle,
        jour,
        null::date as fin,
        1::double as appartient,
        montant,
        montant as montant_min,
        montant as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
