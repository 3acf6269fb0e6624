-- X6 · Contrats en cours avec un dispositif DD dont l'exécution est contrôlée
-- grain: one row per running contract with a device, and one per control of its execution until the end of that year
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- A control names the contract in its reference. Without any control in the extracts, or without an end date, nobody can tell.
with
controles as (
    select *
    from evenements
    where type = 'controle_execution'
),

concernes as (
    select *
    from contrats
    where
        dans_flux
        and dd
),

situations as (
    select
        cle,
        jour,
        fin,
        case when fin is not null and exists (select 1 from controles) then 0.0 end as appartient,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from concernes
    union all
    select
        concernes.cle,
        greatest(controles.jour, concernes.jour) as jour,
        least(make_date(year(controles.jour), 12, 31), concernes.fin) as fin,
        1.0 as appartient,
        concernes.domaine,
        concernes.dga,
        concernes.territoire,
        concernes.perimetre,
        controles.depot,
        controles.ligne
    from concernes
    inner join controles
        on controles.reference in (concernes.contrat_id, concernes.cle)
),

faits as (
    select
        cle,
        jour,
        fin,
        appartient::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from situations
)

select * from faits
