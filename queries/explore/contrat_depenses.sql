-- What was paid on the identifier of one contract, that the perimeter may see: by exercice.
-- grain: one row per exercice
-- unit: € HT, net of cancellations; autres: payments that are no purchase (interest, compensation)
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: exercice, montant, paiements, autres, dernier
--
-- A payment names the contract, not the lot: contracts that share an identifier share its payments.
with
vu as (
    select contrat_id
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
),

final as (
    select
        exercice,
        coalesce(sum(montant) filter (where est_achat), 0)::decimal(18, 2) as montant,
        count(*) filter (where est_achat) as paiements,
        coalesce(sum(montant) filter (where not est_achat), 0)::decimal(18, 2) as autres,
        max(jour) as dernier
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where contrat_id in (select vu.contrat_id from vu)
    group by exercice
)

select * from final
order by exercice
