-- How the keys of counted things that somebody noted, in this version or a former one, are shown now.
-- grain: one row per key
-- unit: none
-- parameters: $cles, $territoires_vus, $dga_vues
-- columns: cle, montree
--
-- A supplier's number goes through the door of names. One that this version does not know may be anybody's: montree is then NULL for whoever
-- may not see sole traders. Contracts and mandats are shown as they are, though their numbers may have nine digits too.
with
demandees as (
    select distinct unnest($cles::varchar[]) as cle
),

connues as (
    select siren as cle from tiers
    union
    select identifiant as cle from tiers
    union
    select fournisseur as cle from evenements
    union
    select cle from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    union
    select cle from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
),

final as (
    select
        demandees.cle,
        case
            when connues.cle is null and regexp_full_match(demandees.cle, '\d{9}|\d{14}|[A-Z]+:.+')
                then contenu_montre(demandees.cle)
            else numero_montre(demandees.cle)
        end as montree
    from demandees
    left join connues
        on demandees.cle = connues.cle
)

select * from final;
