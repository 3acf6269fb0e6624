-- Suppliers that a file knows, by SIREN.
-- grain: one row per establishment
-- parameters: none (reads the attached file « liste »)
insert into connus
select left(siret, 9) as siren
from liste.lignes.fournisseurs;
