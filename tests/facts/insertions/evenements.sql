-- One golden row of lignes.evenements.
insert into lignes.evenements (
    jour,
    type,
    intitule,
    groupe,
    statut,
    fournisseur_siret,
    fournisseur_nom,
    participants,
    domaine,
    dga,
    territoire,
    reference,
    depot,
    ligne
)
values (
    $jour,
    $type,
    $intitule,
    $groupe,
    $statut,
    $fournisseur_siret,
    $fournisseur_nom,
    $participants,
    $domaine,
    $dga,
    $territoire,
    $reference,
    $depot,
    $ligne
);
