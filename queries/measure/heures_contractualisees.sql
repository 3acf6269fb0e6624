-- Hours done against hours contracted for, on the contracts whose contracted hours are filled in (X2).
-- grain: one row
-- unit: heures
-- parameters: $territoires_vus, $dga_vues, $arrete, $domaines, $dga, $territoires, $perimetres
-- columns: contrats, realisees, contractualisees
--
-- The extract repeats a contract's contracted hours on each of its rows: the largest is the contract's. Hours done count from
-- the contract's start to the observation date.
with
retenues as (
    select
        contrat_id,
        heures,
        heures_contractualisees
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour <= $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

par_contrat as (
    select
        contrat_id,
        sum(heures) as realisees,
        max(heures_contractualisees) as contractualisees
    from retenues
    group by contrat_id
),

final as (
    select
        count(*) as contrats,
        coalesce(sum(realisees), 0) as realisees,
        coalesce(sum(contractualisees), 0) as contractualisees
    from par_contrat
    where contractualisees is not null
)

select * from final
