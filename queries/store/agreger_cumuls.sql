-- Facts that add up, by day of observation, segments and answer.
-- grain: one row per borne, segments and answer
-- unit: effectif and chiffres in rows of facts, amounts in the unit of the indicator
-- parameters: $vue, the qualified name of a view of schema faits; $releve, its number; $reponses, whether answers are told apart
insert into cumuls_bruts
with
lus as (
    select
        jour,
        domaine,
        dga,
        territoire,
        perimetre,
        case when $reponses::boolean then appartient end as appartient,
        montant,
        montant_min,
        montant_max
    from query_table($vue)
    where jour is not null
),

dates as (
    select
        coalesce(bornes.borne, last_day(lus.jour)) as borne,
        lus.domaine,
        lus.dga,
        lus.territoire,
        lus.perimetre,
        lus.appartient,
        lus.montant,
        lus.montant_min,
        lus.montant_max
    from lus
    left join bornes
        on lus.jour = bornes.jour
)

select
    $releve::smallint as releve,
    borne,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient,
    count(*) as effectif,
    count(montant) as chiffres,
    sum(montant) as montant,
    sum(montant_min) as montant_min,
    sum(montant_max) as montant_max
from dates
group by
    borne,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient;
