-- One of the means of the schema.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.moyens
values ($1, $2, $3);
