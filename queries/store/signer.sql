-- What the version says of itself.
-- grain: one row
-- parameters: every column of version, by its name
insert into version
values (
    $parent,
    $demonstration,
    $catalogue,
    $catalogue_sha256
);
