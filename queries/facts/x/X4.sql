-- X4 · Contrats « moyens généraux » intégrant un dispositif DD ou RSE
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- F2.1 restricted to the domains that the catalogue marks as « moyens généraux ».
with
flux as (
    select *
    from contrats
    where
        dans_flux
        and domaine in (
            select domaines.nom
            from ref.domaines as domaines
            where domaines.moyens_generaux
        )
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
