-- Considerations of the contracts that were kept, and those that came in a deposit of their own.
-- grain: one row per answer
-- parameters: none (runs after contrats)
insert into lignes.considerations by name
select ancien.*
from avant.lignes.considerations as ancien
where
    exists (
        select 1
        from lignes.contrats as garde
        where
            garde.depot = ancien.depot
            and garde.acheteur_siren = ancien.acheteur_siren
            and garde.contrat_id = ancien.contrat_id
            and garde.lot = ancien.lot
    )
    or not exists (
        select 1
        from avant.lignes.contrats as origine
        where
            origine.depot = ancien.depot
            and origine.acheteur_siren = ancien.acheteur_siren
            and origine.contrat_id = ancien.contrat_id
            and origine.lot = ancien.lot
    );
