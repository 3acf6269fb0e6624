-- Suppliers that a file cites: paid, holding a contract, in an event, employing for insertion, or in the authority's own list.
-- grain: one row per number
-- unit: none
-- parameters: none (reads the attached file « liste », fills temp table numeros(siret))
insert into numeros
with
cites as (
    select tiers_siret as siret from liste.lignes.depenses
    union
    select titulaire_siret as siret from liste.lignes.contrats
    union
    select structure_siret as siret from liste.lignes.heures
    union
    select fournisseur_siret as siret from liste.lignes.evenements
    union
    select siret
    from liste.lignes.fournisseurs
    where source not in ('esat', 'siae', 'esus', 'sirene', 'sirene-etablissements')
)

select siret from cites
where regexp_full_match(siret, '\d{9}|\d{14}');
