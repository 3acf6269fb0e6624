-- Counts made ahead, in the order in which windows of time are added up: by count, segment, perimetre, answer, then day.
-- grain: one row per count, segment, perimetre, answer and day of observation
-- unit: effectif and chiffres in rows of facts or in things, amounts in hundredths of the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $maille, $releves, $par, $domaines, $dga, $territoires
-- columns: releve, segment, perimetre, appartient, borne, effectif, chiffres, montant, montant_min, montant_max
--
-- Segments are numbers (agregats.segments): those of the dimension $par, else 0. maille is the mesh of store/ranger_agregats that is read, for the counts $releves (null: all).
select
    releve,
    case $par::varchar
        when 'domaine' then domaine
        when 'dga' then dga
        when 'territoire' then territoire
        else 0
    end as segment,
    perimetre,
    appartient,
    borne,
    sum(effectif)::bigint as effectif,
    sum(chiffres)::bigint as chiffres,
    (sum(montant) * 100)::bigint as montant,
    (sum(montant_min) * 100)::bigint as montant_min,
    (sum(montant_max) * 100)::bigint as montant_max
from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
where
    maille = $maille::tinyint
    and ($releves::smallint[] is null or releve = any($releves::smallint[]))
    and ($domaines::smallint[] is null or domaine = any($domaines::smallint[]))
    and ($dga::smallint[] is null or dga = any($dga::smallint[]))
    and ($territoires::smallint[] is null or territoire = any($territoires::smallint[]))
group by all
order by
    releve,
    segment,
    perimetre,
    appartient,
    borne
