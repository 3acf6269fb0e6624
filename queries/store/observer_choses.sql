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

mailles as (
    select unnest(range(4))::tinyint as maille
),

vues as (
    select
        mailles.maille,
        choses.releve,
        choses.cle,
        choses.jour,
        choses.fin,
        choses.perimetre,
        choses.montant,
        choses.montant_min,
        choses.montant_max,
        case mailles.maille
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
    cross join mailles
),

-- What is counted apart: the whole, a domaine, a DGA or a territoire, in one perimetre.
segments as (
    select
        0::tinyint as maille,
        0::smallint as segment
    union all
    select
        (list_position(['domaine', 'dga', 'territoire'], dimension))::tinyint as maille,
        numero as segment
    from agregats.segments
    where dimension in ('domaine', 'dga', 'territoire')
),

groupes as (
    select
        (row_number() over (
            order by segments.maille, comptages.releve, segments.segment, perimetres.perimetre
        ))::integer as groupe,
        segments.maille,
        comptages.releve,
        segments.segment,
        perimetres.perimetre,
        comptages.panel,
        comptages.stock,
        comptages.jour_par_jour
    from segments
    cross join comptages
    cross join perimetres
),

lues as not materialized (
    select
        groupes.groupe,
        groupes.panel,
        groupes.stock,
        groupes.jour_par_jour,
        vues.cle,
        vues.jour,
        vues.fin,
        vues.montant,
        vues.montant_min,
        vues.montant_max,
        vues.poids
    from vues
    inner join groupes
        on
            vues.maille = groupes.maille
            and vues.releve = groupes.releve
            and vues.segment = groupes.segment
            and (groupes.perimetre is null or vues.perimetre = groupes.perimetre)
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

-- A thing in a group and a year. It is constant when its answer never changes, all its rows say their amounts or none does, and a panel never
-- loses it: it comes at its first day, and its amounts add up.
annees as materialized (
    select
        groupe,
        cle,
        year(jour) as annee,
        min(jour) as jour,
        max(poids) as poids,
        count(montant) > 0 as chiffre,
        count(montant_min) > 0 as chiffre_min,
        count(montant_max) > 0 as chiffre_max,
        min(poids) = max(poids)
        and count(montant) in (0, count(*))
        and count(montant_min) in (0, count(*))
        and count(montant_max) in (0, count(*))
        and (not any_value(panel) or coalesce(min(montant), 0) > 0) as constante
    from lues
    where not jour_par_jour
    group by
        groupe,
        cle,
        year(jour)
),

changeantes as (
    select
        groupe,
        cle,
        annee
    from annees
    where not constante
),

rangees_changeantes as not materialized (
    select lues.*
    from lues
    semi join changeantes
        on lues.groupe = changeantes.groupe and lues.cle = changeantes.cle and year(lues.jour) = changeantes.annee
),

rangees_constantes as not materialized (
    select lues.*
    from lues
    anti join changeantes
        on lues.groupe = changeantes.groupe and lues.cle = changeantes.cle and year(lues.jour) = changeantes.annee
    where not lues.jour_par_jour
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
    from rangees_changeantes
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
        groupe,
        poids,
        jour,
        annee,
        count(*) as effectif,
        count(*) filter (where chiffre) as chiffres,
        count(*) filter (where chiffre_min) as chiffres_min,
        count(*) filter (where chiffre_max) as chiffres_max,
        null as montant,
        null as montant_min,
        null as montant_max
    from annees
    where constante
    group by all
    union all
    select
        groupe,
        poids,
        jour,
        year(jour) as annee,
        0 as effectif,
        0 as chiffres,
        0 as chiffres_min,
        0 as chiffres_max,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from rangees_constantes
    group by all
    union all
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
