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

-- What neither ends nor lasts beyond its year changes at its own days only.
comptages as (
    select
        releves.releve,
        releves.panel,
        releves.stock,
        releves.stock or releves.releve in (
            select choses.releve
            from agregats.choses as choses
            where choses.fin is not null
        ) as jour_par_jour
    from (
        select distinct
            releve,
            panel,
            stock
        from agregats.releves
    ) as releves
),

perimetres as (
    select null::smallint as perimetre
    union all
    select numero as perimetre
    from agregats.segments
    where dimension = 'perimetre' and nom = 'marches'
),

-- What is counted apart: the whole, a domaine, a DGA or a territoire, in one perimetre.
groupes as (
    select
        (row_number() over (order by vus.maille, vus.releve, vus.segment, perimetres.perimetre))::integer as groupe,
        vus.maille,
        vus.releve,
        vus.segment,
        perimetres.perimetre,
        comptages.panel,
        comptages.stock,
        comptages.jour_par_jour
    from (
        select distinct
            maille,
            releve,
            coalesce(domaine, dga, territoire, 0) as segment
        from agregats.choses
        where maille < 4
    ) as vus
    inner join comptages
        on vus.releve = comptages.releve
    cross join perimetres
),

lues as not materialized (
    select
        groupes.groupe,
        groupes.panel,
        groupes.stock,
        groupes.jour_par_jour,
        choses.cle,
        choses.jour,
        choses.fin,
        choses.montant,
        choses.montant_min,
        choses.montant_max,
        case
            when choses.appartient = 1 then 3
            when choses.appartient is null then 2
            else choses.appartient
        end as poids
    from agregats.choses as choses
    inner join groupes
        on
            choses.maille = groupes.maille
            and choses.releve = groupes.releve
            and coalesce(choses.domaine, choses.dga, choses.territoire, 0) = groupes.segment
            and (groupes.perimetre is null or choses.perimetre = groupes.perimetre)
    where choses.maille < 4
),

observees as (
    select
        lues.groupe,
        lues.panel,
        jours.borne,
        lues.cle,
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
    where lues.jour_par_jour
    group by
        lues.groupe,
        lues.panel,
        jours.borne,
        lues.cle
),

successives as (
    select
        groupe,
        panel,
        jour,
        max(poids) over depuis_janvier as poids,
        sum(montant) over depuis_janvier as montant,
        sum(montant_min) over depuis_janvier as montant_min,
        sum(montant_max) over depuis_janvier as montant_max,
        lead(jour) over depuis_janvier as suivant
    from lues
    where not jour_par_jour
    window
        depuis_janvier as (
            partition by groupe, cle, year(jour)
            order by jour
            rows between unbounded preceding and current row
        )
),

-- A state comes at its day and goes at the day of the next one; of a thing on several rows of one day, the last has the whole state.
mouvements as (
    select
        successives.groupe,
        successives.poids,
        case when sens.sens = 1 then successives.jour else successives.suivant end as jour,
        year(successives.jour) as annee,
        sum(sens.sens) as effectif,
        sum(sens.sens) filter (where successives.montant is not null) as chiffres,
        sum(sens.sens) filter (where successives.montant_min is not null) as chiffres_min,
        sum(sens.sens) filter (where successives.montant_max is not null) as chiffres_max,
        sum(sens.sens * successives.montant) as montant,
        sum(sens.sens * successives.montant_min) as montant_min,
        sum(sens.sens * successives.montant_max) as montant_max
    from successives
    inner join (
        select 1 as sens
        union all
        select -1 as sens
    ) as sens
        on sens.sens = 1 or successives.suivant is not null
    where
        successives.suivant is distinct from successives.jour
        and (not successives.panel or successives.montant > 0)
    group by all
),

etats as (
    select
        groupe,
        borne,
        poids,
        count(*) as effectif,
        count(montant) as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from observees
    where not panel or montant > 0
    group by
        groupe,
        borne,
        poids
    union all
    select
        mouvements.groupe,
        jours.borne,
        mouvements.poids,
        sum(mouvements.effectif) as effectif,
        coalesce(sum(mouvements.chiffres), 0) as chiffres,
        case when sum(mouvements.chiffres) > 0 then sum(mouvements.montant) end as montant,
        case when sum(mouvements.chiffres_min) > 0 then sum(mouvements.montant_min) end as montant_min,
        case when sum(mouvements.chiffres_max) > 0 then sum(mouvements.montant_max) end as montant_max
    from mouvements
    inner join jours
        on mouvements.annee = jours.annee and mouvements.jour <= jours.borne
    group by
        mouvements.groupe,
        jours.borne,
        mouvements.poids
    having sum(mouvements.effectif) > 0
)

select
    groupes.maille,
    groupes.releve,
    etats.borne,
    case when groupes.maille = 1 then groupes.segment end as domaine,
    case when groupes.maille = 2 then groupes.segment end as dga,
    case when groupes.maille = 3 then groupes.segment end as territoire,
    groupes.perimetre,
    case when etats.poids = 3 then 1 when etats.poids < 2 then etats.poids end::double as appartient,
    etats.effectif::integer as effectif,
    etats.chiffres::integer as chiffres,
    etats.montant::decimal(18, 2) as montant,
    etats.montant_min::decimal(18, 2) as montant_min,
    etats.montant_max::decimal(18, 2) as montant_max
from etats
inner join groupes
    on etats.groupe = groupes.groupe
order by
    groupes.maille asc,
    groupes.releve asc,
    etats.borne asc;

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
