-- What became of the rows that do not count.
-- grain: one row
-- unit: rows
-- parameters: tables ecarts, refus
with ecartees as (select distinct ecarts.ligne from ecarts),

rejetees as (select distinct refus.ligne from refus
where refus.ligne not in (select ecartees.ligne from ecartees)
),

comptes as (
    select
        (select count(*) from ecartees) as ecartes,
        (select count(*) from rejetees) as rejetes
)

select * from comptes
