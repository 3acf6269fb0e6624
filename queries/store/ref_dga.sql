-- One DGA of the catalogue.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.dga
values ($1, $2);
