-- F1.2 · Fournisseurs stratégiques évalués, évaluation RSE comprise
-- grain: one row per year, strategic supplier (cle: SIREN) and cell in which it was paid, and one per evaluation in force
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- The list of year N holds from 1 January to 31 December; an evaluation holds from its date for twelve months (A11, A12).
-- A row without an evaluation says no, or unknown where no extract can tell; an evaluation in force overrides it.
with
listes as (
    select
        siren,
        make_date(annee, 1, 1) as jour,
        make_date(annee, 12, 31) as fin,
        connu,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from fournisseurs_strategiques
),

situations as (
    select
        siren,
        jour,
        fin,
        case when connu then 0.0 end as appartient,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from listes
    union all
    select
        listes.siren,
        greatest(evaluations.jour, listes.jour) as jour,
        least(evaluations.fin, listes.fin) as fin,
        case when evaluations.rse then 1.0 end as appartient,
        listes.domaine,
        listes.dga,
        listes.territoire,
        listes.perimetre,
        evaluations.depot,
        evaluations.ligne
    from listes
    inner join evaluations
        on
            listes.siren = evaluations.siren
            and evaluations.jour <= listes.fin
            and evaluations.fin >= listes.jour
),

faits as (
    select
        siren as cle,
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
