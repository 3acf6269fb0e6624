-- Years that the deposits of contracts or spending cover; those of any deposit when there are none.
-- grain: one row per year
-- unit: none
-- parameters: none
-- columns: annee
with
periodes as (
    select
        year(periode_debut) as debut,
        year(periode_fin) as fin,
        type in ('contrats', 'depenses') as est_flux
    from depots
    where
        periode_debut is not null
        and periode_fin is not null
),

retenues as (
    select *
    from periodes
    qualify est_flux = max(est_flux) over ()
),

annees as (
    select distinct unnest(range(debut, fin + 1)) as annee
    from retenues
)

select * from annees
order by annee
