-- F8.3a · Panel fournisseur : TPE et PME issues du département
-- grain: one row per purchase line of a supplier of the panel (cle: SIREN)
-- unit: € HT, net of cancellations
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Active suppliers (A15) with their size on 31 December and the place of their main paid establishment (A17).
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
        achats.siren as cle,
        achats.jour,
        null::date as fin,
        panel.pme_departement::double as appartient,
        achats.montant,
        case when panel.pme_departement then achats.montant else 0 end as montant_min,
        case when coalesce(panel.pme_departement, true) then achats.montant else 0 end as montant_max,
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
