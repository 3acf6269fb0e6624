-- The deposits whose rows a version holds, and what the version says of itself.
-- grain: depots, one row per deposited extract; version, exactly one row
-- unit: counts of rows
-- parameters: none
create table depots (
    depot varchar primary key,
    sha256 varchar not null,
    fichier varchar not null,
    type varchar not null,
    feuille varchar,
    source varchar,
    periode varchar,
    periode_debut date,
    periode_fin date,
    mode varchar not null check (mode in ('remplacer', 'completer')),
    acheteur varchar,
    auteur varchar not null,
    depose_le timestamp not null,
    lus integer not null,
    acceptes integer not null,
    rejetes integer not null,
    ecartes integer not null,
    demonstration boolean not null,
    type_demande varchar,
    feuille_demandee varchar,
    periode_demandee varchar
);

create table version (
    parent integer,
    demonstration boolean not null,
    catalogue varchar not null,
    catalogue_sha256 varchar not null
);

-- What the deposits of this publication take the place of, while the version is built.
create temp table remplacements (
    type varchar not null,
    debut date,
    fin date,
    source varchar
);

create temp table completements (
    type varchar not null,
    depot varchar not null
);
