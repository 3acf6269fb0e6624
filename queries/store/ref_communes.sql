-- Communes of France, with the territoire of those that the catalogue places in one.
-- grain: one row per commune
-- parameters: $communes, path of communes_fr.parquet; $codes and $noms, commune codes and their territoires, in parallel
with
source as (
    select
        code_insee,
        nom,
        code_dep
    from read_parquet($communes)
),

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
from source
left join places
    on source.code_insee = places.code_insee;
