-- F9.3 · Contrats intégrant des critères ou des clauses en faveur des achats équitables
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Fair trade (A19): a clause or a criterion.
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
        equitable::double as appartient,
        montant,
        case when equitable then montant else 0 end as montant_min,
        case when coalesce(equitable, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
