-- Counts of many indicators in several windows of time, from the numbered keys of facts that are counted distinct.
-- grain: one row per indicator, window and answer; one more per segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in things, amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $entier, $releves, $groupes, $perimetres_retenus, $panels, $fenetres_groupes, $fenetres, $debuts,
--             $arretes, $par, $domaines, $dga, $territoires
-- columns: releve, groupe, fenetre, segmente, segment, appartient, effectif, chiffres, montant, montant_min, montant_max
--
-- A thing that stands on several rows counts once in each cell, as in measure/compter; a panel keeps those whose amount is above zero (A15).
with
demandes as (
    select
        unnest($releves::smallint[]) as releve,
        unnest($groupes::integer[]) as groupe,
        unnest($perimetres_retenus::varchar[]) as perimetre,
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

retenus as (
    select
        demandes.releve,
        demandes.groupe,
        demandes.panel,
        fenetres.fenetre,
        choses.cle,
        choses.appartient,
        choses.montant,
        choses.montant_min,
        choses.montant_max,
        case $par::varchar
            when 'domaine' then choses.domaine
            when 'dga' then choses.dga
            when 'territoire' then choses.territoire
        end as segment
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[]) as choses
    inner join demandes
        on
            choses.releve = demandes.releve
            and (demandes.perimetre = 'tous' or choses.perimetre = demandes.perimetre)
    inner join fenetres
        on
            demandes.groupe = fenetres.groupe
            and choses.jour between fenetres.debut and fenetres.arrete
            and (choses.fin is null or choses.fin >= fenetres.arrete)
    where
        choses.entier = $entier::boolean
        and ($domaines::varchar[] is null or choses.domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or choses.dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or choses.territoire = any($territoires::varchar[]))
),

choses as (
    select
        retenus.releve,
        retenus.groupe,
        retenus.fenetre,
        coupes.segmente,
        case when coupes.segmente then retenus.segment end as segment,
        retenus.cle,
        case
            when coalesce(bool_or(retenus.appartient = 1), false) then 1
            when count(*) > count(retenus.appartient) then null
            else max(retenus.appartient)
        end as appartient,
        sum(retenus.montant) as montant,
        sum(retenus.montant_min) as montant_min,
        sum(retenus.montant_max) as montant_max
    from retenus
    cross join coupes
    group by
        retenus.releve,
        retenus.groupe,
        retenus.panel,
        retenus.fenetre,
        coupes.segmente,
        case when coupes.segmente then retenus.segment end,
        retenus.cle
    having not retenus.panel or sum(retenus.montant) > 0
),

comptes as (
    select
        releve,
        groupe,
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
        releve,
        groupe,
        fenetre,
        segmente,
        segment,
        appartient
)

select * from comptes
