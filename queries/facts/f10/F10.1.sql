-- F10.1 · Marchés innovants de moins de 100 000 € notifiés
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- R2122-9-1, or the experiment of decree 2018-1225 before it. A contract that is not innovative, or passed with publicity, is a no.
-- marche_innovant alone is broader (any procedure) and does not make a yes.
with
flux as (
    select
        *,
        upper(regexp_replace(base_juridique, '[^A-Za-z0-9]+', '-', 'g')) as base,
        lower(strip_accents(procedure)) as procedure_simple
    from contrats
    where dans_flux
),

qualifies as (
    select
        *,
        case
            when base = 'R2122-9-1' then true
            when contains(base, '2018-1225') then true
            when base is not null then false
            when not marche_innovant then false
            when not regexp_matches(procedure_simple, 'sans publicite|innov|2122|gre a gre|sans mise en concurrence') then false
        end as innovant
    from flux
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        innovant::double as appartient,
        montant,
        case when innovant then montant else 0 end as montant_min,
        case when coalesce(innovant, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from qualifies
)

select * from faits
