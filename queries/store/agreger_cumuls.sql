-- Facts that add up, by day of observation, segments and answer.
-- grain: one row per borne, segments and answer
-- unit: effectif and chiffres in rows of facts, amounts in the unit of the indicator
-- parameters: $vue, the qualified name of a view of schema faits; $releve, its number; $reponses, whether answers are told apart
insert into cumuls_bruts
with
faits as (
    select
        coalesce(bornes.borne, last_day(faits.jour)) as borne,
        faits.domaine,
        faits.dga,
        faits.territoire,
        faits.perimetre,
        case when $reponses::boolean then faits.appartient end as appartient,
        faits.montant,
        faits.montant_min,
        faits.montant_max
    from query_table($vue) as faits
    left join bornes
        on faits.jour = bornes.jour
    where faits.jour is not null
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
from faits
group by
    borne,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient;
