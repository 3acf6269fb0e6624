-- F9.1 · Fournisseurs issus de l'ESS dans les contrats publics
-- grain: one row per purchase line of a supplier of the panel (cle: SIREN)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Active suppliers paid under a contract (A18), status on 31 December.
with
achats as (
    select *
    from depenses
    where
        est_achat
        and not sous_traitance
        and contrat_id is not null
),

faits as (
    select
        achats.siren as cle,
        achats.jour,
        null::date as fin,
        panel.ess::double as appartient,
        achats.montant,
        case when panel.ess then achats.montant else 0 end as montant_min,
        case when coalesce(panel.ess, true) then achats.montant else 0 end as montant_max,
        achats.domaine,
        achats.dga,
        achats.territoire,
        achats.perimetre,
        achats.depot,
        achats.ligne
    from achats
    left join panel
        on achats.exercice = panel.exercice and coalesce(achats.siren_id, 0) = panel.siren_id
)

select * from faits
