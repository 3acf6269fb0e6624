-- Events: a meeting said to be held cannot be in the future.
-- grain: rows of constats
-- unit: none
-- parameters: table parametres (jour_depot)
insert into constats
select
'evenement_futur',
'jour',
cast(lu.jour as varchar),
lu.ligne
from lu
cross join parametres
where lu.statut = 'tenue' and lu.jour > parametres.jour_depot and lu.ligne not in (select ecarts.ligne from ecarts);
