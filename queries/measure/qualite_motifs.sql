-- Why rows of the deposits do not count: refused, or set aside, by reason.
-- grain: one row per fate, reason and kind of extract
-- unit: rows of the files
-- parameters: none (counts only: no cell of a row)
-- columns: sort, motif, type, lignes, fichiers
with
final as (
    select
        rejets.sort,
        rejets.motif,
        depots.type,
        count(*) as lignes,
        count(distinct depots.fichier) as fichiers
    from lignes.rejets as rejets
    inner join depots
        on rejets.depot = depots.depot
    group by
        rejets.sort,
        rejets.motif,
        depots.type
)

select * from final
order by
    sort desc,
    lignes desc,
    motif,
    type
