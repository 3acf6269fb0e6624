-- Considerations of each contract, three-valued (R7): true, false, NULL where the extract does not say.
-- grain: one row per contract that has at least one answer, or that is reserved
-- unit: none
-- parameters: none
-- columns: contrat_no, environnement, social, rse, rse_demandee, inclusion_sociale, insertion_handicap, egalite_fh, discrimination, equitable,
--          dechets, plastique, energie, ges, biodiversite, reemploi
create table contrats_considerations as
with
reponses as (
    select distinct
        contrats.contrat_no,
        considerations.sujet,
        considerations.type,
        considerations.reponse
    from lignes.considerations as considerations
    inner join contrats_notifies as contrats
        on
            considerations.acheteur_siren = contrats.acheteur_siren
            and considerations.contrat_id = contrats.contrat_id
            and considerations.lot = contrats.lot
),

-- A reserved contract is social by nature (§11.6), whatever the other answers.
reserves as (
    select contrat_no from contrats_notifies
where fondement_reservation is not null
    union
    select contrat_no from reponses
where reponse and type in ('marche_reserve', 'lot_reserve')
),

-- Nodes that hold a device of any type, in themselves or below.
positifs as (
    select distinct
        reponses.contrat_no,
        ascendants.ascendant as sujet
    from reponses
    inner join sujets_ascendants as ascendants
        on reponses.sujet = ascendants.sujet
    where reponses.reponse
    union
    select
        contrat_no,
        'SOC' as sujet
    from reserves
),

-- What the node itself was asked: a plain « no », or every typed column « no ». A reservation refused says nothing of clauses.
noeuds as (
    select
        contrat_no,
        sujet,
        coalesce(bool_or(type is null and not reponse), false)
        or (
            bool_and(coalesce(not reponse, false))
            and bool_or(coalesce(type not in ('marche_reserve', 'lot_reserve'), true))
        ) as refuse
    from reponses
    group by all
),

-- A « no » goes down the tree, unless a device contradicts it.
refus as (
    select distinct
        noeuds.contrat_no,
        ascendants.sujet
    from noeuds
    inner join sujets_ascendants as ascendants
        on noeuds.sujet = ascendants.ascendant
    left join positifs
        on noeuds.contrat_no = positifs.contrat_no and noeuds.sujet = positifs.sujet
    where
        noeuds.refuse
        and positifs.contrat_no is null
),

-- Every column asked at the node or below it, with a type that the measure accepts.
demandes as (
    select
        reponses.contrat_no,
        mesures.mesure,
        bool_or(reponses.reponse and (reponses.type is null or mesures.types is null or list_contains(mesures.types, reponses.type)))
            as oui,
        bool_or(reponses.reponse) as oui_autre,
        bool_and(coalesce(not reponses.reponse, false)) filter (
            where reponses.type is null or mesures.types is null or list_contains(mesures.types, reponses.type)
        ) as tous_non,
        bool_or(coalesce(reponses.type not in ('marche_reserve', 'lot_reserve'), true)) filter (
            where reponses.type is null or mesures.types is null or list_contains(mesures.types, reponses.type)
        ) as clause_demandee
    from reponses
    inner join sujets_ascendants as ascendants
        on reponses.sujet = ascendants.sujet
    inner join mesures_considerations as mesures
        on ascendants.ascendant = mesures.sujet
    group by all
),

contrats_repondus as (
    select contrat_no from reponses
    union
    select contrat_no from reserves
),

resolutions as (
    select
        contrats_repondus.contrat_no,
        mesures.mesure,
        demandes.contrat_no is not null as demandee,
        case
            when demandes.oui then true
            when mesures.mesure in ('social', 'inclusion_sociale', 'insertion_handicap') and reserves.contrat_no is not null then true
            when demandes.oui_autre then false
            when refus.contrat_no is not null then false
            when demandes.tous_non and demandes.clause_demandee then false
        end as resolution
    from contrats_repondus
    cross join mesures_considerations as mesures
    left join demandes
        on contrats_repondus.contrat_no = demandes.contrat_no and mesures.mesure = demandes.mesure
    left join refus
        on contrats_repondus.contrat_no = refus.contrat_no and mesures.sujet = refus.sujet
    left join reserves
        on contrats_repondus.contrat_no = reserves.contrat_no
),

final as (
    select
        contrat_no,
        bool_or(resolution) filter (where mesure = 'environnement') as environnement,
        bool_or(resolution) filter (where mesure = 'social') as social,
        bool_or(resolution) filter (where mesure = 'rse') as rse,
        bool_or(demandee) filter (where mesure = 'rse') as rse_demandee,
        bool_or(resolution) filter (where mesure = 'inclusion_sociale') as inclusion_sociale,
        bool_or(resolution) filter (where mesure = 'insertion_handicap') as insertion_handicap,
        bool_or(resolution) filter (where mesure = 'egalite_fh') as egalite_fh,
        bool_or(resolution) filter (where mesure = 'discrimination') as discrimination,
        bool_or(resolution) filter (where mesure = 'equitable') as equitable,
        bool_or(resolution) filter (where mesure = 'dechets') as dechets,
        bool_or(resolution) filter (where mesure = 'plastique') as plastique,
        bool_or(resolution) filter (where mesure = 'energie') as energie,
        bool_or(resolution) filter (where mesure = 'ges') as ges,
        bool_or(resolution) filter (where mesure = 'biodiversite') as biodiversite,
        bool_or(resolution) filter (where mesure = 'reemploi') as reemploi
    from resolutions
    group by all
)

select * from final;
