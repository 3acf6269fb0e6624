-- Numbers whose control key is wrong: kept, and said.
-- grain: one row of constats per cell
-- unit: none
-- parameters: table numeros(colonne, brut, lu, ligne)
insert into constats
with numeros as (select * from numeros
where numeros.lu is not null
),

distincts as (select distinct numeros.lu from numeros),

fausses as (select distincts.lu from distincts
where not cle_siret_juste(distincts.lu)
)

select
'cle_siret_fausse',
numeros.colonne,
numeros.lu,
numeros.ligne
from numeros
inner join fausses on numeros.lu = fausses.lu
union all
select
'siret_repare',
numeros.colonne,
numeros.brut,
numeros.ligne
from numeros
where length(numeros.lu) = 14 and regexp_full_match(forme_siret(numeros.brut), '\d{13}')
union all
select
'siren_seul',
numeros.colonne,
numeros.lu,
numeros.ligne
from numeros
where length(numeros.lu) = 9;

drop table numeros;

drop table a_dire;
