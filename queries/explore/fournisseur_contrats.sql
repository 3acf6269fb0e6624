-- Contracts that a supplier holds, alone or with others, that the perimeter may see; the latest first.
-- grain: one row per contract of the page asked, with how many there are in all
-- unit: montant, part in € HT
-- parameters: $siren, $territoires_vus, $dga_vues, $limite, $decalage
-- columns: total, cle, objet, jour, fin, montant, role, part, titulaires
with
vus as (
    select
        contrat_no,
        cle,
        objet,
        jour,
        fin,
        montant,
        nb_titulaires
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

siens as (
    select
        contrat_no,
        role,
        part
    from titulaires
    where siren = unite_demandee($siren::varchar)
),

final as (
    select
        count(*) over () as total,
        vus.cle,
        vus.objet,
        vus.jour,
        vus.fin,
        vus.montant,
        siens.role,
        siens.part,
        vus.nb_titulaires as titulaires
    from siens
    inner join vus
        on siens.contrat_no = vus.contrat_no
)

select * from final
order by
    jour desc nulls last,
    cle
limit $limite::bigint
offset $decalage::bigint
