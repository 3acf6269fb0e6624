-- One golden row of lignes.programmation.
insert into lignes.programmation (
    besoin_id,
    annee,
    intitule,
    domaine,
    dga,
    territoire,
    montant_estime,
    date_lancement_prevue,
    contrat_remplace,
    analyse_dd,
    opportunites,
    depot,
    ligne
)
values (
    $besoin_id,
    $annee,
    $intitule,
    $domaine,
    $dga,
    $territoire,
    $montant_estime,
    $date_lancement_prevue,
    $contrat_remplace,
    $analyse_dd,
    $opportunites,
    $depot,
    $ligne
);
