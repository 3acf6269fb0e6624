-- Contracts as every indicator reads them: one row, its flow, date, amount and segments, its considerations, its holders.
-- grain: one row per contract (buyer, identifier, lot)
-- unit: montants in € HT
-- parameters: none
-- columns: those of contrats_notifies, contrats_considerations and contrats_tailles, and dd (F2.1), egalite (F4.3), reserve
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
