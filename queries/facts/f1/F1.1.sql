-- F1.1 · Réunions tenues par les groupes de travail SPASER
-- grain: one row per meeting and group
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- A meeting of two groups, on one day under one title, counts once in the total. A meeting without a status is unknown.
with
reunions as (
    select *
    from evenements
    where type = 'reunion_gt'
),

faits as (
    select
        strftime(jour, '%Y-%m-%d') || ' · ' || coalesce(reference, intitule) as cle,
        jour,
        null::date as fin,
        case when statut = 'tenue' then 1.0 end::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from reunions
)

select * from faits
