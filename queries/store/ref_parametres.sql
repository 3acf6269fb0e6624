-- One parameter of the counting choices or settings in force.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.parametres
values ($1, $2);
