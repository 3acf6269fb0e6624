-- How many things stand behind a count, by whether they belong: as many as lignes_distinctes lists.
-- grain: one row
-- unit: things
-- parameters: $vue, $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $panel
-- columns: oui, non, inconnu
--
-- A thing belongs with one « yes », else is unknown with one unknown, else with its greatest share.
with
choses as (
    select
        cle,
        bool_or(appartient = 1) as certain,
        count(*) > count(appartient) as incomplet,
        max(appartient) as part
    from visibles($vue, $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut::date and $arrete::date
        and (fin is null or fin >= $arrete::date)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
    group by cle
    having not $panel::boolean or sum(montant) > 0
),

lues as (
    select
        case
            when certain then 'oui'
            when incomplet then 'inconnu'
            when part > 0 then 'oui'
            else 'non'
        end as reponse
    from choses
),

final as (
    select
        count(*) filter (where reponse = 'oui') as oui,
        count(*) filter (where reponse = 'non') as non,
        count(*) filter (where reponse = 'inconnu') as inconnu
    from lues
)

select * from final
