-- Payments to a supplier, that the perimeter may see, with the file and the line of each; the latest first.
-- grain: one row per payment of the page asked, with how many there are in all
-- unit: € HT, negative when it cancels
-- parameters: $siren, $territoires_vus, $dga_vues, $limite, $decalage
-- columns: total, cle, jour, montant, est_achat, domaine, dga, territoire, contrat_id, fichier, ligne
with
page as (
    select
        count(*) over () as total,
        cle,
        jour,
        montant,
        est_achat,
        domaine,
        dga,
        territoire,
        contrat_id,
        depot,
        ligne
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where siren = unite_demandee($siren::varchar)
    order by
        jour desc,
        cle
    limit $limite::bigint
    offset $decalage::bigint
),

final as (
    select
        page.total,
        page.cle,
        page.jour,
        page.montant,
        page.est_achat,
        page.domaine,
        page.dga,
        page.territoire,
        page.contrat_id,
        depots.fichier,
        page.ligne
    from page
    left join depots
        on page.depot = depots.depot
)

select * from final
order by
    jour desc,
    cle
