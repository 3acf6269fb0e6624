-- Which columns have at least one filled cell that could not be read: one bit per column.
-- grain: one row
-- unit: none
-- parameters: table lu
with masques as (select coalesce(bit_or(lu.defauts), 0) as defauts from lu)

select * from masques
