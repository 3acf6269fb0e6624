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
        min({ 'depot': depot, 'ligne': ligne }) as origine
    from lignes.moyens
    group by annee
),

feuille_de_route as (
    select
        moyens.code,
        annees.annee,
        bool_or(etats.statut = 'realise') as realise,
        coalesce(
            min({ 'depot': etats.depot, 'ligne': etats.ligne }) filter (where etats.depot is not null),
            min(annees.origine)
        ) as origine
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
        feuille_de_route.code as cle,
        make_date(feuille_de_route.annee, 1, 1) as jour,
        make_date(feuille_de_route.annee, 12, 31) as fin,
        feuille_de_route.realise::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        'Non affecté' as domaine,
        'Non affecté' as dga,
        'Non affecté' as territoire,
        'marches' as perimetre,
        origine.depot,
        origine.ligne
    from feuille_de_route
)

select * from faits
