-- The years and domains in which a supplier is strategic (note 4, A12), that the perimeter may see, and whether it was evaluated (F1.2).
-- grain: one row per year and domain
-- unit: none
-- parameters: $siren, $territoires_vus, $dga_vues
-- columns: annee, domaine, rang, connu, evalue, evaluation
--
-- rang is that of the whole authority, on the spending of the year before. evalue: an evaluation in force in the year says yes; NULL when
-- nobody can tell.
with
rangs as (
    select
        annee,
        domaine,
        min(rang) as rang,
        bool_or(connu) as connu
    from visibles('fournisseurs_strategiques', $territoires_vus::varchar[], $dga_vues::varchar[])
    where siren = unite_demandee($siren::varchar)
    group by
        annee,
        domaine
),

siennes as (
    select
        jour,
        fin,
        rse
    from evaluations
    where siren = unite_demandee($siren::varchar)
),

final as (
    select
        rangs.annee,
        rangs.domaine,
        any_value(rangs.rang) as rang,
        any_value(rangs.connu) as connu,
        case
            when bool_or(siennes.rse) then true
            when count(siennes.jour) > 0 then null
            when bool_or(rangs.connu) then false
        end as evalue,
        max(siennes.jour) as evaluation
    from rangs
    left join siennes
        on
            siennes.jour <= make_date(rangs.annee, 12, 31)
            and siennes.fin >= make_date(rangs.annee, 1, 1)
    group by
        rangs.annee,
        rangs.domaine
)

select * from final
order by
    annee desc,
    rang,
    domaine
