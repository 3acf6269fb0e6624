-- The words by which a contract or a supplier is searched: lower case, without accents, numbered once for all.
-- grain: recherche_mots: one row per word; recherche_contrats: one per word and contract; recherche_noms: one per identifier and name of a
--        third party; recherche_noms_mots: one per word and name; recherche_noms_vus: one per name and cell that shows it
-- unit: none
-- parameters: none
-- columns: recherche_mots(mot_no, mot, est_numero), recherche_contrats(mot_no, contrat_no, masque), recherche_noms(nom_no, siren_id, siren,
--          identifiant, nom, rang), recherche_noms_mots(mot_no, nom_no, masque), recherche_noms_vus(nom_no, territoire, dga)
--
-- masque: the word finds it by a name or a number that « masques » hides, and by nothing else.
-- The macro mots_de is kept in the version's file: what is typed is cut as what was deposited. A number is also kept whole, without
-- its spaces and signs. A name is shown to whoever may see a payment or a contract that bears it; a name of the suppliers' extracts,
-- to whoever may see a payment or a contract of the supplier.
create macro mots_de(texte) as list_filter(
    string_split(
        regexp_replace(strip_accents(replace(replace(lower(texte), 'œ', 'oe'), 'æ', 'ae')), '[^a-z0-9]+', ' ', 'g'), ' '
    ),
    lambda mot: mot <> ''
);

create table recherche_noms as
with
noms as (
    select
        siret as identifiant,
        denomination as nom,
        1 as rang
    from lignes.fournisseurs
    union all
    select
        coalesce(titulaire_siret, 'NOM:' || upper(trim(titulaire_nom))) as identifiant,
        titulaire_nom as nom,
        2 as rang
    from lignes.contrats
    union all
    select
        coalesce(tiers_siret, 'NOM:' || upper(trim(tiers_nom))) as identifiant,
        tiers_nom as nom,
        3 as rang
    from lignes.depenses
),

distincts as (
    select
        identifiant,
        coalesce(nullif(trim(nom), ''), identifiant) as nom,
        min(rang) as rang
    from noms
    group by all
)

select
    row_number() over (order by distincts.identifiant, distincts.nom)::integer as nom_no,
    tiers.siren_id,
    tiers.siren,
    distincts.identifiant,
    distincts.nom,
    distincts.rang
from distincts
inner join tiers
    on distincts.identifiant = tiers.identifiant;

create table recherche_noms_vus as
with
cellules as (
    select distinct
        identifiant,
        coalesce(nullif(trim(tiers_nom), ''), identifiant) as nom,
        territoire,
        dga
    from depenses
    union
    select distinct
        coalesce(titulaires.titulaire_siret, 'NOM:' || upper(trim(titulaires.titulaire_nom))) as identifiant,
        coalesce(nullif(trim(titulaires.titulaire_nom), ''), titulaires.titulaire_siret) as nom,
        contrats.territoire,
        contrats.dga
    from lignes.contrats as titulaires
    inner join contrats
        on
            titulaires.acheteur_siren = contrats.acheteur_siren
            and titulaires.contrat_id = contrats.contrat_id
            and titulaires.lot = contrats.lot
),

unites as (
    select distinct
        tiers.siren_id,
        cellules.territoire,
        cellules.dga
    from cellules
    inner join tiers
        on cellules.identifiant = tiers.identifiant
)

select
    noms.nom_no,
    cellules.territoire,
    cellules.dga
from recherche_noms as noms
inner join cellules
    on noms.identifiant = cellules.identifiant and noms.nom = cellules.nom
union
select
    noms.nom_no,
    unites.territoire,
    unites.dga
from recherche_noms as noms
inner join unites
    on noms.siren_id = unites.siren_id
where noms.rang = 1;

create temp table mots_des_contrats as
select distinct
    contrat_no,
    unnest(mots_de(concat_ws(' ', cle, contrat_id, objet))) as mot,
    false as est_numero,
    false as masque
from contrats
union
select distinct
    titulaires.contrat_no,
    unnest(mots_de(coalesce(titulaires.nom, titulaires.identifiant))) as mot,
    false as est_numero,
    masques.numero is not null as masque
from titulaires
inner join contrats
    on titulaires.contrat_no = contrats.contrat_no
left join masques
    on titulaires.siren = masques.numero
union
select distinct
    contrat_no,
    unnest([array_to_string(mots_de(cle), ''), array_to_string(mots_de(contrat_id), '')]) as mot,
    true as est_numero,
    false as masque
from contrats;

create temp table mots_des_noms as
select distinct
    nom_no,
    unnest(mots_de(nom)) as mot,
    false as est_numero
from recherche_noms
union
select distinct
    nom_no,
    unnest([array_to_string(mots_de(identifiant), ''), array_to_string(mots_de(siren), '')]) as mot,
    true as est_numero
from recherche_noms;

create table recherche_mots as
select
    row_number() over (order by left(mot, 60))::integer as mot_no,
    left(mot, 60) as mot,
    bool_or(est_numero) as est_numero
from (
    select
        mot,
        est_numero
    from mots_des_contrats
    union all
    select
        mot,
        est_numero
    from mots_des_noms
) as mots
where mot <> ''
group by left(mot, 60);

create table recherche_contrats as
select
    mots.mot_no,
    contrats.contrat_no,
    bool_and(contrats.masque) as masque
from mots_des_contrats as contrats
inner join recherche_mots as mots
    on left(contrats.mot, 60) = mots.mot
group by
    mots.mot_no,
    contrats.contrat_no
order by all;

create table recherche_noms_mots as
select distinct
    mots.mot_no,
    noms.nom_no,
    masques.numero is not null as masque
from mots_des_noms as noms
inner join recherche_mots as mots
    on left(noms.mot, 60) = mots.mot
inner join recherche_noms
    on noms.nom_no = recherche_noms.nom_no
left join masques
    on recherche_noms.siren = masques.numero
order by all;

drop table mots_des_contrats;

drop table mots_des_noms;
