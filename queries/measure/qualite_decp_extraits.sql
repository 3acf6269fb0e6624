-- Which extracts of contracts the version holds: those of the published data (DECP) and the authority's own (§11.11).
-- grain: one row
-- unit: deposits, and rows of the DECP files
-- parameters: none (counts only)
-- columns: extraits_decp, extraits_si, lignes_decp, lignes_decp_gardees, decp_debut, decp_fin
--
-- A contract that comes again is described by its latest extract alone: fewer rows kept than accepted says that some contracts of
-- the DECP were taken over by the authority's own extract.
with
sources as (
    select
        depot,
        coalesce(starts_with(source, 'decp'), false) as decp,
        acceptes,
        periode_debut,
        periode_fin
    from depots
    where type = 'contrats'
),

gardees as (
    select
        depot,
        count(distinct ligne) as lignes
    from lignes.contrats
    group by depot
),

final as (
    select
        count(*) filter (where sources.decp) as extraits_decp,
        count(*) filter (where not sources.decp) as extraits_si,
        coalesce(sum(sources.acceptes) filter (where sources.decp), 0)::bigint as lignes_decp,
        coalesce(sum(gardees.lignes) filter (where sources.decp), 0)::bigint as lignes_decp_gardees,
        min(sources.periode_debut) filter (where sources.decp) as decp_debut,
        max(sources.periode_fin) filter (where sources.decp) as decp_fin
    from sources
    left join gardees
        on sources.depot = gardees.depot
)

select * from final
