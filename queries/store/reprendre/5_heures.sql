-- Insertion hours of the previous version that this publication keeps.
-- grain: one row per contract, month and structure
-- parameters: none
insert into lignes.heures by name
select ancien.*
from avant.lignes.heures as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'heures'
            and ancien.mois between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.heures as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.contrat_id = ancien.contrat_id
            and nouveau.mois = ancien.mois
            and nouveau.structure_siret is not distinct from ancien.structure_siret
            and nouveau.type_public is not distinct from ancien.type_public
            and nouveau.territoire is not distinct from ancien.territoire
    );
