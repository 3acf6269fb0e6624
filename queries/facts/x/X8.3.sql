-- X8.3 · Consultations lancées
-- grain: one row per consultation
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- From the events of type consultation; for a year that has none, from the launch dates of the contracts, their lots taken together.
with
annoncees as (
    select
        coalesce(reference, intitule) as cle,
        jour,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from evenements
    where type = 'consultation'
),

deduites as (
    select
        regexp_replace(contrat_id, '(?i)[-_/. ]+l(ot)?[-_/. ]*\d+$', '') as cle,
        date_lancement as jour,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from contrats
    where
        date_lancement is not null
        and coalesce(type_contrat <> 'subsequent', true)
        and year(date_lancement) not in (
            select distinct year(annoncees.jour)
            from annoncees
        )
),

consultations as (
    select * from annoncees
    union all
    select * from deduites
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        1::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from consultations
)

select * from faits
