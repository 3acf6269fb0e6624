-- One contract, if the perimeter may see it: what was deposited of it and what is counted, with the file and the line.
-- grain: one row, or none
-- unit: montants in € HT
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: contrat_no, cle, acheteur_siren, contrat_id, lot, type_contrat, id_accord_cadre, objet, procedure, base_juridique, cpv, domaine,
--          famille, dga, direction, territoire, date_lancement, date_signature, jour, jour_estime, fin, duree_mois, montant,
--          montant_ht, montant_max_ht, montant_estime_ht, offres_recues, statut, perimetre, dans_flux, marche_innovant, charte_jointe,
--          fondement_reservation, groupement, heures_insertion_prevues, nb_titulaires, part_pme, fichier, feuille, ligne, depose_le, auteur
with
vu as (
    select *
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
),

final as (
    select
        vu.contrat_no,
        vu.cle,
        vu.acheteur_siren,
        vu.contrat_id,
        vu.lot,
        vu.type_contrat,
        vu.id_accord_cadre,
        vu.objet,
        vu.procedure,
        vu.base_juridique,
        vu.cpv,
        vu.domaine,
        vu.famille,
        vu.dga,
        vu.direction,
        vu.territoire,
        vu.date_lancement,
        vu.date_signature,
        vu.jour,
        vu.jour_estime,
        vu.fin,
        vu.duree_mois,
        vu.montant,
        vu.montant_ht,
        vu.montant_max_ht,
        vu.montant_estime_ht,
        vu.offres_recues,
        vu.statut,
        vu.perimetre,
        vu.dans_flux,
        vu.marche_innovant,
        vu.charte_jointe,
        vu.fondement_reservation,
        vu.groupement,
        vu.heures_insertion_prevues,
        vu.nb_titulaires,
        vu.part_pme,
        depots.fichier,
        depots.feuille,
        vu.ligne,
        depots.depose_le,
        depots.auteur
    from vu
    left join depots
        on vu.depot = depots.depot
)

select * from final
