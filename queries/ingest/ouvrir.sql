-- The workshop: a working database in memory (what does not fit is written to the child process's folder) beside the staged file.
-- grain: none
-- unit: none
-- parameters: none
attach ':memory:' as travail; -- noqa: PRS

use travail;
