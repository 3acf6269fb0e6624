-- Counting choices in force, typed once for the queries that obey them.
-- grain: one row
-- unit: none
-- parameters: ref.parametres, ref.communes
-- columns: departement, region_departements, communes_departements (where the communes of the territoires are), inclure_subsequents, specification_vaut_clause (A5), inclusion_stricte (A6),
--          entreprises_solidaires (A7), evaluation_validite_mois (A11), strategiques_rang_max (note 4), date_charte (A13),
--          insertion_autres_comprise (A23), tpe_tranches (A16), delai_paiement_jours, familles_puu
create table choix as
with
region as (
    select list_sort(list(distinct voisins.code)) as codes
    from ref.departements as departements
    inner join ref.departements as voisins
        on departements.region_code = voisins.region_code
    inner join ref.parametres as parametres
        on departements.code = parametres.valeur
    where parametres.cle = 'departement'
),

territoires as (
    select list_sort(list(distinct departement)) as departements
    from ref.communes
    where territoire is not null
),

valeurs as (
    select
        max(valeur) filter (where cle = 'departement') as departement,
        max(valeur) filter (where cle = 'region_departements') as region_departements,
        max(valeur) filter (where cle = 'inclure_subsequents') as inclure_subsequents,
        max(valeur) filter (where cle = 'specification_vaut_clause') as specification_vaut_clause,
        max(valeur) filter (where cle = 'inclusion_sociale') as inclusion_sociale,
        max(valeur) filter (where cle = 'entreprises_solidaires') as entreprises_solidaires,
        max(valeur) filter (where cle = 'evaluation_validite_mois') as evaluation_validite_mois,
        max(valeur) filter (where cle = 'strategiques_rang_max') as strategiques_rang_max,
        max(valeur) filter (where cle = 'date_charte') as date_charte,
        max(valeur) filter (where cle = 'insertion_autres_comprise') as insertion_autres_comprise,
        max(valeur) filter (where cle = 'tpe_tranches') as tpe_tranches,
        max(valeur) filter (where cle = 'delai_paiement_jours') as delai_paiement_jours,
        max(valeur) filter (where cle = 'familles_puu') as familles_puu
    from ref.parametres
),

final as (
    select
        valeurs.departement,
        coalesce(string_split(valeurs.region_departements, ','), region.codes) as region_departements,
        territoires.departements as communes_departements,
        coalesce(lower(valeurs.inclure_subsequents) = 'true', false) as inclure_subsequents,
        coalesce(lower(valeurs.specification_vaut_clause) = 'true', true) as specification_vaut_clause,
        coalesce(valeurs.inclusion_sociale = 'stricte', false) as inclusion_stricte,
        coalesce(valeurs.entreprises_solidaires, 'S2') as entreprises_solidaires,
        coalesce(valeurs.evaluation_validite_mois::integer, 12) as evaluation_validite_mois,
        coalesce(valeurs.strategiques_rang_max::integer, 5) as strategiques_rang_max,
        valeurs.date_charte::date as date_charte,
        coalesce(lower(valeurs.insertion_autres_comprise) = 'true', false) as insertion_autres_comprise,
        string_split(coalesce(valeurs.tpe_tranches, 'NN,00,01,02,03'), ',') as tpe_tranches,
        coalesce(valeurs.delai_paiement_jours::integer, 30) as delai_paiement_jours,
        valeurs.familles_puu
    from valeurs
    cross join region
    cross join territoires
)

select * from final;
