-- Spending: the same supplier, amount and day under two mandat numbers looks like a payment made twice.
-- grain: rows of constats
-- unit: none
-- parameters: none
insert into constats
with retenues as (
    select lu.*
    from lu
    where lu.ligne not in (select ecarts.ligne from ecarts) and lu.ligne not in (select refus.ligne from refus)
),

-- Payments alike show in their fingerprints: few are then compared cell by cell.
empreintes as (
    select hash(retenues.tiers_siret, retenues.montant_ht, retenues.date_mandat, retenues.date_facture, retenues.contrat_id) as empreinte
    from retenues
    where retenues.date_facture is not null and retenues.montant_ht > 0
    group by empreinte
    having count(*) > 1
),

redites as (
    select
retenues.tiers_siret,
retenues.montant_ht,
retenues.date_mandat,
retenues.date_facture,
retenues.contrat_id
    from retenues
    where
        retenues.date_facture is not null
        and retenues.montant_ht > 0
        and hash(retenues.tiers_siret, retenues.montant_ht, retenues.date_mandat, retenues.date_facture, retenues.contrat_id) in (
            select empreintes.empreinte
            from empreintes
        )
    group by all
    having min(retenues.mandat_id) <> max(retenues.mandat_id)
)

select
'doublon_apparent',
'mandat_id',
retenues.mandat_id,
retenues.ligne
from retenues
inner join redites
    on
        retenues.tiers_siret = redites.tiers_siret
        and retenues.montant_ht = redites.montant_ht
        and retenues.date_mandat = redites.date_mandat
        and retenues.date_facture = redites.date_facture
        and retenues.contrat_id is not distinct from redites.contrat_id;
