-- The tables of the workshop: choices of this reading, rows that do not count, findings.
-- grain: none
-- unit: none
-- parameters: none
create table parametres (
    siren_acheteur varchar,
    acheteur_voulu varchar,
    jour_depot date,
    annee_min integer,
    annee_max integer,
    montant_min decimal(18, 2),
    montant_max decimal(18, 2),
    taux_tva decimal(18, 6),
    debut_voulu date,
    fin_voulue date,
    decp boolean,
    repere_uid boolean,
    source varchar,
    depot varchar
);

create table presentes (colonne varchar, entete varchar);

create table irregulieres (ligne integer, cellules integer);

create table ecarts (ligne integer, motif varchar);

create table refus (ligne integer, motif varchar);

create table constats (regle varchar, colonne varchar, valeur varchar, ligne integer);

create table dispositifs (ligne integer, origine varchar, texte varchar);

create table lexique (origine varchar, texte varchar, sujet varchar, type varchar, reponse boolean);

create table fiches (acheteur_siren varchar, contrat_id varchar, lot varchar, sujet varchar, type varchar, reponse boolean, ligne integer);

create table manques (ligne integer, colonne varchar);

create table toleres (ligne integer, colonne varchar);

create table ecartees_par_forme (ligne integer, motif varchar);

create table regles (regle varchar, par_valeur boolean);
