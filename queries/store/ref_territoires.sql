-- One territoire of the catalogue.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.territoires
values ($1, $2);
