-- One département and its region.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.departements
values ($1, $2, $3, $4);
