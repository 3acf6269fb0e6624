-- The whole first, then by indicator and day: a question reads only the blocks that it needs.
-- grain: those of agregats.cumuls and agregats.choses
-- unit: those of agregats.cumuls and agregats.choses
-- parameters: none
create table agregats.cumuls as
select *
from cumuls_bruts
order by
    entier desc,
    releve asc,
    borne asc;

create table agregats.choses as
select *
from choses_brutes
order by
    entier desc,
    releve asc,
    jour asc;

drop table bornes;
drop table cumuls_bruts;
drop table choses_brutes;
