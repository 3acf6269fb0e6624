-- The counts made ahead as a question reads them: segments numbered, the whole first, then by indicator and day.
-- grain: segments, one row per value of a dimension; cumuls and choses, those of cumuls_bruts and choses_brutes
-- unit: those of cumuls_bruts and choses_brutes
-- parameters: none
create table agregats.segments as
with
valeurs as (
    select
        domaine,
        dga,
        territoire,
        perimetre
    from cumuls_bruts
    union
    select
        domaine,
        dga,
        territoire,
        perimetre
    from choses_brutes
),

noms as (
    select
        'domaine' as dimension,
        domaine as nom
    from valeurs
    union
    select
        'dga' as dimension,
        dga as nom
    from valeurs
    union
    select
        'territoire' as dimension,
        territoire as nom
    from valeurs
    union
    select
        'perimetre' as dimension,
        perimetre as nom
    from valeurs
)

select
    dimension,
    nom,
    (row_number() over (partition by dimension order by nom))::smallint as numero
from noms
where nom is not null;

create table agregats.cumuls as
select
    bruts.entier,
    bruts.releve,
    bruts.borne,
    domaines.numero as domaine,
    dga.numero as dga,
    territoires.numero as territoire,
    perimetres.numero as perimetre,
    bruts.appartient,
    bruts.effectif,
    bruts.chiffres,
    bruts.montant,
    bruts.montant_min,
    bruts.montant_max
from cumuls_bruts as bruts
left join agregats.segments as domaines
    on domaines.dimension = 'domaine' and bruts.domaine = domaines.nom
left join agregats.segments as dga
    on dga.dimension = 'dga' and bruts.dga = dga.nom
left join agregats.segments as territoires
    on territoires.dimension = 'territoire' and bruts.territoire = territoires.nom
left join agregats.segments as perimetres
    on perimetres.dimension = 'perimetre' and bruts.perimetre = perimetres.nom
order by
    bruts.entier desc,
    bruts.releve asc,
    bruts.borne asc;

create table agregats.choses as
select
    brutes.entier,
    brutes.releve,
    brutes.cle,
    brutes.jour,
    brutes.fin,
    domaines.numero as domaine,
    dga.numero as dga,
    territoires.numero as territoire,
    perimetres.numero as perimetre,
    brutes.appartient,
    brutes.montant,
    brutes.montant_min,
    brutes.montant_max
from choses_brutes as brutes
left join agregats.segments as domaines
    on domaines.dimension = 'domaine' and brutes.domaine = domaines.nom
left join agregats.segments as dga
    on dga.dimension = 'dga' and brutes.dga = dga.nom
left join agregats.segments as territoires
    on territoires.dimension = 'territoire' and brutes.territoire = territoires.nom
left join agregats.segments as perimetres
    on perimetres.dimension = 'perimetre' and brutes.perimetre = perimetres.nom
order by
    brutes.entier desc,
    brutes.releve asc,
    brutes.jour asc;

drop table bornes;
drop table cumuls_bruts;
drop table choses_brutes;
