-- Contracts as every indicator reads them: one row, its flow, date, amount and segments, its considerations, its holders.
-- grain: one row per contract (buyer, identifier, lot)
-- unit: montants in € HT
-- parameters: none
-- columns: contrat_no, cle, acheteur_siren, contrat_id, lot, type_contrat, id_accord_cadre, objet, procedure,
--          base_juridique, cpv, domaine, famille, dga, direction, territoire, date_lancement, date_notification, date_signature,
--          jour, jour_estime, fin, duree_mois, montant, montant_ht, montant_max_ht, montant_estime_ht, offres_recues, statut,
--          perimetre, dans_flux, marche_innovant, charte_jointe, fondement_reservation, groupement, heures_insertion_prevues,
--          depot, ligne, reserve, environnement, social, rse, dd, inclusion_sociale, insertion_handicap, egalite_fh,
--          discrimination, egalite, equitable, dechets, plastique, energie, ges, biodiversite, reemploi, nb_titulaires,
--          titulaires, multi_attributaires, part_pme, au_moins_une_pme, montant_pme_min, montant_pme_max
create table contrats as
select
    contrats.*,
    contrats.fondement_reservation is not null as reserve,
    considerations.environnement,
    considerations.social,
    considerations.rse,
    considerations.environnement
    or considerations.social
    or case when considerations.rse_demandee then considerations.rse else false end as dd,
    considerations.inclusion_sociale,
    considerations.insertion_handicap,
    considerations.egalite_fh,
    considerations.discrimination,
    considerations.egalite_fh or considerations.discrimination as egalite,
    considerations.equitable,
    considerations.dechets,
    considerations.plastique,
    considerations.energie,
    considerations.ges,
    considerations.biodiversite,
    considerations.reemploi,
    tailles.nb_titulaires,
    tailles.titulaires,
    tailles.multi_attributaires,
    tailles.part_pme,
    tailles.au_moins_une_pme,
    tailles.montant_pme_min,
    tailles.montant_pme_max
from contrats_notifies as contrats
left join contrats_considerations as considerations
    on contrats.contrat_no = considerations.contrat_no
left join contrats_tailles as tailles
    on contrats.contrat_no = tailles.contrat_no
order by contrats.jour;
