-- Sums of amounts (euros, hours, days), for each window of time, whole and by segment: rows are added, nothing is counted distinct.
-- grain: one row per window; one more per window and segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in rows of facts (chiffres: those with an amount), amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $fenetres, $debuts, $arretes, $par, $domaines, $dga, $territoires, $perimetres
-- columns: fenetre, segmente, segment, effectif, chiffres, montant, montant_min, montant_max
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

sommes as (
    select
        fenetre,
        segmente,
        segment,
        count(*) as effectif,
        count(montant) as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from retenus
    group by
        fenetre,
        segmente,
        segment
)

select * from sommes
