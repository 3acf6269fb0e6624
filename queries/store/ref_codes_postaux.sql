-- Postal codes: the commune when one only uses the code, the territoire when all its communes are of one.
-- grain: one row per postal code; a code shared by two départements is placed by its first two digits
-- parameters: $communes, path of communes_fr.parquet
with
codes as (
    select
        communes.code_insee,
        unnest(string_split(source.codes_postaux, ';')) as code_postal,
        communes.departement,
        communes.territoire
    from read_parquet($communes) as source
    inner join ref.communes as communes
        on source.code_insee = communes.code_insee
    where source.codes_postaux is not null
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
