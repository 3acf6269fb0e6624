-- Strategic suppliers of each year: the top five payees of each purchasing domain on the spending of the year before (A12, F1.2).
-- grain: one row per year, legal unit, domain and cell (DGA, territory, perimeter) in which it was paid
-- unit: none
-- parameters: choix.strategiques_rang_max
-- columns: annee, siren, domaine, dga, territoire, perimetre, rang, connu, depot, ligne
--
-- Ranked over the whole, ties kept, sub-contractors left out, net spending above zero. « Non affecté » is no purchasing domain.
create table fournisseurs_strategiques as
with
achats as (
    select *
    from depenses
    where
        est_achat
        and not sous_traitance
        and siren_id is not null
        and domaine <> 'Non affecté'
),

totaux as (
    select
        exercice,
        domaine,
        siren,
        sum(montant) as montant
    from achats
    group by all
    having sum(montant) > 0
),

rangs as (
    select
        *,
        rank() over (partition by exercice, domaine order by montant desc) as rang
    from totaux
),

cellules as (
    select
        achats.exercice,
        achats.domaine,
        achats.siren,
        achats.dga,
        achats.territoire,
        achats.perimetre,
        rangs.rang,
        arg_max(achats.depot, { 'montant': achats.montant, 'depot': achats.depot, 'ligne': -achats.ligne }) as depot,
        arg_max(achats.ligne, { 'montant': achats.montant, 'depot': achats.depot, 'ligne': -achats.ligne }) as ligne
    from achats
    inner join rangs
        on
            achats.exercice = rangs.exercice
            and achats.domaine = rangs.domaine
            and achats.siren = rangs.siren
    cross join choix
    where rangs.rang <= choix.strategiques_rang_max
    group by all
),

-- A supplier that no extract describes, or extracts without evaluations: nobody can tell whether it was evaluated.
connus as (
    select distinct tiers.siren
    from tiers_statuts as statuts
    inner join tiers
        on statuts.tiers_id = tiers.tiers_id
    where exists (
        select 1
        from lignes.fournisseurs as extraits
        where list_contains(extraits.colonnes, 'evaluation_date') or extraits.evaluation_date is not null
    )
),

final as (
    select
        cellules.exercice + 1 as annee,
        cellules.siren,
        cellules.domaine,
        cellules.dga,
        cellules.territoire,
        cellules.perimetre,
        cellules.rang,
        connus.siren is not null as connu,
        cellules.depot,
        cellules.ligne
    from cellules
    left join connus
        on cellules.siren = connus.siren
)

select * from final;
