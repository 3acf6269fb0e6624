-- Numbers whose control key is wrong, repaired ones, SIREN alone: kept, and said.
-- grain: one row of constats per cell
-- unit: none
-- parameters: view numeros(colonne, brut, lu, ligne)
-- The numbers are told apart in a table: the optimizer would have every cell looked at.
create table paires as
select distinct
numeros.brut,
numeros.lu
from numeros
where numeros.lu is not null;

insert into constats
with a_dire as (
    select
paires.brut,
paires.lu,
'cle_siret_fausse' as regle,
paires.lu as valeur
    from paires
    where not cle_siret_juste(paires.lu)
    union all
    select
paires.brut,
paires.lu,
'siret_repare' as regle,
paires.brut as valeur
    from paires
    where length(paires.lu) = 14 and regexp_full_match(forme_siret(paires.brut), '\d{13}')
    union all
    select
paires.brut,
paires.lu,
'siren_seul' as regle,
paires.lu as valeur
    from paires
    where length(paires.lu) = 9
)

select
a_dire.regle,
numeros.colonne,
a_dire.valeur,
numeros.ligne
from numeros
inner join a_dire on numeros.brut = a_dire.brut and numeros.lu = a_dire.lu;

drop table paires;

drop view numeros;
