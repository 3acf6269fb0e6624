-- How many facts a figure has: a view that cannot be read is found when the version is built, not on a screen.
-- grain: one row
-- columns: nombre
-- parameters: $vue, the qualified name of a view of schema faits
select count(*) as nombre
from query_table($vue);
