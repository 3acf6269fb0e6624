-- Counts of many indicators in several windows of time, from the numbered keys of facts that are counted distinct.
-- grain: one row per question, window and answer; one more per segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in things, amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $depuis, $stocks, $releves, $groupes, $perimetres, $panels, $fenetres_groupes, $fenetres,
--             $debuts, $arretes, $par, $domaines, $dga, $territoires
-- columns: demande, fenetre, segmente, segment, appartient, effectif, chiffres, montant, montant_min, montant_max
--
-- A question is a count, a group of windows and a perimetre (null: all). Segments are numbers (agregats.segments), the questions too, from 1.
-- Only the finest mesh is read: a version built by an earlier program holds coarser ones too.
-- A thing that stands on several rows counts once in each cell, as in measure/compter; a panel keeps those whose amount is above zero (A15).
-- Nothing before $depuis is read but for the counts named by $stocks.
with
demandes as (
    select
        unnest(range(1, len($releves::smallint[]) + 1))::integer as demande,
        unnest($releves::smallint[]) as releve,
        unnest($groupes::integer[]) as groupe,
        unnest($perimetres::smallint[]) as perimetre,
        unnest($panels::boolean[]) as panel
),

fenetres as (
    select
        unnest($fenetres_groupes::integer[]) as groupe,
        unnest($fenetres::integer[]) as fenetre,
        unnest($debuts::date[]) as debut,
        unnest($arretes::date[]) as arrete
),

cellules as (
    select
        demandes.demande,
        demandes.releve,
        demandes.perimetre,
        demandes.panel,
        fenetres.fenetre,
        fenetres.debut,
        fenetres.arrete,
        row_number() over (order by demandes.demande, fenetres.fenetre)::integer as cellule
    from demandes
    inner join fenetres
        on demandes.groupe = fenetres.groupe
),

-- 0 is the whole; the segments follow. poids: a « yes » wins, then an unknown, then the greatest share.
coupes as (
    select unnest(case when $par::varchar is null then [0] else [0, 1] end) as segmente
),

lues as (
    select
        releve,
        cle,
        jour,
        fin,
        perimetre,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
            else 0
        end as segment,
        case
            when appartient = 1 then 3
            when appartient is null then 2
            else appartient
        end as poids,
        montant,
        montant_min,
        montant_max
    from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
    where
        maille = 4
        and (jour >= $depuis::date or releve = any($stocks::smallint[]))
        and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
        and ($dga::smallint[] is null or dga = any($dga::smallint[]))
        and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
),

choses as (
    select
        cellules.cellule,
        lues.segment * coupes.segmente as segment,
        lues.cle,
        max(lues.poids) as poids,
        sum(lues.montant) as montant,
        sum(lues.montant_min) as montant_min,
        sum(lues.montant_max) as montant_max
    from lues
    inner join cellules
        on
            lues.releve = cellules.releve
            and lues.jour between cellules.debut and cellules.arrete
            and (lues.fin is null or lues.fin >= cellules.arrete)
            and (cellules.perimetre is null or lues.perimetre = cellules.perimetre)
    cross join coupes
    group by
        cellules.cellule,
        lues.segment * coupes.segmente,
        lues.cle
),

comptes as (
    select
        cellules.demande,
        cellules.fenetre,
        choses.segment > 0 as segmente,
        choses.segment,
        case when choses.poids = 3 then 1 when choses.poids < 2 then choses.poids end as appartient,
        count(*) as effectif,
        count(choses.montant) as chiffres,
        sum(choses.montant) as montant,
        sum(choses.montant_min) as montant_min,
        sum(choses.montant_max) as montant_max
    from choses
    inner join cellules
        on choses.cellule = cellules.cellule
    where not cellules.panel or choses.montant > 0
    group by
        cellules.demande,
        cellules.fenetre,
        choses.segment,
        choses.poids
)

select * from comptes
