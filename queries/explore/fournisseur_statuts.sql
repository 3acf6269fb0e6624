-- What the suppliers' extracts say of a supplier: one line of a file each. Asked only once the supplier is known to be visible.
-- grain: one row per row of lignes.fournisseurs
-- unit: none
-- parameters: $siren
-- columns: siret, denomination, categorie, annee_categorie, ess, esus, type_insertion, parle_insertion, start_up, debut, fin, source,
--          charte_signee_le, evaluation_date, evaluation_rse, fichier, ligne
with
etablissements as (
    select
        siren,
        identifiant
    from tiers
    where siren = unite_demandee($siren::varchar)
),

final as (
    select
        numero_montre(listes.siret) as siret,
        nom_montre(etablissements.siren, listes.denomination) as denomination,
        listes.categorie_entreprise as categorie,
        listes.annee_categorie,
        listes.ess,
        listes.esus,
        listes.type_insertion,
        list_contains(listes.colonnes, 'type_insertion') as parle_insertion,
        listes.start_up,
        listes.statut_debut as debut,
        listes.statut_fin as fin,
        listes.source,
        listes.charte_signee_le,
        listes.evaluation_date,
        listes.evaluation_rse,
        depots.fichier,
        listes.ligne
    from lignes.fournisseurs as listes
    inner join etablissements
        on listes.siret = etablissements.identifiant
    left join depots
        on listes.depot = depots.depot
)

select * from final
order by
    siret,
    debut nulls first,
    fichier,
    ligne
limit 200
