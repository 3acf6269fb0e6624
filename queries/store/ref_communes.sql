-- Communes of France, with the territoire of those that the catalogue places in one.
-- grain: one row per commune
-- parameters: $communes, path of communes_fr.parquet; $codes and $noms, commune codes and their territoires, in parallel
with
places as (
    select
        unnest($codes::varchar[]) as code_insee,
        unnest($noms::varchar[]) as territoire
)

insert into ref.communes
select
    source.code_insee,
    source.nom,
    source.code_dep as departement,
    places.territoire
from read_parquet($communes) as source -- noqa: RF02
left join places
    on source.code_insee = places.code_insee;
