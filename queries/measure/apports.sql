-- What each domaine and each DGA brought to figures that add up, before a date and since.
-- grain: one row per question, dimension, segment, side of the date (depuis) and answer
-- unit: effectif in rows of facts, amounts in the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $mailles, $releves, $perimetres, $debuts, $bornes, $arretes, $domaines, $dga, $territoires
-- columns: demande, dimension, segment, depuis, appartient, effectif, montant, montant_min
--
-- A question is a count, its days (debut, borne, arrete) and a perimetre (null: all). Segments and questions are numbers, as in compter_choses.
with
demandes as (
    select
        unnest(range(1, len($releves::smallint[]) + 1))::integer as demande,
        unnest($releves::smallint[]) as releve,
        unnest($perimetres::smallint[]) as perimetre,
        unnest($debuts::date[]) as debut,
        unnest($bornes::date[]) as borne,
        unnest($arretes::date[]) as arrete
),

lues as (
    select
        releve,
        borne,
        perimetre,
        domaine,
        dga,
        appartient,
        sum(effectif) as effectif,
        sum(montant) as montant,
        sum(montant_min) as montant_min
    from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
    where
        maille = any($mailles::tinyint[])
        and borne >= (select min(demandes.debut) from demandes)
        and releve = any($releves::smallint[])
        and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
        and ($dga::smallint[] is null or dga = any($dga::smallint[]))
        and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
    group by all
),

sommes as (
    select
        demandes.demande,
        case when grouping(lues.dga) = 1 then 'domaine' else 'dga' end as dimension,
        coalesce(lues.domaine, lues.dga) as segment,
        lues.borne > demandes.borne as depuis,
        lues.appartient,
        sum(lues.effectif)::bigint as effectif,
        sum(lues.montant) as montant,
        sum(lues.montant_min) as montant_min
    from lues
    inner join demandes
        on
            lues.releve = demandes.releve
            and lues.borne between demandes.debut and demandes.arrete
            and (demandes.perimetre is null or lues.perimetre = demandes.perimetre)
    group by
        grouping sets (
            (demandes.demande, lues.domaine, lues.borne > demandes.borne, lues.appartient),
            (demandes.demande, lues.dga, lues.borne > demandes.borne, lues.appartient)
        )
)

select * from sommes
where segment is not null
