-- One deposit of the version under construction.
-- grain: one row
-- parameters: every column of depots, by its name
insert into depots
values (
    $depot,
    $sha256,
    $fichier,
    $type,
    $feuille,
    $source,
    $periode,
    $periode_debut,
    $periode_fin,
    $mode,
    $acheteur,
    $auteur,
    $depose_le,
    $lus,
    $acceptes,
    $rejetes,
    $ecartes,
    $demonstration,
    $type_demande,
    $feuille_demandee,
    $periode_demandee
);
