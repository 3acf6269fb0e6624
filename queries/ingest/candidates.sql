-- Rows to look at closely: something required is missing, or the row is not as wide as its headings.
-- grain: one row per row of the file
-- unit: none
-- parameters: tables manques, toleres, irregulieres, lu
create table candidates_lignes as
select manques.ligne
from manques
where not exists (select 1 from toleres
where toleres.ligne = manques.ligne and toleres.colonne = manques.colonne)
union
select irregulieres.ligne
from irregulieres;

create view bonnes as
select lu.ligne
from lu
where lu.ligne not in (select candidates_lignes.ligne from candidates_lignes);
