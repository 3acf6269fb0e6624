-- Counts of distinct things, for each window of time, whole and by segment.
-- grain: one row per window; one more per window and segment when a segmentation is asked (segmente)
-- unit: effectif in things, oui a map from the share that belongs to the number of things with that share (unknown ones absent), amounts in €
-- parameters: $vue, $territoires_vus, $dga_vues, $fenetres, $debuts, $arretes, $par, $domaines, $dga, $territoires, $perimetres, $panel
-- columns: fenetre, segmente, segment, effectif, chiffres, oui, montant, montant_min, montant_max
--
-- A thing that stands on several rows counts once in each cell: yes if any row says yes, else unknown if any row is unknown.
-- $panel keeps the things whose amount in the cell is above zero (A15).
with
fenetres as (
    select
        unnest($fenetres::integer[]) as fenetre,
        unnest($debuts::date[]) as debut,
        unnest($arretes::date[]) as arrete
),

coupes as (
    select unnest(case when $par::varchar is null then [false] else [false, true] end) as segmente
),

faits as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as valeur
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

retenus as (
    select
        fenetres.fenetre,
        coupes.segmente,
        case when coupes.segmente then faits.valeur end as segment,
        faits.cle,
        faits.appartient,
        faits.montant,
        faits.montant_min,
        faits.montant_max
    from faits
    inner join fenetres
        on
            faits.jour between fenetres.debut and fenetres.arrete
            and (faits.fin is null or faits.fin >= fenetres.arrete)
    cross join coupes
),

choses as (
    select
        fenetre,
        segmente,
        segment,
        cle,
        case
            when coalesce(bool_or(appartient = 1), false) then 1
            when count(*) > count(appartient) then null
            else max(appartient)
        end as appartient,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from retenus
    group by
        fenetre,
        segmente,
        segment,
        cle
    having not $panel::boolean or sum(montant) > 0
),

comptes as (
    select
        fenetre,
        segmente,
        segment,
        count(*) as effectif,
        count(montant) as chiffres,
        histogram(appartient) as oui,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from choses
    group by
        fenetre,
        segmente,
        segment
)

select * from comptes
