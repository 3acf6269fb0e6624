-- Rows accepted from the deposited extracts, typed, otherwise as written.
-- grain: one row per row of an extract (contracts: one per row and contractor); depot and ligne name the deposit and the row as Excel numbers it
-- unit: amounts in € HT
-- parameters: none
create schema if not exists lignes;

create table lignes.contrats (
    acheteur_siren varchar not null,
    acheteur_siret varchar,
    contrat_id varchar not null,
    lot varchar not null,
    type_contrat varchar,
    id_accord_cadre varchar,
    objet varchar,
    procedure varchar,
    base_juridique varchar,
    cpv varchar,
    domaine varchar,
    famille varchar,
    dga varchar,
    direction varchar,
    territoire varchar,
    lieu_execution_code varchar,
    date_lancement date,
    date_signature date,
    date_notification date,
    duree_mois integer,
    date_fin date,
    montant_ht decimal(18, 2),
    montant_max_ht decimal(18, 2),
    montant_estime_ht decimal(18, 2),
    offres_recues integer,
    statut varchar,
    marche_innovant boolean,
    charte_jointe boolean,
    heures_insertion_prevues decimal(18, 2),
    fondement_reservation varchar,
    titulaire_siret varchar,
    titulaire_nom varchar,
    titulaire_role varchar,
    titulaire_part_ht decimal(18, 2),
    titulaire_categorie varchar,
    titulaire_code_commune varchar,
    titulaire_code_postal varchar,
    titulaire_departement varchar,
    groupement varchar,
    sous_traitance boolean,
    techniques varchar,
    modalites_execution varchar,
    ccag varchar,
    attribution_avance boolean,
    types_prix varchar,
    forme_prix varchar,
    lieu_execution_type varchar,
    depot varchar not null,
    ligne integer not null
);

create table lignes.considerations (
    acheteur_siren varchar not null,
    contrat_id varchar not null,
    lot varchar not null,
    sujet varchar not null,
    type varchar,
    reponse boolean,
    depot varchar not null,
    ligne integer not null
);

create table lignes.depenses (
    mandat_id varchar not null,
    exercice integer not null,
    date_mandat date not null,
    montant_ht decimal(18, 2) not null,
    montant_estime boolean not null,
    tiers_siret varchar,
    tiers_nom varchar,
    tiers_code_postal varchar,
    contrat_id varchar,
    role_tiers varchar,
    domaine varchar,
    famille varchar,
    dga varchar,
    territoire varchar,
    budget varchar,
    compte varchar,
    type_achat varchar,
    nature_depense varchar,
    annulation boolean,
    date_facture date,
    date_service_fait date,
    date_paiement date,
    jours_suspension integer,
    depot varchar not null,
    ligne integer not null
);

create table lignes.fournisseurs (
    siret varchar not null,
    denomination varchar,
    categorie_entreprise varchar,
    annee_categorie integer,
    tranche_effectif varchar,
    categorie_juridique varchar,
    naf varchar,
    code_commune varchar,
    code_postal varchar,
    date_creation date,
    ess boolean,
    esus boolean,
    type_insertion varchar,
    start_up boolean,
    charte_signee_le date,
    charte_version varchar,
    evaluation_date date,
    evaluation_rse boolean,
    statut_debut date,
    statut_fin date,
    source varchar not null,
    colonnes varchar[] not null,
    depot varchar not null,
    ligne integer not null
);

create table lignes.heures (
    contrat_id varchar not null,
    mois date not null,
    heures_realisees decimal(18, 2) not null,
    heures_contractualisees decimal(18, 2),
    beneficiaires integer,
    dont_femmes integer,
    dont_qpv integer,
    type_public varchar,
    type_structure varchar,
    structure_siret varchar,
    territoire varchar,
    depot varchar not null,
    ligne integer not null
);

create table lignes.evenements (
    jour date not null,
    type varchar not null,
    intitule varchar not null,
    groupe varchar,
    statut varchar,
    fournisseur_siret varchar,
    fournisseur_nom varchar,
    participants integer,
    domaine varchar,
    dga varchar,
    territoire varchar,
    reference varchar,
    depot varchar not null,
    ligne integer not null
);

create table lignes.moyens (
    moyen varchar not null,
    annee integer not null,
    statut varchar not null,
    pilote varchar,
    echeance date,
    avancement decimal(18, 2),
    livrable varchar,
    commentaire varchar,
    depot varchar not null,
    ligne integer not null
);

create table lignes.programmation (
    besoin_id varchar not null,
    annee integer not null,
    intitule varchar not null,
    domaine varchar,
    dga varchar,
    territoire varchar,
    montant_estime decimal(18, 2),
    date_lancement_prevue date,
    contrat_remplace varchar,
    analyse_dd boolean,
    opportunites varchar,
    depot varchar not null,
    ligne integer not null
);

-- Rows that do not count: refused (with the reason) or set aside (totals, blanks, repeated headings, other buyers, amendments).
create table lignes.rejets (
    sort varchar not null check (sort in ('rejete', 'ecarte')),
    feuille varchar,
    motif varchar not null,
    contenu varchar,
    depot varchar not null,
    ligne integer not null
);

create table lignes.anomalies (
    regle varchar not null,
    gravite varchar not null check (gravite in ('bloquante', 'avertissement', 'information')),
    feuille varchar,
    colonne varchar,
    valeur varchar,
    message varchar not null,
    remede varchar not null,
    occurrences integer not null,
    depot varchar not null,
    ligne integer
);
