-- Suppliers whose name and numbers are shown to the lead of the SPASER alone: sole traders, and those whose legal form nobody knows.
-- grain: one row per number that may be shown: a legal unit, each of its identifiers, a supplier that an event names
-- unit: none
-- parameters: none
-- columns: numero, siren, reference, mention
--
-- A sole trader: legal category 1xxx of INSEE, or a unit that SIRENE does not diffuse (« [ND] »). A legal person: four digits that begin
-- with 2 to 9, or the SIREN of a public body (it begins with 1 or 2). The rest is unknown, and hidden too; names decide nothing.
-- reference stands for the number: the hash of the SIREN with what the whole extracts hold, which nobody outside the lead can know. It holds
-- for one version: the same rows give the same references, others give others, that open nothing in this version.
create table masques as
with
formes as (
    select
        tiers.siren,
        bool_or(starts_with(trim(listes.categorie_juridique), '1') or listes.denomination like '%[ND]%') as individuelle,
        bool_or(regexp_full_match(trim(listes.categorie_juridique), '[2-9]\d{3}')) as morale
    from lignes.fournisseurs as listes
    inner join tiers
        on listes.siret = tiers.identifiant
    group by tiers.siren
),

cites as (
    select siren from tiers
    union
    select fournisseur as siren
    from evenements
    where fournisseur is not null
),

caches as (
    select
        cites.siren,
        coalesce(formes.individuelle, false) as individuelle
    from cites
    left join formes
        on cites.siren = formes.siren
    where
        coalesce(formes.individuelle, false)
        or not (coalesce(formes.morale, false) or regexp_full_match(cites.siren, '[12]\d{8}'))
),

sel as materialized (
    select
        concat_ws(
            ' ',
            (select sum(hash(fournisseurs)) from lignes.fournisseurs),
            (select sum(hash(depenses)) from lignes.depenses),
            (select sum(hash(contrats)) from lignes.contrats)
        ) as grains
),

unites as (
    select
        caches.siren,
        case when caches.individuelle then 'EI-' else 'NC-' end
        || upper(left(sha256(sel.grains || ' ' || caches.siren), 12)) as reference,
        case
            when caches.individuelle then 'Entrepreneur individuel (nom masqué)'
            else 'Statut juridique inconnu (nom masqué)'
        end as dit
    from caches
    cross join sel
),

final as (
    select
        siren as numero,
        siren,
        reference,
        dit || ' ' || reference as mention
    from unites
    union all
    select
        tiers.identifiant as numero,
        unites.siren,
        unites.reference || '/' || row_number() over (
            partition by unites.siren
            order by sha256(unites.reference || tiers.identifiant)
        ) as reference,
        unites.dit || ' ' || unites.reference as mention
    from unites
    inner join tiers
        on unites.siren = tiers.siren
    where tiers.identifiant <> unites.siren
)

select * from final
order by numero;
