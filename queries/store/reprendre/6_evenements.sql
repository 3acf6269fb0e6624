-- Meetings, sourcing and calls of the previous version that this publication keeps.
-- grain: one row per event and group or supplier
-- parameters: none
insert into lignes.evenements by name
select ancien.*
from avant.lignes.evenements as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'evenements'
            and ancien.jour between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.evenements as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.jour = ancien.jour
            and nouveau.type = ancien.type
            and nouveau.intitule = ancien.intitule
            and nouveau.groupe is not distinct from ancien.groupe
            and nouveau.fournisseur_siret is not distinct from ancien.fournisseur_siret
            and nouveau.reference is not distinct from ancien.reference
    );
