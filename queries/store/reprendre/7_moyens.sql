-- Roadmap lines of the previous version that this publication keeps.
-- grain: one row per moyen and year
-- parameters: none
insert into lignes.moyens by name
select ancien.*
from avant.lignes.moyens as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'moyens'
            and make_date(ancien.annee, 1, 1) between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.moyens as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.moyen = ancien.moyen
            and nouveau.annee = ancien.annee
    );
