-- Third parties: every identifier of the extracts, numbered, with the legal unit that it belongs to (R10).
-- grain: one row per identifier (SIRET, SIREN alone, foreign identifier, or name where there is none)
-- unit: none
-- parameters: none
-- columns: tiers_id, siren_id, identifiant, siren, lieu_impose
create table tiers as
with
identifiants as (
    select coalesce(tiers_siret, 'NOM:' || upper(trim(tiers_nom))) as identifiant from lignes.depenses
    union
    select coalesce(titulaire_siret, 'NOM:' || upper(trim(titulaire_nom))) as identifiant from lignes.contrats
    union
    select siret as identifiant from lignes.fournisseurs
),

-- A French VAT number ends with the SIREN.
unites as (
    select
        identifiant,
        case
            when regexp_full_match(identifiant, '\d{14}|\d{9}') then left(identifiant, 9)
            when regexp_full_match(identifiant, 'TVA:FR[0-9A-Z]{2}\d{9}') then right(identifiant, 9)
            else identifiant
        end as siren,
        case
            when starts_with(identifiant, 'TAHITI:') then '987'
            when starts_with(identifiant, 'RIDET:') then '988'
            when starts_with(identifiant, 'FRWF:') then '986'
            when regexp_matches(identifiant, '^(NOM|IREP|TVA:FR)') then null
            when contains(identifiant, ':') then 'hors France'
        end as lieu_impose
    from identifiants
    where identifiant is not null
),

final as (
    select
        row_number() over (order by identifiant)::integer as tiers_id,
        dense_rank() over (order by siren)::integer as siren_id,
        identifiant,
        siren,
        lieu_impose
    from unites
)

select * from final;
