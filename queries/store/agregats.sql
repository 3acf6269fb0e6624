-- Facts counted ahead, so that a screen never reads them one by one: what adds up (cumuls), what is counted distinct (choses).
-- grain: releves, one row per view of facts; coupes, one row per day of the year at which the data of a kind of extract stop; bornes, one row per
--        day; cumuls_bruts and choses_brutes, see store/agreger_cumuls and store/agreger_choses
-- unit: counts; amounts in the unit of the indicator
-- parameters: none
--
-- Days are replaced by the next day at which a figure may be observed (borne): the end of a month, 28 February (the 29th of N-1), or the day at
-- which the data of a kind of extract stop, in every year. A window that starts with a month and ends on such a day is counted exactly.
create schema agregats;

create table agregats.releves (
    vue varchar not null,
    releve smallint not null,
    additif boolean not null,
    panel boolean not null,
    stock boolean not null
);

create temp table fins_des_donnees as
select max(periode_fin) as fin
from depots
where periode_fin is not null
group by type;

create table agregats.coupes as
select distinct
    month(fin)::tinyint as mois,
    day(fin)::tinyint as jour
from fins_des_donnees;

create temp table bornes as
with
jours as (
    select unnest(generate_series(date '1990-01-01', date '2100-12-31', interval 1 day))::date as jour
),

arrets as (
    select
        jours.jour,
        jours.jour = last_day(jours.jour)
        or month(jours.jour) = 2 and day(jours.jour) = 28
        or coupes.jour is not null as arret
    from jours
    left join agregats.coupes as coupes
        on month(jours.jour) = coupes.mois and day(jours.jour) = coupes.jour
)

select
    jour,
    min(case when arret then jour end) over (
        order by jour desc
        rows between unbounded preceding and current row
    ) as borne
from arrets;

create temp table cumuls_bruts (
    releve smallint not null,
    borne date not null,
    domaine varchar,
    dga varchar,
    territoire varchar,
    perimetre varchar,
    appartient double,
    effectif integer not null,
    chiffres integer not null,
    montant decimal(18, 2),
    montant_min decimal(18, 2),
    montant_max decimal(18, 2)
);

create temp table choses_brutes (
    releve smallint not null,
    cle integer not null,
    jour date not null,
    fin date,
    domaine varchar,
    dga varchar,
    territoire varchar,
    perimetre varchar,
    appartient double,
    montant decimal(18, 2),
    montant_min decimal(18, 2),
    montant_max decimal(18, 2)
);
