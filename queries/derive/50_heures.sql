-- Insertion hours done, with the segments of the contract that they were done for (X2).
-- grain: one row per contract, month and row of the extract
-- unit: heures
-- parameters: none
-- columns: cle, jour, contrat_id, heures, heures_contractualisees, beneficiaires, dont_femmes, dont_qpv, type_public,
--          type_structure, domaine, dga, territoire, perimetre, depot, ligne
create table heures as
select
    heures.contrat_id || ' · ' || strftime(heures.mois, '%Y-%m') || ' · ligne ' || heures.ligne as cle,
    heures.mois as jour,
    heures.contrat_id,
    heures.heures_realisees as heures,
    heures.heures_contractualisees,
    heures.beneficiaires,
    heures.dont_femmes,
    heures.dont_qpv,
    heures.type_public,
    heures.type_structure,
    coalesce(contrats.domaine, 'Non affecté') as domaine,
    coalesce(contrats.dga, 'Non affecté') as dga,
    coalesce(nullif(trim(heures.territoire), ''), contrats.territoire, 'Non affecté') as territoire,
    coalesce(contrats.perimetre, 'marches') as perimetre,
    heures.depot,
    heures.ligne
from lignes.heures as heures
left join contrats_cites as contrats
    on heures.contrat_id = contrats.contrat_id
order by heures.mois;
