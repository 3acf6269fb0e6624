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

lues as (
    select
        choses.maille,
        choses.releve,
        choses.cle,
        choses.jour,
        choses.fin,
        choses.montant,
        choses.montant_min,
        choses.montant_max,
        perimetres.perimetre,
        comptages.panel,
        comptages.stock,
        comptages.jour_par_jour,
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
    inner join perimetres
        on perimetres.perimetre is null or choses.perimetre = perimetres.perimetre
    where choses.maille < 4
),

observees as (
    select
        lues.maille,
        lues.releve,
        jours.borne,
        lues.segment,
        lues.perimetre,
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
    where lues.jour_par_jour
    group by
        lues.maille,
        lues.releve,
        jours.borne,
        lues.segment,
        lues.perimetre,
        lues.cle,
        lues.panel
),

par_jour as (
    select
        maille,
        releve,
        segment,
        perimetre,
        cle,
        panel,
        jour,
        max(poids) as poids,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from lues
    where not jour_par_jour
    group by
        maille,
        releve,
        segment,
        perimetre,
        cle,
        panel,
        jour
),

successives as (
    select
        maille,
        releve,
        segment,
        perimetre,
        panel,
        jour,
        max(poids) over depuis_janvier as poids,
        sum(montant) over depuis_janvier as montant,
        sum(montant_min) over depuis_janvier as montant_min,
        sum(montant_max) over depuis_janvier as montant_max,
        lead(jour) over depuis_janvier as suivant
    from par_jour
    window
        depuis_janvier as (
            partition by maille, releve, segment, perimetre, cle, year(jour)
            order by jour
        )
),

-- A state comes at its day and goes at the day of the next one.
mouvements as (
    select
        successives.maille,
        successives.releve,
        successives.segment,
        successives.perimetre,
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
    where not successives.panel or successives.montant > 0
    group by all
),

etats as (
    select
        maille,
        releve,
        borne,
        segment,
        perimetre,
        poids,
        count(*) as effectif,
        count(montant) as chiffres,
        sum(montant) as montant,
        sum(montant_min) as montant_min,
        sum(montant_max) as montant_max
    from observees
    where not panel or montant > 0
    group by
        maille,
        releve,
        borne,
        segment,
        perimetre,
        poids
    union all
    select
        mouvements.maille,
        mouvements.releve,
        jours.borne,
        mouvements.segment,
        mouvements.perimetre,
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
        mouvements.maille,
        mouvements.releve,
        jours.borne,
        mouvements.segment,
        mouvements.perimetre,
        mouvements.poids
    having sum(mouvements.effectif) > 0
)

select
    maille,
    releve,
    borne,
    case when maille = 1 then segment end as domaine,
    case when maille = 2 then segment end as dga,
    case when maille = 3 then segment end as territoire,
    perimetre,
    case when poids = 3 then 1 when poids < 2 then poids end::double as appartient,
    effectif::integer as effectif,
    chiffres::integer as chiffres,
    montant::decimal(18, 2) as montant,
    montant_min::decimal(18, 2) as montant_min,
    montant_max::decimal(18, 2) as montant_max
from etats
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
