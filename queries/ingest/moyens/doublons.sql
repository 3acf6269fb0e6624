-- Means: one means has one status a year.
-- grain: rows of constats
-- unit: none
-- parameters: none
insert into constats
with retenues as (
    select lu.*
    from lu
    where lu.ligne not in (select ecarts.ligne from ecarts) and lu.ligne not in (select refus.ligne from refus)
),

conflits as (
    select
retenues.moyen,
retenues.annee
    from retenues
    group by all
    having count(distinct retenues.statut) > 1
)

select
'cle_en_conflit',
'moyen',
retenues.moyen,
retenues.ligne
from retenues
inner join conflits using (moyen, annee);
