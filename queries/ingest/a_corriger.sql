-- What a person needs to correct the rows that were refused: the rows as they are in the file, their headings, what is wrong.
-- grain: none (tables of the staged file; rows are one per row of the file, heading, and fault)
-- unit: none
-- parameters: none
create schema sortie.corrections;

-- « entier »: once corrected, the workbook stands for the whole file; else it completes what is published.
create table sortie.corrections.fichier (entier boolean not null, feuille varchar);

create table sortie.corrections.entetes (rang integer not null, entete varchar not null, requise boolean not null);

create table sortie.corrections.lignes (ligne integer not null, cellules varchar[]);

-- « rang »: the cell at fault, null when it is the whole row.
create table sortie.corrections.fautes (
    ligne integer not null,
    rang integer,
    bloquante boolean not null,
    message varchar not null,
    remede varchar not null
);
