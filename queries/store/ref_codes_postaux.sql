-- Postal codes: the commune when one only uses the code, the territoire when all its communes are of one.
-- grain: one row per postal code; a code shared by two départements is placed by its first two digits
-- parameters: $communes, path of communes_fr.parquet
with
source as (
    select
        code_insee,
        unnest(string_split(codes_postaux, ';')) as code_postal
    from read_parquet($communes)
    where codes_postaux is not null
),

codes as (
    select
        connues.code_insee,
        source.code_postal,
        connues.departement,
        connues.territoire
    from source
    inner join ref.communes as connues
        on source.code_insee = connues.code_insee
)

insert into ref.codes_postaux
select
    code_postal,
    case
        when count(distinct departement) = 1 then any_value(departement)
        else left(code_postal, 2)
    end as departement,
    case when count(*) = 1 then any_value(code_insee) end as code_insee,
    case when count(distinct coalesce(territoire, '')) = 1 then any_value(territoire) end as territoire
from codes
group by code_postal;
