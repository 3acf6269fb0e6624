-- The roadmap as deposited: every row of a year and of the years before, with the file and line it came from (X10, M1).
-- grain: one row per row of the deposited roadmaps
-- unit: none (avancement is a fraction)
-- parameters: $vue, $territoires_vus, $dga_vues, $annee
-- columns: moyen, annee, statut, pilote, echeance, avancement, livrable, commentaire, depot, fichier, ligne
--
-- A row has no DGA and no territoire of its own: it is seen by whoever sees the facts of X10 of its year.
with
annees_vues as (
    select distinct year(jour) as annee
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where year(jour) <= $annee
),

feuille_de_route as (
    select
        moyens.moyen,
        moyens.annee,
        moyens.statut,
        moyens.pilote,
        moyens.echeance,
        moyens.avancement,
        moyens.livrable,
        moyens.commentaire,
        moyens.depot,
        depots.fichier,
        moyens.ligne
    from lignes.moyens as moyens
    inner join annees_vues
        on moyens.annee = annees_vues.annee
    left join depots
        on moyens.depot = depots.depot
)

select * from feuille_de_route
order by moyen, annee, depot, ligne
