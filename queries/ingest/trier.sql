-- Set aside the rows that are no data; refuse the others that lack something or may be shifted.
-- grain: rows of ecarts, refus and constats
-- unit: none
-- parameters: tables ecartees_par_forme, candidates_lignes, manques, toleres, irregulieres, saisie
insert into ecarts
select
ecartees_par_forme.ligne,
ecartees_par_forme.motif
from ecartees_par_forme;

insert into constats
select
ecartees_par_forme.motif,
cast(null as varchar),
cast(null as varchar),
ecartees_par_forme.ligne
from ecartees_par_forme;

insert into refus
select
irregulieres.ligne,
'ligne_irreguliere'
from irregulieres
where irregulieres.ligne not in (select ecarts.ligne from ecarts)
union
select
manques.ligne,
'cellule_obligatoire:' || manques.colonne
from manques
semi join candidates_lignes using (ligne)
where
    manques.ligne not in (select ecarts.ligne from ecarts)
    and not exists (select 1 from toleres
where toleres.ligne = manques.ligne and toleres.colonne = manques.colonne);

insert into constats
select
'ligne_irreguliere',
cast(null as varchar),
cast(irregulieres.cellules as varchar) || ' cellules',
irregulieres.ligne
from irregulieres
where irregulieres.ligne not in (select ecarts.ligne from ecarts);
