-- Supplier rows of the previous version that this publication keeps: a new list replaces the list of the same source.
-- grain: one row per establishment and source
-- parameters: none
insert into lignes.fournisseurs by name
select ancien.*
from avant.lignes.fournisseurs as ancien
inner join avant.depots as origine
    on ancien.depot = origine.depot
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'fournisseurs'
            and remplacements.source is not distinct from origine.source
    )
    and not exists (
        select 1
        from lignes.fournisseurs as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.siret = ancien.siret
            and nouveau.source = ancien.source
            and nouveau.statut_debut is not distinct from ancien.statut_debut
            and nouveau.evaluation_date is not distinct from ancien.evaluation_date
    );
