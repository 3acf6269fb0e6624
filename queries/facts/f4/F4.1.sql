-- F4.1 · Contrats notifiés intégrant une clause ou des critères d'égalité femmes/hommes
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
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
        egalite_fh::double as appartient,
        montant,
        case when egalite_fh then montant else 0 end as montant_min,
        case when coalesce(egalite_fh, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
