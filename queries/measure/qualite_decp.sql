-- Contracts of at least the publication threshold that stand in the DECP and not in the authority's extract, or the reverse (§11.11).
-- grain: one row per contract
-- unit: € HT
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $seuil,
--             $cote ('decp': only there; 'si': only in the authority's extract), $limite, $decalage
-- columns: cle, contrat_id, jour, objet, dga, titulaires, montant, fichier, ligne, nombre
--
-- Identifiers are compared without case, spaces or punctuation; each side only over the days that the other side's extracts cover.
with
sources as (
    select
        depot,
        coalesce(starts_with(source, 'decp'), false) as decp,
        periode_debut,
        periode_fin
    from depots
    where type = 'contrats'
),

presences as (
    select
        regexp_replace(upper(contrats.contrat_id), '[^A-Z0-9]', '', 'g') as identifiant,
        bool_or(sources.decp) as dans_decp,
        bool_or(not sources.decp) as dans_si
    from lignes.contrats as contrats
    inner join sources
        on contrats.depot = sources.depot
    group by all
),

candidats as (
    select
        *,
        regexp_replace(upper(contrat_id), '[^A-Z0-9]', '', 'g') as identifiant
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        dans_flux
        and montant >= $seuil::decimal(18, 2)
        and jour between $debut and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

isoles as (
    select
        candidats.*,
        case when presences.dans_decp then 'decp' else 'si' end as cote
    from candidats
    inner join presences
        on candidats.identifiant = presences.identifiant
    where presences.dans_decp <> presences.dans_si
),

d_un_cote as (
    select *
    from isoles
    where cote = $cote::varchar
),

final as (
    select
        d_un_cote.cle,
        d_un_cote.contrat_id,
        d_un_cote.jour,
        d_un_cote.objet,
        d_un_cote.dga,
        titulaires_montres(d_un_cote.contrat_no, d_un_cote.titulaires) as titulaires,
        d_un_cote.montant,
        depots.fichier,
        d_un_cote.ligne,
        count(*) over () as nombre
    from d_un_cote
    left join depots
        on d_un_cote.depot = depots.depot
    where
        exists (
            select 1
            from sources
            where
                sources.decp = (d_un_cote.cote = 'si')
                and d_un_cote.jour between sources.periode_debut and sources.periode_fin
        )
)

select * from final
order by
    montant desc,
    cle
limit $limite
offset $decalage
