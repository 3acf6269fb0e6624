-- Rows that cannot be read as data: blank, repeated headings, totals, notes under the table are set aside; the others are refused.
-- grain: one row per row of the file that lacks something required or is not as wide as its headings
-- unit: none
-- parameters: tables candidates(ligne, contenu), the cells of a row as a list, entetes(cle), bonnes(ligne)
insert into ecartees_par_forme
with derniere as (select coalesce(max(bonnes.ligne), 0) as ligne from bonnes),

cellules as (
    select
        candidates.ligne,
        unnest(candidates.contenu) as cellule
    from candidates
),

lues as (
    select
        cellules.ligne,
        cle_de_texte(cellules.cellule) as cle,
        cellules.cellule <> '' as remplie
    from cellules
),

mesurees as (
    select
        lues.ligne,
        count(*) filter (lues.remplie) as nombre,
        count(*) filter (lues.remplie and entetes.cle is not null) as communes,
        count(*) filter (
            regexp_matches(lues.cle, '^(soustotal|total|totaux|grandtotal|montanttotal|cumul|sommetotale|consolidation|recapitulatif)')
        ) as totaux
    from lues
    left join entetes on lues.cle = entetes.cle
    group by lues.ligne
),

motifs as (
    select
        mesurees.ligne,
        case
            when mesurees.nombre = 0 then 'ligne_vide'
            when mesurees.nombre > 1 and mesurees.communes * 3 >= mesurees.nombre * 2 then 'entete_repetee'
            when mesurees.totaux > 0 then 'ligne_total'
            when mesurees.nombre = 1 and mesurees.ligne > derniere.ligne then 'note'
        end as motif
    from mesurees
    cross join derniere
)

select
    motifs.ligne,
    motifs.motif
from motifs
where motifs.motif is not null
