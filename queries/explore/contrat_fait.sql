-- How one indicator counts one thing, if the perimeter may see it.
-- grain: one row per row of the facts of the thing
-- unit: montants in € HT
-- parameters: $vue, $cle, $territoires_vus, $dga_vues
-- columns: jour, fin, appartient, montant, montant_min, montant_max, perimetre
with
vus as (
    select
        jour,
        fin,
        appartient,
        montant,
        montant_min,
        montant_max,
        perimetre
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
)

select * from vus
order by jour
