-- Insertion hours done on the identifier of one contract, that the perimeter may see: by year.
-- grain: one row per year
-- unit: heures; contractualisees is that of the contract, repeated by the extract on each row
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: annee, heures, contractualisees, lignes, dernier
with
vu as (
    select contrat_id
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
),

final as (
    select
        year(jour) as annee,
        sum(heures)::decimal(18, 2) as heures,
        max(heures_contractualisees) as contractualisees,
        count(*) as lignes,
        max(jour) as dernier
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where contrat_id in (select vu.contrat_id from vu)
    group by annee
)

select * from final
order by annee
