-- Whether a version holds counts made ahead: those published before do not.
-- grain: one row
-- unit: none
-- parameters: none
-- columns: presents
select count(*) > 0 as presents
from duckdb_tables()
where schema_name = 'agregats';
