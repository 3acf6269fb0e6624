-- Contracts: what the rules deduce from other cells of the same row (R1, R2), then the rows of other buyers.
-- grain: rows of lu, made of the rows read (lues)
-- unit: none
-- parameters: table parametres
create table lu as select * from lues;

alter table lu add column acheteur_siren varchar;

-- « Nature : Travaux » says what is bought, nothing of the type of contract.
update lu set type_contrat = null
where regexp_full_match(cle_de_texte(lu.type_contrat), 'travaux|fournitures?|services?|(fournitures?)?(courantes)?(et)?services?|prestations?(intellectuelles?)?');

update lu set
    acheteur_siren = coalesce(lu.acheteur_siret[:9], parametres.siren_acheteur),
    lot = coalesce(lu.lot, ''),
    montant_ht = coalesce(lu.montant_ht, lu.montant_max_ht),
    type_contrat = case
        when lu.techniques is not null and regexp_matches(cle_de_texte(lu.techniques), 'accordcadre')
            and coalesce(lu.type_contrat, 'marche') = 'marche' then 'accord_cadre'
        when parametres.decp and lu.id_accord_cadre is not null and lu.id_accord_cadre <> lu.contrat_id
            and coalesce(lu.type_contrat, 'marche') = 'marche' then 'subsequent'
        when lu.type_contrat is null and lu.id_accord_cadre is not null and lu.id_accord_cadre <> lu.contrat_id then 'subsequent'
        else lu.type_contrat
    end,
    fondement_reservation = coalesce(
        nullif('L' || regexp_extract(lu.fondement_reservation, '(2113-1[2-6](-\d)?)', 1), 'L'), lu.fondement_reservation
    ),
    base_juridique = coalesce(
        nullif(regexp_replace(upper(regexp_extract(lu.base_juridique, '(?i)([lrd]\.? ?\*?\d{4}(-\d+)+)', 1)), '[. *]', '', 'g'), ''),
        lu.base_juridique
    )
from parametres;

insert into constats
select
'date_de_signature',
'date_signature',
cast(lu.date_signature as varchar),
lu.ligne
from lu
where lu.type_contrat = 'concession' and lu.date_notification is null and lu.date_signature is not null;

update lu set date_notification = lu.date_signature
where lu.type_contrat = 'concession' and lu.date_notification is null and lu.date_signature is not null;

-- A sub-contractor listed among the contractors holds nothing: it is told, and the contract keeps its holders.
insert into constats
select
'sous_traitant_parmi_les_contractants',
'titulaire_role',
coalesce(lu.titulaire_siret, lu.titulaire_nom),
lu.ligne
from lu
where lu.titulaire_role = 'sous_traitant';

update lu set sous_traitance = coalesce(lu.sous_traitance, true)
where lu.ligne in (select sous_traites.ligne from lu as sous_traites
where sous_traites.titulaire_role = 'sous_traitant');

delete from lu
where lu.titulaire_role = 'sous_traitant' and lu.rang > 1;

update lu set
    titulaire_siret = null,
    titulaire_nom = null,
    titulaire_part_ht = null,
    titulaire_role = null
where lu.titulaire_role = 'sous_traitant';

-- « Titulaire » beside a mandataire of the same contract is a member of its groupement.
update lu set titulaire_role = 'cotraitant'
where
    lu.titulaire_role = 'seul'
    and exists (select 1 from lu as mandataires
where
mandataires.titulaire_role = 'mandataire'
and mandataires.acheteur_siren = lu.acheteur_siren
and mandataires.contrat_id = lu.contrat_id
and mandataires.lot = lu.lot);

insert into ecarts
select distinct
lu.ligne,
'autre_acheteur'
from lu
cross join parametres
where parametres.acheteur_voulu <> 'tous' and lu.acheteur_siren <> parametres.acheteur_voulu;

insert into constats
select distinct
'autre_acheteur',
'acheteur_siret',
lu.acheteur_siren,
lu.ligne
from lu
cross join parametres
where parametres.acheteur_voulu <> 'tous' and lu.acheteur_siren <> parametres.acheteur_voulu;
