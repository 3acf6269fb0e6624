-- One golden row of lignes.heures.
insert into lignes.heures (
    contrat_id,
    mois,
    heures_realisees,
    heures_contractualisees,
    beneficiaires,
    dont_femmes,
    dont_qpv,
    type_public,
    type_structure,
    structure_siret,
    territoire,
    depot,
    ligne
)
values (
    $contrat_id,
    $mois,
    $heures_realisees,
    $heures_contractualisees,
    $beneficiaires,
    $dont_femmes,
    $dont_qpv,
    $type_public,
    $type_structure,
    $structure_siret,
    $territoire,
    $depot,
    $ligne
);
