-- The rows that do not count.
-- grain: one row per row set aside or refused
-- unit: none
-- parameters: tables ecarts, refus
create table lignes_rejetees as
select ecarts.ligne from ecarts
union
select refus.ligne from refus;
