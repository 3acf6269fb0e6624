-- One purchasing body whose frameworks are not the authority's own.
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.centrales_achat
values ($1);
