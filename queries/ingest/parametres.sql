-- The choices and thresholds of this reading, for the rules to join.
-- grain: one row
-- unit: € and fractions
-- parameters: one per column
insert into parametres
select
    $siren as siren_acheteur,
    $acheteur as acheteur_voulu,
    $jour_depot as jour_depot,
    $annee_min as annee_min,
    $annee_max as annee_max,
    $montant_min as montant_min,
    $montant_max as montant_max,
    $taux_tva as taux_tva,
    $debut as debut_voulu,
    $fin as fin_voulue,
    $decp as decp,
    $uid as repere_uid,
    $source as source,
    $depot as depot
