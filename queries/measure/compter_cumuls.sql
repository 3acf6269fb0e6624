-- Counts of many indicators in several windows of time, from the counts made ahead: of facts that add up, of distinct things observed.
-- grain: one row per question, window and answer; one more per segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in rows of facts or in things, amounts in the unit of the indicator
-- parameters: $vue, $etats, $territoires_vus, $dga_vues, $maille, $releves, $groupes, $perimetres, $fenetres_groupes, $fenetres, $debuts, $arretes,
--             $par, $domaines, $dga, $territoires
-- columns: demande, fenetre, segmente, segment, appartient, effectif, chiffres, montant, montant_min, montant_max
--
-- A question is a count, a group of windows and a perimetre (null: all). Segments are numbers (agregats.segments), the questions too, from 1.
-- What adds up is added over the days of a window; distinct things are read as they stood on its last day.
-- maille is the coarsest mesh that the filters, the perimeter and the segmentation need (store/ranger_agregats).
with
demandes as (
    select
        unnest(range(1, len($releves::smallint[]) + 1))::integer as demande,
        unnest($releves::smallint[]) as releve,
        unnest($groupes::integer[]) as groupe,
        unnest($perimetres::smallint[]) as perimetre
),

fenetres as (
    select
        unnest($fenetres_groupes::integer[]) as groupe,
        unnest($fenetres::integer[]) as fenetre,
        unnest($debuts::date[]) as debut,
        unnest($arretes::date[]) as arrete
),

par_borne as (
    select
        releve,
        borne,
        perimetre,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
            else 0
        end as segment,
        appartient,
        sum(effectif) as effectif,
        sum(chiffres) as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
    where
        maille = $maille::tinyint
        and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
        and ($dga::smallint[] is null or dga = any($dga::smallint[]))
        and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
    group by all
),

observees as (
    select *
    from visibles($etats, $territoires_vus::smallint[], $dga_vues::smallint[])
    where
        maille = $maille::tinyint
        and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
        and ($dga::smallint[] is null or dga = any($dga::smallint[]))
        and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
),

retenus as (
    select
        demandes.demande,
        fenetres.fenetre,
        par_borne.segment,
        par_borne.appartient,
        par_borne.effectif,
        par_borne.chiffres,
        par_borne.montant,
        par_borne.montant_min,
        par_borne.montant_max
    from par_borne
    inner join demandes
        on
            par_borne.releve = demandes.releve
            and (demandes.perimetre is null or par_borne.perimetre = demandes.perimetre)
    inner join fenetres
        on
            demandes.groupe = fenetres.groupe
            and par_borne.borne between fenetres.debut and fenetres.arrete
    union all
    select
        demandes.demande,
        fenetres.fenetre,
        0 as segment,
        observees.appartient,
        observees.effectif,
        observees.chiffres,
        observees.montant,
        observees.montant_min,
        observees.montant_max
    from observees
    inner join demandes
        on
            observees.releve = demandes.releve
            and observees.perimetre is not distinct from demandes.perimetre
    inner join fenetres
        on
            demandes.groupe = fenetres.groupe
            and observees.borne = fenetres.arrete
            and fenetres.debut <= fenetres.arrete
),

comptes as (
    select
        demande,
        fenetre,
        grouping(segment) = 0 as segmente,
        segment,
        appartient,
        sum(effectif)::bigint as effectif,
        sum(chiffres)::bigint as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from retenus
    group by
        grouping sets (
            (demande, fenetre, appartient),
            (demande, fenetre, appartient, segment)
        )
)

select * from comptes
where
    not segmente
    or $par::varchar is not null
