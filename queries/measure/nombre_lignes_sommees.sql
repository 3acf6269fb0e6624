-- How many rows stand behind a sum, by whether they belong: as many as lignes_sommees lists.
-- grain: one row
-- unit: rows of the facts
-- parameters: $vue, $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres
-- columns: oui, non, inconnu
with
final as (
    select
        count(*) filter (where appartient > 0) as oui,
        count(*) filter (where appartient = 0) as non,
        count(*) filter (where appartient is null) as inconnu
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut::date and $arrete::date
        and (fin is null or fin >= $arrete::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
)

select * from final
