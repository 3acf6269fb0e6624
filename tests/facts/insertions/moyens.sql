-- One golden row of lignes.moyens.
insert into lignes.moyens (
    moyen,
    annee,
    statut,
    pilote,
    echeance,
    avancement,
    livrable,
    commentaire,
    depot,
    ligne
)
values (
    $moyen,
    $annee,
    $statut,
    $pilote,
    $echeance,
    $avancement,
    $livrable,
    $commentaire,
    $depot,
    $ligne
);
