-- One golden row of lignes.considerations.
insert into lignes.considerations (
    acheteur_siren,
    contrat_id,
    lot,
    sujet,
    type,
    reponse,
    depot,
    ligne
)
values (
    $acheteur_siren,
    $contrat_id,
    $lot,
    $sujet,
    $type,
    $reponse,
    $depot,
    $ligne
);
