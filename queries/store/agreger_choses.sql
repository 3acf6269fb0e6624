-- Facts counted distinct, their keys numbered.
-- grain: one row per key, day, segments and answer. The day is that of observation (borne) where no fact ends, else the fact's own
-- unit: amounts in the unit of the indicator
-- parameters: $vue, the qualified name of a view of schema faits; $releve, its number; $sans_fin, whether no fact ends
insert into choses_brutes
with
cles as (
    select
        cle,
        (row_number() over (order by cle))::integer as numero
    from query_table($vue)
    where jour is not null
    group by cle
),

lus as (
    select
        cle,
        jour,
        $sans_fin::boolean as sans_fin,
        fin,
        domaine,
        dga,
        territoire,
        perimetre,
        appartient,
        montant,
        montant_min,
        montant_max
    from query_table($vue)
    where jour is not null
),

dates as (
    select
        cles.numero as cle,
        lus.fin,
        lus.domaine,
        lus.dga,
        lus.territoire,
        lus.perimetre,
        lus.appartient,
        lus.montant,
        lus.montant_min,
        lus.montant_max,
        case when lus.sans_fin then coalesce(bornes.borne, last_day(lus.jour)) else lus.jour end as jour
    from lus
    inner join cles
        on lus.cle is not distinct from cles.cle
    left join bornes
        on lus.jour = bornes.jour
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
from dates
group by
    cle,
    jour,
    fin,
    domaine,
    dga,
    territoire,
    perimetre,
    appartient;
