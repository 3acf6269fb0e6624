-- Suppliers: one establishment, one status and one period may stand once; public lists repeat some, house lists contradict themselves.
-- grain: rows of ecarts and constats
-- unit: none
-- parameters: table parametres (source)
create table repetees as
with retenues as (
    select lu.*
    from lu
    where
        lu.siret is not null
        and lu.ligne not in (select ecarts.ligne from ecarts)
        and lu.ligne not in (select refus.ligne from refus)
),

cles as (
    select
        retenues.ligne,
        retenues.siret,
        row_number() over cle as rang,
        count(*) over cle as nombre,
        min(hash(
            retenues.categorie_entreprise, retenues.tranche_effectif, retenues.ess, retenues.esus, retenues.start_up, retenues.charte_signee_le,
            retenues.evaluation_date, retenues.evaluation_rse, retenues.statut_fin
        )) over cle_entiere
        <> max(hash(
            retenues.categorie_entreprise, retenues.tranche_effectif, retenues.ess, retenues.esus, retenues.start_up, retenues.charte_signee_le,
            retenues.evaluation_date, retenues.evaluation_rse, retenues.statut_fin
        )) over cle_entiere as contraires
    from retenues
    window
        cle as (
            partition by retenues.siret, retenues.type_insertion, retenues.annee_categorie, retenues.statut_debut, retenues.source
            order by retenues.ligne
            rows between unbounded preceding and unbounded following
        ),
        cle_entiere as (
            partition by retenues.siret, retenues.type_insertion, retenues.annee_categorie, retenues.statut_debut, retenues.source
        )
)

select cles.* from cles
where cles.nombre > 1;

insert into constats
select
'cle_en_conflit',
'siret',
repetees.siret,
repetees.ligne
from repetees
cross join parametres
where repetees.contraires and parametres.source not in ('siae', 'esat', 'esus', 'sirene', 'sirene-etablissements');

insert into ecarts
select
repetees.ligne,
'siret_repete'
from repetees
cross join parametres
where repetees.rang > 1 and (not repetees.contraires or parametres.source in ('siae', 'esat', 'esus', 'sirene', 'sirene-etablissements'));

insert into constats
select
'siret_repete',
'siret',
repetees.siret,
repetees.ligne
from repetees
semi join (select ecarts.ligne from ecarts
where ecarts.motif = 'siret_repete') as ecartees using (ligne);
