-- Who suppliers are, for whoever may see every name: the same macros as « identites_masquees », that change nothing.
-- grain: scalar macros of the cursor
-- unit: none
-- parameters: none (each macro takes its own)
-- columns: none
create or replace temp macro numero_montre(un_numero) as un_numero;

create or replace temp macro nom_montre(un_siren, un_nom) as un_nom;

create or replace temp macro titulaires_montres(un_contrat, des_noms) as des_noms;

create or replace temp macro contenu_montre(un_contenu) as un_contenu;

create or replace temp macro unite_demandee(un_numero) as un_numero;

create or replace temp macro mot_montre(est_masque) as true;
