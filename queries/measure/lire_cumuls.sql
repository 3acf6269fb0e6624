-- Counts made ahead, as they are held to add up windows of time.
-- grain: one row per count, segments of the mesh, perimetre, answer and day of observation
-- unit: effectif and chiffres in rows of facts or in things, amounts in hundredths of the unit of the indicator
-- parameters: $vue, $territoires_vus, $dga_vues, $maille
-- columns: releve, domaine, dga, territoire, perimetre, appartient, borne, effectif, chiffres, montant, montant_min, montant_max
--
-- Segments are numbers (agregats.segments), null where the mesh (store/ranger_agregats) does not tell them apart.
select
    releve,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient,
    borne,
    effectif,
    chiffres,
    (montant * 100)::bigint as montant,
    (montant_min * 100)::bigint as montant_min,
    (montant_max * 100)::bigint as montant_max
from visibles($vue, $territoires_vus::smallint[], $dga_vues::smallint[])
where maille = $maille::tinyint
order by releve
