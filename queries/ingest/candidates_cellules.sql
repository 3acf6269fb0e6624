-- All the cells of the rows to look at.
-- grain: one row per candidate row
-- unit: none
-- parameters: view contenu_cellules, table candidates_lignes
create table candidates as
select
    contenu_cellules.ligne,
    contenu_cellules.cellules
from contenu_cellules
semi join candidates_lignes using (ligne);
