-- Reference lists copied from the catalogue into a version, so that a query needs nothing else.
-- grain: one row per code of a list
-- unit: none
-- parameters: none
create schema if not exists ref;

create table ref.domaines (
    code varchar not null,
    nom varchar not null,
    moyens_generaux boolean not null,
    dechets boolean not null
);

create table ref.dga (
    code varchar not null,
    nom varchar not null
);

create table ref.territoires (
    code varchar not null,
    nom varchar not null
);

-- The tree of considerations: families (ENV, SOC, RSE), groups and themes; a family has no parent.
create table ref.sujets (
    code varchar not null,
    parent varchar,
    famille varchar not null
);

create table ref.moyens (
    code varchar not null,
    fiche varchar not null,
    axe integer not null
);

create table ref.departements (
    code varchar not null,
    nom varchar not null,
    region_code varchar not null,
    region varchar not null
);

create table ref.communes (
    code_insee varchar not null,
    nom varchar not null,
    departement varchar not null,
    territoire varchar
);

-- code_insee is empty when communes share the code, territoire when they are not of one territory.
create table ref.codes_postaux (
    code_postal varchar not null,
    departement varchar not null,
    code_insee varchar,
    territoire varchar
);

create table ref.parametres (
    cle varchar not null,
    valeur varchar
);

create table ref.centrales_achat (nom varchar not null);

create table ref.comptes_exclus (prefixe varchar not null);
