-- X10 · Avancement des moyens du schéma
-- grain: one row per means and year of the roadmap
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Only « réalisé » belongs: « récurrent » runs on and is not done. A means without a row for a year is unknown.
with
annees as (
    select
        annee,
        min(depot) as depot,
        arg_min(ligne, depot) as ligne
    from lignes.moyens
    group by annee
),

feuille_de_route as (
    select
        moyens.code,
        annees.annee,
        bool_or(etats.statut = 'realise') as realise,
        coalesce(min(etats.depot), min(annees.depot)) as depot,
        coalesce(min(etats.ligne), min(annees.ligne)) as ligne
    from ref.moyens as moyens
    cross join annees
    left join lignes.moyens as etats
        on moyens.code = etats.moyen and annees.annee = etats.annee
    group by
        moyens.code,
        annees.annee
),

faits as (
    select
        code as cle,
        make_date(annee, 1, 1) as jour,
        make_date(annee, 12, 31) as fin,
        realise::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        'Non affecté' as domaine,
        'Non affecté' as dga,
        'Non affecté' as territoire,
        'marches' as perimetre,
        depot,
        ligne
    from feuille_de_route
)

select * from faits
