-- One account prefix that is no purchase (R4).
-- grain: one row
-- parameters: positional, in the order of the columns
insert into ref.comptes_exclus
values ($1);
