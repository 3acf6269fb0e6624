-- Contracts: warnings on what is readable but doubtful.
-- grain: rows of constats
-- unit: €
-- parameters: table parametres
insert into constats
with retenues as (
    select lu.*
    from lu
    where
        lu.rang = 1
        and lu.ligne not in (select ecarts.ligne from ecarts)
        and lu.ligne not in (select refus.ligne from refus)
)

select
'montant_tres_petit',
'montant_ht',
cast(retenues.montant_ht as varchar),
retenues.ligne
from retenues cross join parametres
where retenues.montant_ht < parametres.montant_min
union all
select
'montant_tres_grand',
'montant_ht',
cast(retenues.montant_ht as varchar),
retenues.ligne
from retenues cross join parametres
where retenues.montant_ht >= parametres.montant_max
union all
select
'montant_un_seul_chiffre',
'montant_ht',
cast(retenues.montant_ht as varchar),
retenues.ligne
from retenues
where
    retenues.montant_ht >= 1000
    and retenues.montant_ht = trunc(retenues.montant_ht)
    and replace(cast(cast(retenues.montant_ht as hugeint) as varchar), cast(cast(retenues.montant_ht as hugeint) as varchar)[1:1], '') = ''
union all
select
'signature_apres_notification',
'date_signature',
cast(retenues.date_signature as varchar),
retenues.ligne
from retenues
where retenues.date_signature > retenues.date_notification
union all
select
'notification_future',
'date_notification',
cast(retenues.date_notification as varchar),
retenues.ligne
from retenues cross join parametres
where retenues.date_notification > parametres.jour_depot
union all
select
'subsequent_sans_accord_cadre',
'id_accord_cadre',
retenues.contrat_id,
retenues.ligne
from retenues
where
    retenues.type_contrat = 'subsequent'
    and retenues.id_accord_cadre is null
    and exists (select 1 from presentes
where presentes.colonne = 'id_accord_cadre')
union all
select
'subsequent_avec_accord_cadre',
'id_accord_cadre',
retenues.id_accord_cadre,
retenues.ligne
from retenues
semi join (select
lu.acheteur_siren,
lu.contrat_id as id_accord_cadre
from lu) as cadres using (acheteur_siren, id_accord_cadre)
where retenues.type_contrat = 'subsequent'
union all
select distinct
'consideration_contradictoire',
dispositifs.origine,
dispositifs.texte,
dispositifs.ligne
from dispositifs
inner join lexique as positif on dispositifs.origine = positif.origine and dispositifs.texte = positif.texte and positif.reponse
inner join lexique as negatif on dispositifs.origine = negatif.origine and dispositifs.texte = negatif.texte and not negatif.reponse
semi join retenues using (ligne)
union all
select distinct
'reserve_sans_fondement',
'fondement_reservation',
retenues.contrat_id,
retenues.ligne
from retenues
inner join dispositifs on retenues.ligne = dispositifs.ligne
inner join lexique
    on
        dispositifs.origine = lexique.origine
        and dispositifs.texte = lexique.texte
        and lexique.reponse
        and lexique.type in ('marche_reserve', 'lot_reserve')
where retenues.fondement_reservation is null
union all
select
'duree_invraisemblable',
'duree_mois',
cast(retenues.duree_mois as varchar),
retenues.ligne
from retenues
where retenues.duree_mois > 1200 or retenues.duree_mois < 0;

insert into constats
select
'identifiant_inexploitable',
'contrat_id',
saisie.contrat_id,
saisie.ligne
from saisie
where est_inexploitable(saisie.contrat_id) and saisie.rang = 1;
