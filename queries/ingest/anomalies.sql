-- Findings grouped as a person reads them: one per rule, column and, where the rule says so, value.
-- grain: one row per anomaly
-- unit: none
-- parameters: tables constats, regles(regle, par_valeur)
with constats as (select distinct * from constats),

regles as (select * from regles),

groupes as (
    select
        constats.regle,
        constats.colonne,
        case when regles.par_valeur then constats.valeur end as cle_valeur,
        coalesce(arg_min(constats.valeur, constats.ligne), min(constats.valeur)) as valeur,
        count(*) as occurrences,
        min(constats.ligne) as ligne,
        list_sort(min(constats.ligne, 10)) as lignes
    from constats
    inner join regles on constats.regle = regles.regle
    group by all
)

select
    groupes.regle,
    groupes.colonne,
    groupes.valeur,
    groupes.occurrences,
    groupes.ligne,
    groupes.lignes
from groupes
order by
    groupes.regle asc,
    groupes.colonne asc,
    groupes.occurrences desc,
    groupes.ligne asc
