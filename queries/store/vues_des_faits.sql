-- The relation that each view of facts reads: the same text is the same relation.
-- grain: one row per view of schema faits
-- unit: none
-- parameters: none
-- columns: vue, texte
select
    view_name as vue,
    regexp_replace(sql, '^create\s+view\s+\S+\s+as\s+', '', 'i') as texte
from duckdb_views()
where schema_name = 'faits';
