-- The answers deposited on the considerations of one contract, with the file and the line of each.
-- grain: one row per row of lignes.considerations
-- unit: none
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: sujet, type, reponse, fichier, ligne
with
vu as (
    select
        acheteur_siren,
        contrat_id,
        lot
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
),

final as (
    select distinct
        reponses.sujet,
        reponses.type,
        reponses.reponse,
        depots.fichier,
        reponses.ligne
    from lignes.considerations as reponses
    inner join vu
        on
            reponses.acheteur_siren = vu.acheteur_siren
            and reponses.contrat_id = vu.contrat_id
            and reponses.lot = vu.lot
    left join depots
        on reponses.depot = depots.depot
)

select * from final
order by
    sujet,
    type,
    fichier,
    ligne
