-- The counts made ahead as a question reads them: segments numbered, added up to the coarsest mesh (maille) that a question needs.
-- grain: segments, one row per value of a dimension; cumuls, those of cumuls_bruts, once per maille: 0 the whole, 1 by domaine,
--        2 by DGA, 3 by territoire, 4 by all three; choses, those of choses_brutes, at maille 4
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

create temp macro numerotes(bruts) as table
with
lus as (
    select *
    from query_table(bruts)
)

select
    lus.* exclude (domaine, dga, territoire, perimetre),
    domaines.numero as domaine,
    dga.numero as dga,
    territoires.numero as territoire,
    perimetres.numero as perimetre
from lus
inner join agregats.segments as domaines
    on domaines.dimension = 'domaine' and lus.domaine = domaines.nom
inner join agregats.segments as dga
    on dga.dimension = 'dga' and lus.dga = dga.nom
inner join agregats.segments as territoires
    on territoires.dimension = 'territoire' and lus.territoire = territoires.nom
inner join agregats.segments as perimetres
    on perimetres.dimension = 'perimetre' and lus.perimetre = perimetres.nom;

create table agregats.cumuls as
with
mailles as (
    select
        case
            when grouping(domaine) + grouping(dga) + grouping(territoire) = 3 then 0
            when grouping(domaine) = 0 then 1
            when grouping(dga) = 0 then 2
            else 3
        end::tinyint as maille,
        releve,
        borne,
        domaine,
        dga,
        territoire,
        perimetre,
        appartient,
        sum(effectif)::integer as effectif,
        sum(chiffres)::integer as chiffres,
        sum(montant)::decimal(18, 2) as montant,
        sum(montant_min)::decimal(18, 2) as montant_min,
        sum(montant_max)::decimal(18, 2) as montant_max
    from numerotes('cumuls_bruts')
    group by
        grouping sets (
            (releve, borne, perimetre, appartient),
            (releve, borne, domaine, perimetre, appartient),
            (releve, borne, dga, perimetre, appartient),
            (releve, borne, territoire, perimetre, appartient)
        )
    union all by name
    select
        4::tinyint as maille,
        *
    from numerotes('cumuls_bruts')
)

select * from mailles
order by
    maille asc,
    releve asc,
    borne asc;

create table agregats.choses as
select
    4::tinyint as maille,
    *
from numerotes('choses_brutes')
order by
    releve asc,
    jour asc;

drop macro numerotes;
drop table cumuls_bruts;
drop table choses_brutes;
