-- The rows of the deposits that do not count, with the file, the line and what they hold.
-- grain: one row per row of a file
-- unit: none
-- parameters: $tout (false answers no row: a rejected row belongs to nobody yet), $sort, $motif (null: all), $limite, $decalage
-- columns: sort, motif, type, fichier, feuille, ligne, contenu
with
retenus as (
    select *
    from lignes.rejets
    where
        $tout::boolean
        and ($sort::varchar is null or sort = $sort)
        and ($motif::varchar is null or motif = $motif)
),

final as (
    select
        retenus.sort,
        retenus.motif,
        depots.type,
        depots.fichier,
        retenus.feuille,
        retenus.ligne,
        retenus.contenu
    from retenus
    inner join depots
        on retenus.depot = depots.depot
)

select * from final
order by
    sort desc,
    fichier,
    ligne
limit $limite
offset $decalage
