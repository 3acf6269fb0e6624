-- The workshop: a working database beside the staged file, thrown away with the child process's folder.
-- grain: none
-- unit: none
-- parameters: none
attach 'travail.duckdb' as travail; -- noqa: PRS

use travail;
