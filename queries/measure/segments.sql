-- Values of a segment that a perimeter may see, over the facts of some indicators.
-- grain: one row per value
-- unit: none
-- parameters: $vue, $territoires_vus, $dga_vues, $dimension
-- columns: segment
with
valeurs as (
    select distinct
        case $dimension::varchar
            when 'domaine' then domaine
            when 'dga' then dga
            when 'territoire' then territoire
        end as segment
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
)

select * from valeurs
order by segment
