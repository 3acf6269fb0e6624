-- Who suppliers are, for whoever may not see sole traders: the only door through which a name or a number of a supplier is shown.
-- grain: scalar macros of the cursor
-- unit: none
-- parameters: none (each macro takes its own)
-- columns: none
--
-- numero_montre: a reference for a SIREN or a SIRET. nom_montre: what is said instead of a name. titulaires_montres: the holders of a contract.
-- contenu_montre: a row as its file wrote it, that nothing can be masked in, is not shown. unite_demandee: what an address asks, by its
-- reference; a hidden number finds nothing. mot_montre: whether a word finds what it names; those of hidden names do not.
create or replace temp macro numero_montre(un_numero) as coalesce(
    (
        select masques.reference
        from masques
        where masques.numero = un_numero
    ),
    un_numero
);

create or replace temp macro nom_montre(un_siren, un_nom) as coalesce(
    (
        select masques.mention
        from masques
        where masques.numero = un_siren
    ),
    un_nom
);

create or replace temp macro titulaires_montres(un_contrat, des_noms) as (
    select
        string_agg(
            nom_montre(titulaires.siren, coalesce(titulaires.nom, titulaires.identifiant)),
            ', '
            order by titulaires.ligne, titulaires.siren
        )
    from titulaires
    where titulaires.contrat_no = un_contrat
);

create or replace temp macro contenu_montre(un_contenu) as null::varchar;

create or replace temp macro unite_demandee(un_numero) as coalesce(
    (
        select masques.siren
        from masques
        where
            masques.reference = un_numero
            and masques.numero = masques.siren
    ),
    case when un_numero not in (select masques.numero from masques) then un_numero end
);

create or replace temp macro mot_montre(est_masque) as not est_masque;
