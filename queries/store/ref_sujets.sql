-- One node of the tree of considerations.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.sujets
values ($1, $2, $3);
