-- X3 · Programmation des achats analysée sous l'angle du développement durable
-- grain: one row per line of the yearly programme
-- unit: € HT estimated
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
with
besoins as (
    select
        besoin_id as cle,
        make_date(annee, 1, 1) as jour,
        analyse_dd,
        montant_estime as montant,
        coalesce(nullif(trim(domaine), ''), 'Non affecté') as domaine,
        coalesce(nullif(trim(dga), ''), 'Non affecté') as dga,
        coalesce(nullif(trim(territoire), ''), 'Non affecté') as territoire,
        'marches' as perimetre,
        depot,
        ligne
    from lignes.programmation
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        analyse_dd::double as appartient,
        montant,
        case when analyse_dd then montant else 0 end as montant_min,
        case when coalesce(analyse_dd, true) then montant else 0 end as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from besoins
)

select * from faits
