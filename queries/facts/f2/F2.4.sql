-- F2.4 · Contrats notifiés intégrant des mesures en faveur de l'inclusion sociale
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Broad reading (A6): any social consideration; a reserved contract is social by nature.
with
flux as (
    select *
    from contrats
    where dans_flux
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        inclusion_sociale::double as appartient,
        montant,
        case when inclusion_sociale then montant else 0 end as montant_min,
        case when coalesce(inclusion_sociale, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
