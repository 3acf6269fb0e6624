-- Spending: warnings on what is readable but doubtful.
-- grain: rows of constats
-- unit: € HT
-- parameters: table parametres
insert into constats
with retenues as (
    select lu.*
    from lu
    where lu.ligne not in (select ecarts.ligne from ecarts) and lu.ligne not in (select refus.ligne from refus)
)

select
'montant_tres_grand',
'montant_ht',
cast(retenues.montant_ht as varchar),
retenues.ligne
from retenues cross join parametres
where abs(retenues.montant_ht) >= parametres.montant_max
union all
select
'mandat_futur',
'date_mandat',
cast(retenues.date_mandat as varchar),
retenues.ligne
from retenues cross join parametres
where retenues.date_mandat > parametres.jour_depot
union all
select
'mandat_hors_exercice',
'exercice',
cast(retenues.exercice as varchar),
retenues.ligne
from retenues
where year(retenues.date_mandat) not between retenues.exercice and retenues.exercice + 1
union all
select
'paiement_avant_facture',
'date_paiement',
cast(retenues.date_paiement as varchar),
retenues.ligne
from retenues
where retenues.date_paiement < retenues.date_facture;
