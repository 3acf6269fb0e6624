-- Amendments (R2): a contract keeps its initial values; the rows of later modifications are set aside.
-- grain: one row of ecarts per later row
-- unit: none
-- parameters: table parametres (decp, repere_uid)
insert into ecarts
with lignes_decp as (
    select lu.*
    from lu
    cross join parametres
    where
        (parametres.decp or lu.modification_id is not null)
        and lu.contrat_id is not null and lu.ligne not in (select ecarts.ligne from ecarts)
),

datees as (
    select
        lignes_decp.ligne,
        case when parametres.decp then coalesce(lignes_decp.modification_id, 0) else least(lignes_decp.modification_id, 1) end
        > case when not parametres.decp then 0 else min(coalesce(lignes_decp.modification_id, 0)) over (partition by lignes_decp.acheteur_siren, lignes_decp.contrat_id, lignes_decp.lot) end as modifiee,
        parametres.repere_uid
        and lignes_decp.date_notification
        > min(lignes_decp.date_notification) over (partition by lignes_decp.acheteur_siren, lignes_decp.contrat_id, lignes_decp.lot) as posterieure
    from lignes_decp
    cross join parametres
),

-- In the 2019 identifiers the last two characters number the modification: …00, then …01.
suites as (
    select suivante.ligne
    from lignes_decp as suivante
    inner join lignes_decp as initiale
        on
            suivante.acheteur_siren = initiale.acheteur_siren
            and suivante.contrat_id[:-3] = initiale.contrat_id[:-3]
            and suivante.contrat_id[-2:] > initiale.contrat_id[-2:]
    where
        suivante.objet_modification is not null
        and initiale.objet_modification is null
        and length(suivante.contrat_id) > 8
        and regexp_full_match(suivante.contrat_id[-2:], '\d{2}')
        and initiale.contrat_id[-2:] = '00'
)

select
datees.ligne,
'modification'
from datees
where datees.modifiee or datees.posterieure
union
select
suites.ligne,
'modification'
from suites;

-- What remains of a repeated contractor at the same date is a later version too: the first row is the initial one.
insert into ecarts
with rangees as (
    select
        lu.ligne,
        row_number() over (
            partition by
                lu.acheteur_siren,
                lu.contrat_id,
                lu.lot,
                coalesce(lu.titulaire_siret, lu.titulaire_nom, '')
            order by lu.ligne, lu.rang
        ) as rang
    from lu
    cross join parametres
    where parametres.decp and lu.rang = 1 and lu.contrat_id is not null and lu.ligne not in (select ecarts.ligne from ecarts)
)

select
rangees.ligne,
'modification'
from rangees
where rangees.rang > 1;

insert into constats
select
'modification',
'contrat_id',
min(lu.contrat_id),
ecarts.ligne
from ecarts
inner join lu on ecarts.ligne = lu.ligne
where ecarts.motif = 'modification'
group by ecarts.ligne;
