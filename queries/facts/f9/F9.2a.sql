-- F9.2a · Part de l'ESS, dans les contrats publics, parmi les dépenses d'achat
-- grain: one row per mandat line of purchase (R4)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- The lines of F9.2, read as a share: the numerator is attached to a contract (A18), the denominator is all purchases.
with
achats as (
    select
        *,
        ess and contrat_id is not null as ess_sous_contrat
    from depenses
    where est_achat
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        ess_sous_contrat::double as appartient,
        montant,
        case when ess_sous_contrat then montant else 0 end as montant_min,
        case when coalesce(ess_sous_contrat, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from achats
)

select * from faits
