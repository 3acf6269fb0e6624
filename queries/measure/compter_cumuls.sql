-- Counts of many indicators in several windows of time, from the counts made ahead of facts that add up.
-- grain: one row per indicator, window and answer; one more per segment when a segmentation is asked (segmente)
-- unit: effectif and chiffres in rows of facts, amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $entier, $releves, $groupes, $perimetres_retenus, $fenetres_groupes, $fenetres, $debuts, $arretes,
--             $par, $domaines, $dga, $territoires
-- columns: releve, groupe, fenetre, segmente, segment, appartient, effectif, chiffres, montant, montant_min, montant_max
--
-- A group is a set of windows and a perimetre (« marches » leaves concessions out): its indicators are observed on the same days.
with
demandes as (
    select
        unnest($releves::smallint[]) as releve,
        unnest($groupes::integer[]) as groupe,
        unnest($perimetres_retenus::varchar[]) as perimetre
),

fenetres as (
    select
        unnest($fenetres_groupes::integer[]) as groupe,
        unnest($fenetres::integer[]) as fenetre,
        unnest($debuts::date[]) as debut,
        unnest($arretes::date[]) as arrete
),

cumuls as (
    select
        *,
        case $par::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        entier = $entier::boolean
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
),

par_borne as (
    select
        cumuls.releve,
        cumuls.borne,
        cumuls.perimetre,
        cumuls.segment,
        cumuls.appartient,
        sum(cumuls.effectif) as effectif,
        sum(cumuls.chiffres) as chiffres,
        sum(cumuls.montant) as montant,
        sum(cumuls.montant_min) as montant_min,
        sum(cumuls.montant_max) as montant_max
    from cumuls
    where cumuls.releve in (select demandes.releve from demandes)
    group by
        cumuls.releve,
        cumuls.borne,
        cumuls.perimetre,
        cumuls.segment,
        cumuls.appartient
),

retenus as (
    select
        par_borne.* exclude (perimetre),
        demandes.groupe,
        fenetres.fenetre
    from par_borne
    inner join demandes
        on
            par_borne.releve = demandes.releve
            and (demandes.perimetre = 'tous' or par_borne.perimetre = demandes.perimetre)
    inner join fenetres
        on
            demandes.groupe = fenetres.groupe
            and par_borne.borne between fenetres.debut and fenetres.arrete
),

comptes as (
    select
        releve,
        groupe,
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
            (releve, groupe, fenetre, appartient),
            (releve, groupe, fenetre, appartient, segment)
        )
)

select * from comptes
where
    not segmente
    or $par::varchar is not null
