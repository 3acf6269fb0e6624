-- Suppliers: what a public list says of all its rows (ESAT, ESUS, SIAE), INSEE's size classes, and what its dates do not mean.
-- grain: rows of lu, made of the rows read (lues)
-- unit: none
-- parameters: table parametres (source)
--
-- SIRENE's dateDebut is the day of the last change of anything (name, activity…), not the first day of a status: read as such, a
-- supplier of the ESS would be none before it (R9).
create table lu as select * from lues;

update lu set
    type_insertion = case when parametres.source = 'esat' then 'ESAT' else lu.type_insertion end,
    esus = case when parametres.source = 'esus' then true else lu.esus end,
    source = coalesce(lu.source, parametres.source),
    statut_debut = case when not starts_with(parametres.source, 'sirene') then lu.statut_debut end,
    statut_fin = case when not starts_with(parametres.source, 'sirene') then lu.statut_fin end,
    tranche_effectif = case when lu.categorie_entreprise = 'TPE' then coalesce(lu.tranche_effectif, '01') else lu.tranche_effectif end,
    categorie_entreprise = case when lu.categorie_entreprise = 'TPE' then 'PME' else lu.categorie_entreprise end
from parametres;

insert into ecarts
select
lu.ligne,
'sans_siret'
from lu
inner join saisie on lu.ligne = saisie.ligne
cross join parametres
where parametres.source in ('esat', 'siae', 'esus') and lu.siret is null and saisie.siret is null;

insert into constats
select
'sans_siret',
'siret',
cast(null as varchar),
ecarts.ligne
from ecarts
where ecarts.motif = 'sans_siret';
