-- L3 · Contrats des autres catégories du L2111-3 : environnement et économie circulaire
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- F2.3 holds F5.1 and F7.1 (§11.2); read in the perimeter « marchés » unless told (A9).
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
        environnement::double as appartient,
        montant,
        case when environnement then montant else 0 end as montant_min,
        case when coalesce(environnement, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
