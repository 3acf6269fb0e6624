-- Deposits of the previous version that still have rows here, with what was refused in them and their anomalies.
-- grain: one row per deposit; per refused row; per anomaly
-- parameters: none (runs last)
insert into depots by name
select ancien.*
from avant.depots as ancien
where
    ancien.depot not in (select depots.depot from depots)
    and ancien.depot in (
        select contrats.depot from lignes.contrats
        union all
        select considerations.depot from lignes.considerations
        union all
        select depenses.depot from lignes.depenses
        union all
        select fournisseurs.depot from lignes.fournisseurs
        union all
        select heures.depot from lignes.heures
        union all
        select evenements.depot from lignes.evenements
        union all
        select moyens.depot from lignes.moyens
        union all
        select programmation.depot from lignes.programmation
    );

insert into lignes.rejets by name
select ancien.*
from avant.lignes.rejets as ancien
where
    ancien.depot in (select depots.depot from depots)
    and ancien.depot not in (select rejets.depot from lignes.rejets);

insert into lignes.anomalies by name
select ancien.*
from avant.lignes.anomalies as ancien
where
    ancien.depot in (select depots.depot from depots)
    and ancien.depot not in (select anomalies.depot from lignes.anomalies);
