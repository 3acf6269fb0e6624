-- Rows of one kind in two versions, matched by key: how many were added, changed, taken away, kept, and some of them.
-- grain: one row
-- parameters: $avant, $apres (qualified tables), $cles (JSON paths of the columns that name a row), $exemples (how many keys to show)
-- columns: ajoutees, modifiees, disparues, inchangees (rows); exemples (key, differing rows before and after as JSON).
with ancien as (
    select
        contenu,
        count(*) as nombre
    from (select to_json(ligne) as contenu from (select * exclude (depot, ligne) from query_table($avant)) as ligne) as lues
    group by all
),

nouveau as (
    select
        contenu,
        count(*) as nombre
    from (select to_json(ligne) as contenu from (select * exclude (depot, ligne) from query_table($apres)) as ligne) as lues
    group by all
),

ensemble as (
    select
        coalesce(ancien.contenu, nouveau.contenu) as contenu,
        coalesce(ancien.nombre, 0) as avant,
        coalesce(nouveau.nombre, 0) as apres
    from ancien
    full join nouveau on ancien.contenu = nouveau.contenu
),

differents as (
    select
        json_extract_string(contenu, $cles::varchar[]) as cle,
        list(contenu order by contenu) filter (where avant > apres) as avant,
        list(contenu order by contenu) filter (where apres > avant) as apres,
        coalesce(sum(avant - apres) filter (where avant > apres), 0)::bigint as parties,
        coalesce(sum(apres - avant) filter (where apres > avant), 0)::bigint as venues
    from ensemble
    where avant <> apres
    group by all
),

comptes as (
    select
        coalesce(sum(greatest(venues - parties, 0)), 0)::bigint as ajoutees,
        coalesce(sum(least(venues, parties)), 0)::bigint as modifiees,
        coalesce(sum(greatest(parties - venues, 0)), 0)::bigint as disparues
    from differents
),

exemples as (
    select
        cle,
        avant,
        apres
    from differents
    order by (avant is null or apres is null), cle
    limit $exemples
)

select
    comptes.ajoutees,
    comptes.modifiees,
    comptes.disparues,
    (select coalesce(sum(least(ensemble.avant, ensemble.apres)), 0)::bigint from ensemble) as inchangees,
    (select list(struct_pack(cle := exemples.cle, avant := exemples.avant, apres := exemples.apres)) from exemples) as exemples
from comptes
