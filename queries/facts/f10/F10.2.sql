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
        coalesce(reference, intitule) as cle,
        min(jour) as jour,
        arg_min(domaine, jour) as domaine,
        arg_min(dga, jour) as dga,
        arg_min(territoire, jour) as territoire,
        arg_min(perimetre, jour) as perimetre,
        arg_min(depot, jour) as depot,
        arg_min(ligne, jour) as ligne
    from evenements
    where type = 'appel_innovation'
    group by coalesce(reference, intitule)
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
