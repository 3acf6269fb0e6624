-- Anomalies found when the deposits of the version were read, by rule.
-- grain: one row per rule, gravity and kind of extract
-- unit: occurrences in the files
-- parameters: $tout (false hides everything that holds a cell or a file of somebody else: only counts remain)
-- columns: regle, gravite, type, occurrences, fichiers, fichier, ligne, colonne, valeur, message, remede
--
-- No row of this table belongs to a DGA or a territoire: whoever does not see everything sees counts only.
with
constats as (
    select
        anomalies.regle,
        anomalies.gravite,
        depots.type,
        anomalies.occurrences,
        anomalies.colonne,
        anomalies.valeur,
        anomalies.message,
        anomalies.remede,
        anomalies.ligne,
        depots.fichier,
        { 'depot': depots.depose_le, 'fichier': depots.fichier, 'ligne': coalesce(anomalies.ligne, 0) } as ordre
    from lignes.anomalies as anomalies
    inner join depots
        on anomalies.depot = depots.depot
),

par_regle as (
    select
        regle,
        gravite,
        type,
        sum(occurrences)::bigint as occurrences,
        count(distinct fichier) as fichiers,
        arg_min(fichier, ordre) as fichier,
        arg_min(ligne, ordre) as ligne,
        arg_min(colonne, ordre) as colonne,
        arg_min(valeur, ordre) as valeur,
        arg_min(message, ordre) as message,
        arg_min(remede, ordre) as remede
    from constats
    group by
        regle,
        gravite,
        type
),

final as (
    select
        regle,
        gravite,
        type,
        occurrences,
        fichiers,
        case when $tout::boolean then fichier end as fichier,
        case when $tout::boolean then ligne end as ligne,
        case when $tout::boolean then colonne end as colonne,
        case when $tout::boolean then valeur end as valeur,
        case when $tout::boolean then message end as message,
        case when $tout::boolean then remede end as remede
    from par_regle
)

select * from final
order by
    case gravite
        when 'bloquante' then 0
        when 'avertissement' then 1
        else 2
    end,
    occurrences desc,
    regle,
    type
