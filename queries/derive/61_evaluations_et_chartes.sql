-- Supplier evaluations and signed charters, by legal unit (F1.2, F1.3).
-- grain: one row per legal unit and evaluation (evaluations), one per legal unit of the suppliers' extracts (chartes)
-- unit: none
-- parameters: choix.evaluation_validite_mois (A11)
-- columns: evaluations(siren, jour, fin, rse, depot, ligne), chartes(siren, signee_le)
--
-- An evaluation without its RSE part is no evaluation and is left out; one that does not say is kept as unknown.
create table evaluations as
select
    tiers.siren,
    fournisseurs.evaluation_date as jour,
    (fournisseurs.evaluation_date + to_months(choix.evaluation_validite_mois))::date - 1 as fin,
    bool_or(fournisseurs.evaluation_rse) as rse,
    min({ 'depot': fournisseurs.depot, 'ligne': fournisseurs.ligne }).depot as depot,
    min({ 'depot': fournisseurs.depot, 'ligne': fournisseurs.ligne }).ligne as ligne
from lignes.fournisseurs as fournisseurs
inner join tiers
    on fournisseurs.siret = tiers.identifiant
cross join choix
where
    fournisseurs.evaluation_date is not null
    and coalesce(fournisseurs.evaluation_rse, true)
group by
    tiers.siren,
    fournisseurs.evaluation_date,
    choix.evaluation_validite_mois;

-- Where no extract has the column, no supplier is known not to have signed.
create table chartes as
select
    tiers.siren,
    min(fournisseurs.charte_signee_le) as signee_le
from lignes.fournisseurs as fournisseurs
inner join tiers
    on fournisseurs.siret = tiers.identifiant
where exists (
    select 1
    from lignes.fournisseurs as extraits
    where list_contains(extraits.colonnes, 'charte_signee_le') or extraits.charte_signee_le is not null
)
group by tiers.siren;
