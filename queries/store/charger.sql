-- Rows of one staged extract, taken into the version under construction.
-- grain: as the tables of lignes
-- parameters: none (reads the attached staged file « attente »)
insert into lignes.contrats by name select * from attente.lignes.contrats;
insert into lignes.considerations by name select * from attente.lignes.considerations;
insert into lignes.depenses by name select * from attente.lignes.depenses;
insert into lignes.fournisseurs by name select * from attente.lignes.fournisseurs;
insert into lignes.heures by name select * from attente.lignes.heures;
insert into lignes.evenements by name select * from attente.lignes.evenements;
insert into lignes.moyens by name select * from attente.lignes.moyens;
insert into lignes.programmation by name select * from attente.lignes.programmation;
insert into lignes.rejets by name select * from attente.lignes.rejets;
insert into lignes.anomalies by name select * from attente.lignes.anomalies;
