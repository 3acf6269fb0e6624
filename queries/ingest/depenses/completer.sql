-- Spending: HT from TTC when that is all the file has (R5), and the sign of cancellations (R4).
-- grain: rows of lu, made of the rows read (lues)
-- unit: € HT
-- parameters: table parametres (taux_tva)
--
-- No HT comes from a rate of minus 100 % or less: the row lacks its amount, and is refused for it.
create view lu as
with deduites as (
    select
lues.*,
lues.montant_ht is null and lues.montant_ttc is not null as deduit,
coalesce(
    lues.montant_ht,
    try_cast(
        round(lues.montant_ttc / nullif(greatest(1 + coalesce(lues.taux_tva, parametres.taux_tva), 0), 0), 2) as decimal(18, 2)
    )
) as montant
    from lues
    cross join parametres
)

select
* exclude (deduit, montant) replace ( -- noqa: PRS
    case when annulation and montant > 0 then -montant else montant end as montant_ht
),
deduit and taux_tva is null as montant_estime
from deduites;

insert into constats
select
'tva_supposee',
'montant_ttc',
cast(lu.montant_ttc as varchar),
lu.ligne
from lu
where lu.montant_estime;
