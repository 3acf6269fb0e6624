-- Facts counted distinct, their keys numbered.
-- grain: one row per key, day, segments and answer. The day is that of observation (borne) where no fact ends, else the fact's own
-- unit: amounts in the unit of the indicator
-- parameters: $vue, the qualified name of a view of schema faits; $releve, its number; $sans_fin, whether no fact ends
insert into choses_brutes
with
faits as (
    select
        dense_rank() over (order by faits.cle)::integer as cle,
        case when $sans_fin::boolean then coalesce(bornes.borne, last_day(faits.jour)) else faits.jour end as jour,
        faits.fin,
        faits.domaine,
        faits.dga,
        faits.territoire,
        faits.perimetre,
        faits.appartient,
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
    cle,
    jour,
    fin,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient,
    sum(montant) as montant,
    sum(montant_min) as montant_min,
    sum(montant_max) as montant_max
from faits
group by
    cle,
    jour,
    fin,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient;
