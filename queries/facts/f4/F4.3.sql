-- F4.3 · Contrats notifiés intégrant une clause ou des critères d'égalité F/H ou contre les discriminations, par domaine
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Union of F4.1 and F4.2: a contract with both counts once.
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
        egalite::double as appartient,
        montant,
        case when egalite then montant else 0 end as montant_min,
        case when coalesce(egalite, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
