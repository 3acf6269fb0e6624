-- F10.5 · Fournisseurs rencontrés lors de phases de sourcing
-- grain: one row per meeting (cle: SIREN or name of the supplier)
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- A supplier met four times counts once; a meeting that names no supplier is unknown.
with
rencontres as (
    select *
    from evenements
    where type = 'sourcing'
),

faits as (
    select
        coalesce(fournisseur, strftime(jour, '%Y-%m-%d') || ' · ' || intitule) as cle,
        jour,
        null::date as fin,
        case when fournisseur is not null then 1.0 end::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from rencontres
)

select * from faits
