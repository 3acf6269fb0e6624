-- DuckDB's bare typed reading of a spend file: the yardstick of the import.
-- grain: one row per mandat line
-- unit: € HT
-- parameters: $path, the file; $columns, the declared columns and their types
create table nu as
from read_csv(
    $path,
    auto_detect = false,
    header = false,
    delim = ';',
    quote = '',
    decimal_separator = ',',
    dateformat = '%d/%m/%Y',
    columns = $columns
);
