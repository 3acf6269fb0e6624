-- Means: « M1 », « m 01 », « Moyen 1 » and « 1 » are one code.
-- grain: rows of lu, made of the rows read (lues)
-- unit: none
-- parameters: none
create table lu as select * from lues;

update lu set moyen = 'M' || cast(cast(regexp_extract(lu.moyen, '(\d+)', 1) as integer) as varchar)
where regexp_full_match(lu.moyen, '(?i)(m|moyen|moyen n°)?[ ._-]*\d{1,3}');

insert into constats
select
'moyen_inconnu',
'moyen',
lu.moyen,
lu.ligne
from lu
where lu.moyen is not null and not regexp_full_match(lu.moyen, 'M\d{1,3}');
