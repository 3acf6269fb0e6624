-- Hours: warnings on what is readable but doubtful.
-- grain: rows of constats
-- unit: hours
-- parameters: table parametres
insert into constats
with retenues as (
    select lu.*
    from lu
    where lu.ligne not in (select ecarts.ligne from ecarts) and lu.ligne not in (select refus.ligne from refus)
)

select
'heures_negatives',
'heures_realisees',
cast(retenues.heures_realisees as varchar),
retenues.ligne
from retenues
where retenues.heures_realisees < 0
union all
select
'mois_futur',
'mois',
cast(retenues.mois as varchar),
retenues.ligne
from retenues cross join parametres
where retenues.mois > parametres.jour_depot
union all
select
'plus_que_beneficiaires',
'beneficiaires',
cast(retenues.beneficiaires as varchar),
retenues.ligne
from retenues
where greatest(retenues.dont_femmes, retenues.dont_qpv) > retenues.beneficiaires;
