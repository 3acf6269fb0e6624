-- Spending: HT from TTC when that is all the file has (R5), and the sign of cancellations (R4).
-- grain: rows of lu
-- unit: € HT
-- parameters: table parametres (taux_tva)
alter table lu add column montant_estime boolean default false;

update lu set
    montant_estime = (lu.taux_tva is null),
    montant_ht = cast(round(lu.montant_ttc / (1 + coalesce(lu.taux_tva, parametres.taux_tva)), 2) as decimal(18, 2))
from parametres
where lu.montant_ht is null and lu.montant_ttc is not null;

insert into constats
select
'tva_supposee',
'montant_ttc',
cast(lu.montant_ttc as varchar),
lu.ligne
from lu
where lu.montant_estime;

update lu set montant_ht = -lu.montant_ht
where lu.annulation and lu.montant_ht > 0;
