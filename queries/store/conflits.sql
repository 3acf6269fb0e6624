-- Contracts that two files of one publication describe differently.
-- grain: one row per contract, ten at most
-- columns: contrat, fichiers
-- parameters: none (runs when only the new rows are loaded)
select
    contrats.contrat_id || case when contrats.lot = '' then '' else ' lot ' || contrats.lot end as contrat,
    string_agg(distinct depots.fichier, ', ' order by depots.fichier) as fichiers
from lignes.contrats
inner join depots
    on contrats.depot = depots.depot
group by
    contrats.acheteur_siren,
    contrats.contrat_id,
    contrats.lot
having
    count(distinct contrats.depot) > 1
    and (
        count(distinct contrats.montant_ht) > 1
        or count(distinct coalesce(contrats.date_notification, contrats.date_signature)) > 1
    )
order by contrat
limit 10;
