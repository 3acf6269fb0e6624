-- Purchases paid to a supplier, that the perimeter may see: by exercice and domain.
-- grain: one row per exercice and domain
-- unit: € HT, net of cancellations
-- parameters: $siren, $territoires_vus, $dga_vues
-- columns: exercice, domaine, montant, paiements
with
final as (
    select
        exercice,
        domaine,
        sum(montant)::decimal(18, 2) as montant,
        count(*) as paiements
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        siren = unite_demandee($siren::varchar)
        and est_achat
    group by
        exercice,
        domaine
)

select * from final
order by
    exercice,
    montant desc,
    domaine
