-- Planned purchases: one need stands once a year.
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
retenues.besoin_id,
retenues.annee
    from retenues
    group by all
    having count(*) > 1
)

select
'cle_en_conflit',
'besoin_id',
retenues.besoin_id,
retenues.ligne
from retenues
inner join conflits using (besoin_id, annee);
