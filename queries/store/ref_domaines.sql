-- One domaine d'achat of the catalogue.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.domaines
values ($1, $2, $3, $4);
