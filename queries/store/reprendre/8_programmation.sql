-- Planned purchases of the previous version that this publication keeps.
-- grain: one row per need and year
-- parameters: none
insert into lignes.programmation by name
select ancien.*
from avant.lignes.programmation as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'programmation'
            and make_date(ancien.annee, 1, 1) between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.programmation as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.besoin_id = ancien.besoin_id
            and nouveau.annee = ancien.annee
    );
