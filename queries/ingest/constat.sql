-- One finding of the reader itself.
-- grain: one row of constats
-- unit: none
-- parameters: $regle, $colonne, $valeur, $ligne
insert into constats
select
    $regle as regle,
    $colonne as colonne,
    $valeur as valeur,
    $ligne as ligne
