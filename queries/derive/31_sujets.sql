-- The tree of considerations, flattened, and what each measure asks of it (A5, A6, A22, §7).
-- grain: one row per node and ancestor, itself included (sujets_ascendants); one per measure (mesures_considerations)
-- unit: none
-- parameters: choix.specification_vaut_clause (A5), choix.inclusion_stricte (A6)
-- columns: sujets_ascendants(sujet, ascendant), mesures_considerations(mesure, sujet, types; NULL types = all)
create table sujets_ascendants as
with recursive
chemins as (
    select
        code as sujet,
        code as ascendant
    from ref.sujets
    union
    select
        chemins.sujet,
        sujets.parent as ascendant
    from chemins
    inner join ref.sujets as sujets
        on chemins.ascendant = sujets.code
    where sujets.parent is not null
)

select * from chemins;

-- A mere mention is no device (A22): gender equality, discrimination and fair trade count as a clause or a criterion only.
create table mesures_considerations as
with
mesures (mesure, sujet, types) as (
    values
    ('environnement', 'ENV', null),
    ('social', 'SOC', null),
    ('rse', 'RSE', null),
    ('inclusion_sociale', 'SOC', null),
    ('insertion_handicap', 'insertion_handicap', null),
    ('egalite_fh', 'egalite_fh', ['clause', 'critere']),
    ('discrimination', 'discrimination', ['clause', 'critere']),
    ('equitable', 'commerce_equitable', ['clause', 'critere']),
    ('dechets', 'dechets', ['clause', 'critere', 'spec_technique']),
    ('plastique', 'plastique', ['clause', 'critere', 'spec_technique']),
    ('energie', 'energie', ['clause', 'critere', 'spec_technique']),
    ('ges', 'ges', ['clause', 'critere', 'spec_technique']),
    ('biodiversite', 'biodiversite', ['clause', 'critere', 'spec_technique']),
    ('reemploi', 'reemploi_recycle_biosource', ['clause', 'critere', 'spec_technique'])
),

-- Energy, greenhouse gases, biodiversity and plastic name the technical specification in their own wording; the others do not.
final as (
    select
        mesures.mesure,
        case
            when mesures.mesure = 'inclusion_sociale' and choix.inclusion_stricte then 'insertion_handicap'
            else mesures.sujet
        end as sujet,
        case
            when choix.specification_vaut_clause then mesures.types
            when mesures.mesure in ('dechets', 'reemploi') then ['clause', 'critere']
            when mesures.types is null then ['clause', 'critere', 'marche_reserve', 'lot_reserve']
            else mesures.types
        end as types
    from mesures
    cross join choix
)

select * from final;
