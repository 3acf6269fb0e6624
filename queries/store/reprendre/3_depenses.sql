-- Spend lines of the previous version that this publication keeps.
-- grain: one row per mandat line; the day that counts is the mandat's, held inside its exercice (R4)
-- parameters: none
insert into lignes.depenses by name
select ancien.*
from avant.lignes.depenses as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'depenses'
            and least(
                greatest(ancien.date_mandat, make_date(ancien.exercice, 1, 1)),
                make_date(ancien.exercice, 12, 31)
            ) between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.depenses as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.mandat_id = ancien.mandat_id
            and nouveau.exercice = ancien.exercice
            and nouveau.budget is not distinct from ancien.budget
    );
