-- X9 · Délai global de paiement moyen
-- grain: one row per mandat line of purchase, cancellations left out
-- unit: jours (montant)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- From the later of invoice and service done to payment, suspensions deducted; a missing date, or a negative delay, is unknown.
with
factures as (
    select *
    from depenses
    where
        est_achat
        and montant > 0
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        case when delai is not null then 1.0 end::double as appartient,
        delai::decimal(18, 2) as montant,
        delai::decimal(18, 2) as montant_min,
        delai::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from factures
)

select * from faits
