-- Rows outside the declared period are set aside.
-- grain: one row of ecarts and of constats per row
-- unit: none
-- parameters: table parametres (debut_voulu, fin_voulue)
insert into constats
select
'hors_periode',
cast(null as varchar),
cast(decisifs.debut as varchar),
decisifs.ligne
from decisifs
cross join parametres
where
    (decisifs.fin < parametres.debut_voulu or decisifs.debut > parametres.fin_voulue)
    and decisifs.ligne not in (select ecarts.ligne from ecarts);

insert into ecarts
select
constats.ligne,
'hors_periode'
from constats
where constats.regle = 'hors_periode';
