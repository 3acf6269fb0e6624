-- Spend lines and insertion hours that two files of one publication both hold: counted twice if nobody says so.
-- grain: one row per group of files, ten at most
-- columns: nature, fichiers, exemple, lignes (rows that the files share)
-- parameters: none (runs when only the new rows are loaded)
with
-- What the rows of two files have in common shows in their fingerprints: few rows are then compared cell by cell.
empreintes as (
    select hash(depenses.mandat_id, depenses.exercice, depenses.montant_ht, depenses.tiers_siret, depenses.date_mandat) as empreinte
    from lignes.depenses
    group by empreinte
    having min(depenses.depot) <> max(depenses.depot)
),

partages as (
    select
        'lignes de mandat' as nature,
        'mandat ' || depenses.mandat_id || ', exercice ' || depenses.exercice as exemple,
        string_agg(distinct depots.fichier, ', ' order by depots.fichier) as fichiers
    from lignes.depenses
    inner join depots
        on depenses.depot = depots.depot
    where
        hash(depenses.mandat_id, depenses.exercice, depenses.montant_ht, depenses.tiers_siret, depenses.date_mandat) in (
            select empreintes.empreinte
            from empreintes
        )
    group by
        depenses.mandat_id,
        depenses.exercice,
        depenses.budget,
        depenses.date_mandat,
        depenses.montant_ht,
        depenses.tiers_siret,
        depenses.tiers_nom,
        depenses.contrat_id,
        depenses.compte,
        depenses.domaine
    having count(distinct depenses.depot) > 1
    union all
    select
        'relevés d''heures' as nature,
        'contrat ' || heures.contrat_id || ', ' || strftime(heures.mois, '%m/%Y') as exemple,
        string_agg(distinct depots.fichier, ', ' order by depots.fichier) as fichiers
    from lignes.heures
    inner join depots
        on heures.depot = depots.depot
    group by
        heures.contrat_id,
        heures.mois,
        heures.heures_realisees,
        heures.type_public,
        heures.type_structure,
        heures.structure_siret,
        heures.territoire
    having count(distinct heures.depot) > 1
),

final as (
    select
        nature,
        fichiers,
        min(exemple) as exemple,
        count(*) as lignes
    from partages
    group by
        nature,
        fichiers
)

select * from final
order by
    nature,
    fichiers
limit 10;
