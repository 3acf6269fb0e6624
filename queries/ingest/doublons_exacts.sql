-- Rows that repeat another one cell for cell: the first is kept, the others are set aside.
-- grain: one row of ecarts and of constats per repeated row
-- unit: none
-- parameters: view empreintes(ligne, empreinte)
insert into ecarts
with repetees as (
    select
empreintes.empreinte,
min(empreintes.ligne) as premiere
    from empreintes
    where empreintes.ligne not in (select ecarts.ligne from ecarts) and empreintes.ligne not in (select refus.ligne from refus)
    group by empreintes.empreinte
    having count(*) > 1
)

select
empreintes.ligne,
'doublon_exact'
from empreintes
inner join repetees on empreintes.empreinte = repetees.empreinte and empreintes.ligne > repetees.premiere
where empreintes.ligne not in (select ecarts.ligne from ecarts) and empreintes.ligne not in (select refus.ligne from refus);

insert into constats
select
'doublon_exact',
cast(null as varchar),
cast(null as varchar),
ecarts.ligne
from ecarts
where ecarts.motif = 'doublon_exact';
