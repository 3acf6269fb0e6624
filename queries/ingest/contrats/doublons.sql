-- House extracts: one contractor of one contract with two amounts or two dates contradicts itself; other repetitions are told.
-- grain: rows of constats
-- unit: none
-- parameters: table parametres (decp)
insert into constats
with retenues as (
    select
lu.*,
coalesce(lu.titulaire_siret, lu.titulaire_nom, '') as titulaire
    from lu
    cross join parametres
    where
        not parametres.decp
        and lu.contrat_id is not null
        and lu.ligne not in (select ecarts.ligne from ecarts)
        and lu.ligne not in (select refus.ligne from refus)
),

conflits as (
    select
retenues.acheteur_siren,
retenues.contrat_id,
retenues.lot,
retenues.titulaire
    from retenues
    group by all
    having count(distinct retenues.montant_ht) > 1 or count(distinct retenues.date_notification) > 1
),

partages as (
    select
retenues.acheteur_siren,
retenues.contrat_id,
retenues.lot
    from retenues
    group by all
    having count(distinct retenues.montant_ht) > 1
),

redites as (
    select
retenues.acheteur_siren,
retenues.contrat_id,
retenues.lot,
retenues.titulaire
    from retenues
    group by all
    having count(*) > 1 and count(distinct retenues.montant_ht) = 1 and count(distinct retenues.date_notification) = 1
)

select
'cle_en_conflit',
'contrat_id',
retenues.contrat_id,
retenues.ligne
from retenues
inner join conflits using (acheteur_siren, contrat_id, lot, titulaire)
union all
select
'montants_differents',
'montant_ht',
retenues.contrat_id,
retenues.ligne
from retenues
inner join partages using (acheteur_siren, contrat_id, lot)
anti join conflits using (acheteur_siren, contrat_id, lot)
union all
select
'doublon_apparent',
'contrat_id',
retenues.contrat_id,
retenues.ligne
from retenues
inner join redites using (acheteur_siren, contrat_id, lot, titulaire);
