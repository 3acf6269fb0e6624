-- What the other extracts can borrow from a contract that they name by its identifier alone.
-- grain: one row per contrat_id; a segment on which its lots disagree is « Non affecté »
-- unit: none
-- parameters: none
-- columns: contrat_id, domaine, dga, territoire, perimetre
create table contrats_cites as
select
    contrat_id,
    case when count(distinct domaine) = 1 then min(domaine) else 'Non affecté' end as domaine,
    case when count(distinct dga) = 1 then min(dga) else 'Non affecté' end as dga,
    case when count(distinct territoire) = 1 then min(territoire) else 'Non affecté' end as territoire,
    case when bool_and(perimetre = 'concessions') then 'concessions' else 'marches' end as perimetre
from contrats
group by contrat_id;
