-- F10.2 · Appels publiés sur la plateforme de l'innovation
-- grain: one row per call, on the day of its first publication
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- A call published again under the same reference (or title) is the same call.
with
appels as (
    select
        *,
        coalesce(reference, intitule) as cle
    from evenements
    where type = 'appel_innovation'
    qualify row_number() over (partition by coalesce(reference, intitule) order by jour, depot, ligne) = 1
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
    from appels
)

select * from faits
