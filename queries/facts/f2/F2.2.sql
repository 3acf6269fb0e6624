-- F2.2 · Contrats notifiés intégrant un dispositif DD ou RSE, par domaine d'achat
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- F2.1, read by domaine: the segments sum to it (R11).
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
        dd::double as appartient,
        montant,
        case when dd then montant else 0 end as montant_min,
        case when coalesce(dd, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
