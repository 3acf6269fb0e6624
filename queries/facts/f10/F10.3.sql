-- F10.3 · Start-up titulaires des marchés publics
-- grain: one row per contract of the flow and holder (cle: SIREN)
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Every member counts, with its status on the day of notification (R6, R9).
with
membres as (
    select
        titulaires.siren,
        titulaires.start_up,
        contrats.jour,
        contrats.domaine,
        contrats.dga,
        contrats.territoire,
        contrats.perimetre,
        titulaires.depot,
        titulaires.ligne
    from contrats
    inner join titulaires
        on contrats.contrat_no = titulaires.contrat_no
    where contrats.dans_flux
),

faits as (
    select
        siren as cle,
        jour,
        null::date as fin,
        start_up::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from membres
)

select * from faits
