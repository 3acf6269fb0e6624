-- F2.4a · Contrats notifiés avec une considération d'insertion ou de handicap
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Strict reading (A6), beside F2.4; a reserved contract counts, as in the broad one.
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
        insertion_handicap::double as appartient,
        montant,
        case when insertion_handicap then montant else 0 end as montant_min,
        case when coalesce(insertion_handicap, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
