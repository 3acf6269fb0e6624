-- Amendments of one contract that the import set aside (R2): the row as it was deposited.
-- grain: one row per row set aside that names the identifier in a cell
-- unit: none
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: contenu, fichier, feuille, ligne
--
-- A row set aside has no segment of its own: it is shown to whoever may see every contract of the identifier.
with
demande as (
    select $cle::varchar as cle
),

vus as (
    select
        cle,
        contrat_id
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

portes as (
    select
        contrat_id,
        count(*) as contrats_vus
    from vus
    group by contrat_id
),

existants as (
    select
        contrat_id,
        count(*) as contrats_tous
    from contrats
    group by contrat_id
),

vu as (
    select vus.contrat_id
    from vus
    inner join portes
        on vus.contrat_id = portes.contrat_id
    inner join existants
        on vus.contrat_id = existants.contrat_id and portes.contrats_vus = existants.contrats_tous
    where vus.cle = (select demande.cle from demande)
),

final as (
    select
        contenu_montre(rejets.contenu) as contenu,
        depots.fichier,
        rejets.feuille,
        rejets.ligne
    from lignes.rejets as rejets
    inner join vu
        on list_contains(string_split(rejets.contenu, ' | '), vu.contrat_id)
    left join depots
        on rejets.depot = depots.depot
    where rejets.motif = 'modification'
)

select * from final
order by
    fichier,
    ligne
