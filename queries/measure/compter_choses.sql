-- Counts of many indicators in several windows of time, from the numbered keys of facts that are counted distinct.
-- grain: one row per question, window and answer; one more per segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in things, amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $maille, $depuis, $stocks, $releves, $groupes, $perimetres, $panels, $fenetres_groupes, $fenetres,
--             $debuts, $arretes, $par, $domaines, $dga, $territoires
-- columns: demande, fenetre, segmente, segment, appartient, effectif, chiffres, montant, montant_min, montant_max
--
-- A question is a count, a group of windows and a perimetre (null: all). Segments are numbers (agregats.segments), the questions too, from 1.
-- maille is the coarsest mesh that the filters, the perimeter and the segmentation need (store/ranger_agregats).
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

coupes as (
    select unnest(case when $par::varchar is null then [false] else [false, true] end) as segmente
),

lues as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
            else 0
        end as segment
    from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
    where
        maille = $maille::tinyint
        and (jour >= $depuis::date or releve = any($stocks::smallint[]))
        and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
        and ($dga::smallint[] is null or dga = any($dga::smallint[]))
        and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
),

choses as (
    select
        demandes.demande,
        fenetres.fenetre,
        coupes.segmente,
        case when coupes.segmente then lues.segment else 0 end as segment,
        lues.cle,
        case
            when coalesce(bool_or(lues.appartient = 1), false) then 1
            when count(*) > count(lues.appartient) then null
            else max(lues.appartient)
        end as appartient,
        sum(lues.montant) as montant,
        sum(lues.montant_min) as montant_min,
        sum(lues.montant_max) as montant_max,
        bool_or(demandes.panel) as panel
    from lues
    inner join demandes
        on
            lues.releve = demandes.releve
            and (demandes.perimetre is null or lues.perimetre = demandes.perimetre)
    inner join fenetres
        on
            demandes.groupe = fenetres.groupe
            and lues.jour between fenetres.debut and fenetres.arrete
            and (lues.fin is null or lues.fin >= fenetres.arrete)
    cross join coupes
    group by
        demandes.demande,
        fenetres.fenetre,
        coupes.segmente,
        case when coupes.segmente then lues.segment else 0 end,
        lues.cle
    having not bool_or(demandes.panel) or sum(lues.montant) > 0
),

comptes as (
    select
        demande,
        fenetre,
        segmente,
        segment,
        appartient,
        count(*) as effectif,
        count(montant) as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from choses
    group by
        demande,
        fenetre,
        segmente,
        segment,
        appartient
)

select * from comptes
