-- Distinct things as they stand at each day of observation: since 1 January, or since the first fact where a figure is a stock.
-- grain: one row per maille (0 the whole, 1 by domaine, 2 by DGA, 3 by territoire), count, borne, segment, perimetre and answer
-- unit: effectif and chiffres in things, amounts in the unit of the indicator
-- parameters: none
--
-- perimetre is null for all contracts, else the number of « marches ». A thing on several rows counts once: a « yes » wins, then an unknown,
-- then the greatest share; a panel keeps those whose amount is above zero (A15).
create table agregats.etats as
with
etendue as (
    select
        (select min(year(choses.jour)) from agregats.choses as choses) as premiere,
        (select max(year(fins.fin)) from fins_des_donnees as fins) as derniere
),

jours as (
    select distinct
        bornes.borne,
        year(bornes.borne) as annee
    from bornes
    inner join etendue
        on year(bornes.borne) between etendue.premiere and etendue.derniere
),

comptages as (
    select distinct
        releve,
        panel,
        stock
    from agregats.releves
),

perimetres as (
    select null::smallint as perimetre
    union all
    select numero as perimetre
    from agregats.segments
    where dimension = 'perimetre' and nom = 'marches'
),

lues as (
    select
        choses.*,
        comptages.panel,
        comptages.stock,
        case choses.maille
            when 1 then choses.domaine
            when 2 then choses.dga
            when 3 then choses.territoire
            else 0
        end as segment,
        case
            when choses.appartient = 1 then 3
            when choses.appartient is null then 2
            else choses.appartient
        end as poids
    from agregats.choses as choses
    inner join comptages
        on choses.releve = comptages.releve
    where choses.maille < 4
),

observees as (
    select
        lues.maille,
        lues.releve,
        jours.borne,
        lues.segment,
        perimetres.perimetre,
        lues.cle,
        lues.panel,
        max(lues.poids) as poids,
        sum(lues.montant) as montant,
        sum(lues.montant_min) as montant_min,
        sum(lues.montant_max) as montant_max
    from lues
    inner join jours
        on
            lues.jour <= jours.borne
            and (lues.stock or year(lues.jour) = jours.annee)
            and (lues.fin is null or lues.fin >= jours.borne)
    inner join perimetres
        on perimetres.perimetre is null or lues.perimetre = perimetres.perimetre
    group by
        lues.maille,
        lues.releve,
        jours.borne,
        lues.segment,
        perimetres.perimetre,
        lues.cle,
        lues.panel
),

etats as (
    select
        maille,
        releve,
        borne,
        case when maille = 1 then segment end as domaine,
        case when maille = 2 then segment end as dga,
        case when maille = 3 then segment end as territoire,
        perimetre,
        case when poids = 3 then 1 when poids < 2 then poids end::double as appartient,
        count(*)::integer as effectif,
        count(montant)::integer as chiffres,
        sum(montant)::decimal(18, 2) as montant,
        sum(montant_min)::decimal(18, 2) as montant_min,
        sum(montant_max)::decimal(18, 2) as montant_max
    from observees
    where not panel or montant > 0
    group by
        maille,
        releve,
        borne,
        segment,
        perimetre,
        poids
)

select * from etats
order by
    maille asc,
    releve asc,
    borne asc;

create table agregats.observations as
select
    min(borne) as premiere,
    max(borne) as derniere
from bornes
where
    year(borne) between (select min(year(choses.jour)) from agregats.choses as choses)
    and (select max(year(fins.fin)) from fins_des_donnees as fins);

drop table bornes;
drop table fins_des_donnees;
