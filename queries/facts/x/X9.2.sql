-- X9.2 · Part des factures payées à plus de 30 jours
-- grain: one row per mandat line of purchase, cancellations left out
-- unit: € HT
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- More than choix.delai_paiement_jours (R2192-10), counted as in X9.
with
factures as (
    select
        depenses.*,
        depenses.delai > choix.delai_paiement_jours as en_retard
    from depenses
    cross join choix
    where
        depenses.est_achat
        and depenses.montant > 0
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        en_retard::double as appartient,
        montant,
        case when en_retard then montant else 0 end as montant_min,
        case when coalesce(en_retard, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from factures
)

select * from faits
