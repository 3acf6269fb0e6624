-- Contract rows of the previous version that this publication keeps.
-- grain: one row per row of an extract and contractor
-- parameters: none (reads temp tables remplacements, completements and the attached version « avant »)
--
-- A contract that comes again with the same holder is described by the latest extract alone, even when its date has moved
-- out of the period that is replaced; another holder of the same contract stays.
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
    )
    and not exists (
        select 1
        from lignes.contrats as nouveau
        where
            nouveau.acheteur_siren = ancien.acheteur_siren
            and nouveau.contrat_id = ancien.contrat_id
            and nouveau.lot = ancien.lot
            and coalesce(nouveau.titulaire_siret, nouveau.titulaire_nom, '')
            = coalesce(ancien.titulaire_siret, ancien.titulaire_nom, '')
    );
