-- Events: the same event written twice is told, not decided.
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
        retenues.intitule,
        count(*) over (
            partition by
                retenues.jour,
                retenues.type,
                cle_de_texte(retenues.intitule),
                retenues.fournisseur_siret,
                retenues.fournisseur_nom
        ) as nombre
    from retenues
)

select
'doublon_apparent',
'intitule',
comptees.intitule,
comptees.ligne
from comptees
where comptees.nombre > 1;
