-- Contract rows of the previous version that this publication keeps.
-- grain: one row per row of an extract and contractor
-- parameters: none (reads temp tables remplacements, completements and the attached version « avant »)
insert into lignes.contrats by name
select ancien.*
from avant.lignes.contrats as ancien
where
    not exists (
        select 1
        from remplacements
        where
            remplacements.type = 'contrats'
            and coalesce(ancien.date_notification, ancien.date_signature) between remplacements.debut and remplacements.fin
    )
    and not exists (
        select 1
        from lignes.contrats as nouveau
        inner join completements
            on nouveau.depot = completements.depot
        where
            nouveau.acheteur_siren = ancien.acheteur_siren
            and nouveau.contrat_id = ancien.contrat_id
            and nouveau.lot = ancien.lot
    );
