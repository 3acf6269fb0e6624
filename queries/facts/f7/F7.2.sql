-- F7.2 · Contrats en faveur du réemploi, des matériaux recyclés ou biosourcés, par domaine d'activité
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- F7.1, read by domaine, with its € volume.
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
        reemploi::double as appartient,
        montant,
        case when reemploi then montant else 0 end as montant_min,
        case when coalesce(reemploi, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
