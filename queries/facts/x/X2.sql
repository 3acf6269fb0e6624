-- X2 · Heures d'insertion réalisées
-- grain: one row per contract, month and row of the extract
-- unit: heures
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Hours done in the month, contracts of any year; hours contracted for are kept apart.
with
faits as (
    select
        cle,
        jour,
        null::date as fin,
        1::double as appartient,
        heures as montant,
        heures as montant_min,
        heures as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from heures
)

select * from faits
