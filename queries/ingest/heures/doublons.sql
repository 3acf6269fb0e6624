-- Hours: the same contract, month, public and structure on several rows is told, not decided.
-- grain: rows of constats
-- unit: none
-- parameters: none
insert into constats
with retenues as (
    select lu.*
    from lu
    where lu.ligne not in (select ecarts.ligne from ecarts) and lu.ligne not in (select refus.ligne from refus)
),

comptees as (
    select
        retenues.ligne,
        retenues.contrat_id,
        count(*) over (
            partition by
                retenues.contrat_id,
                retenues.mois,
                retenues.type_public,
                retenues.type_structure,
                retenues.structure_siret,
                retenues.territoire
        ) as nombre
    from retenues
)

select
'doublon_apparent',
'contrat_id',
comptees.contrat_id,
comptees.ligne
from comptees
where comptees.nombre > 1;
