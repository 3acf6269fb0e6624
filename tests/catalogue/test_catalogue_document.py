"""The Métropole's catalogue says what the document says: plan, wording, targets, key figures."""

from __future__ import annotations

from datetime import date

import pytest

from spaser.catalogue import Catalogue, load_catalogue

LIBELLES = {
    "F1.2": "Pourcentage de fournisseurs stratégiques évalués, incluant l'évaluation RSE (Objectif : 100 % d'ici fin 2025)",
    "F1.4": "Taux de dépenses annuelles liées aux retards de paiement et aux conflits avec les fournisseurs",
    "F2.2": (
        "Pourcentage et volume financier des contrats notifiés intégrant un dispositif en faveur du développement durable et de "
        "la RSE (clause, critère, marché réservé, lot réservé) – analyse par domaine d'achat"
    ),
    "F2.3": "Pourcentage et volume financier des contrats notifiés intégrant des mesures en faveur de l'environnement",
    "F2.4": "Pourcentage et volume financier des contrats notifiés intégrant des mesures en faveur de l'inclusion sociale",
    "F3.4": "Pourcentage et volume financier des achats réalisés auprès des acteurs de IAE vs N-1",
    "F5.2": (
        "Pourcentage et volume financier des contrats intégrant une clause ou des critères environnementaux sur la réduction, "
        "le tri, la valorisation des déchets - Segmentation annuelle par domaine d'activité"
    ),
    "F6.2": (
        "Pourcentage de contrats publics notifiés intégrant un dispositif en faveur de la réduction des GES "
        "(clause, critère, spécification technique)"
    ),
    "F7.2": (
        "Segmentation annuelle des marchés publics par domaine d'activité en pourcentage et en volume financier intégrant des "
        "clauses ou des critères en faveur du réemploi, des matériaux ou recyclés"
    ),
    "F8.3": (
        "Pourcentage du panel fournisseur représenté par des TPE / PME issues de la région PACA, "
        "focus Département des Bouches-du-Rhône"
    ),
    "F9.2": "Volumes d'achats adressés aux acteurs de l'ESS dans les contrats publics",
    "F10.1": (
        "Nombre de marchés innovants (via la procédure marché innovant à - de 100 000 €) notifiés sur l'année "
        "et dans quels secteurs d'activité"
    ),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_le_plan_compte_4_axes_10_fiches_25_objectifs_62_moyens_157_actions(catalogue: Catalogue) -> None:
    objectifs = [objectif for fiche in catalogue.fiches for objectif in fiche.objectifs]
    moyens = [moyen for _, moyen in catalogue.moyens()]
    assert len(catalogue.axes) == 4
    assert [fiche.code for fiche in catalogue.fiches] == [f"F{n}" for n in range(1, 11)]
    assert [objectif.code for objectif in objectifs] == [f"O{n}" for n in range(1, 26)]
    assert [moyen.code for moyen in moyens] == [f"M{n}" for n in range(1, 63)]
    assert sum(len(moyen.actions) for moyen in moyens) == 157


def test_les_fiches_sont_dans_l_axe_du_document(catalogue: Catalogue) -> None:
    assert [fiche.axe for fiche in catalogue.fiches] == [1, 1, 2, 2, 3, 3, 3, 4, 4, 4]


def test_les_34_indicateurs_se_repartissent_par_fiche(catalogue: Catalogue) -> None:
    par_fiche = dict.fromkeys((fiche.code for fiche in catalogue.fiches), 0)
    for indicateur in catalogue.indicateurs:
        if indicateur.groupe == "spaser":
            assert indicateur.fiche is not None
            par_fiche[indicateur.fiche] += 1
    assert list(par_fiche.values()) == [4, 4, 4, 3, 3, 3, 2, 3, 3, 5]


def test_les_autres_indicateurs_sont_a_part(catalogue: Catalogue) -> None:
    codes = {
        groupe: [i.code for i in catalogue.indicateurs if i.groupe == groupe and i.fiche is None]
        for groupe in ("complementaire", "statutaire")
    }
    assert codes["complementaire"] == [
        "X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X8.2", "X8.3", "X9", "X9.2", "X10",
    ]  # fmt: skip
    assert codes["statutaire"] == ["L1", "L1.2", "L2", "L2.2", "L3"]
    assert len(catalogue.indicateurs) == 34 + 13 + 5
    assert "L4" in {note.code for note in catalogue.notes_de_methode}


def test_les_chiffres_a_cote_ne_sont_comptes_avec_aucun_indicateur(catalogue: Catalogue) -> None:
    """Each stands beside an indicator of the document or beside a complementary one, and bears its code and a letter."""
    a_cote = {figure.code: figure.a_cote_de for figure in catalogue.a_cote}
    assert a_cote == {
        "F2.4a": "F2.4", "F5.1a": "F5.1", "F8.3a": "F8.3", "F8.3b": "F8.3", "F9.2a": "F9.2",
        "X1a": "X1", "X1b": "X1", "X7a": "X7", "X7b": "X7",
    }  # fmt: skip
    assert not {i.code for i in catalogue.indicateurs} & set(a_cote)
    assert {i.groupe for i in catalogue.indicateurs} == {"spaser", "complementaire", "statutaire"}
    assert [i.code for i in catalogue.mesurables] == [*(i.code for i in catalogue.indicateurs), *a_cote]
    assert [figure.code for figure in catalogue.a_cote_de("X1")] == ["X1a", "X1b"]
    assert catalogue.a_cote_de("F1.1") == ()
    assert catalogue.indicateur("X1a").groupe == "a_cote"
    for figure in catalogue.a_cote:
        assert (figure.groupe, figure.cibles, figure.base_2020) == ("a_cote", (), None)
        told = catalogue.indicateur(figure.a_cote_de or "")
        assert f"({figure.code})" in " ".join((told.formule, *told.limites)), figure.code


@pytest.mark.parametrize(("code", "libelle"), LIBELLES.items())
def test_le_libelle_est_celui_du_document_mot_pour_mot(catalogue: Catalogue, code: str, libelle: str) -> None:
    assert catalogue.indicateur(code).libelle == libelle


def test_quatorze_indicateurs_portent_un_volume_financier(catalogue: Catalogue) -> None:
    porteurs = [i.code for i in catalogue.indicateurs if i.groupe == "spaser" and i.volume_financier]
    assert porteurs == [
        "F2.1", "F2.2", "F2.3", "F2.4", "F3.1", "F3.2", "F3.3", "F3.4", "F5.1", "F5.2", "F5.3", "F7.2", "F8.1", "F8.2",
    ]  # fmt: skip


def test_un_indicateur_dit_volume_financier_si_son_libelle_le_dit(catalogue: Catalogue) -> None:
    for indicateur in catalogue.indicateurs:
        if indicateur.groupe == "spaser":
            assert indicateur.volume_financier == ("volume financier" in indicateur.libelle), indicateur.code


def test_les_segmentations_sont_celles_que_le_document_demande(catalogue: Catalogue) -> None:
    par_domaine = [i.code for i in catalogue.indicateurs if i.segmentation == ("domaine",)]
    assert par_domaine == ["F1.2", "F2.2", "F3.2", "F4.3", "F5.2", "F7.2", "F8.2", "F10.1"]


@pytest.mark.parametrize(
    ("code", "nature", "periode", "unite"),
    [
        ("F1.1", "nombre", "annee", "nombre"),
        ("F1.2", "part", "observation", "%"),
        ("F1.4", "part_montant", "annee", "‰"),
        ("F3.1", "part_montant", "annee", "%"),
        ("F8.3", "part_panel", "annee", "%"),
        ("F9.1", "part_panel", "annee", "%"),
        ("F9.2", "montant", "annee", "€"),
        ("F10.3", "part", "annee", "%"),
        ("F10.4", "montant", "annee", "€"),
        ("X2", "somme", "annee", "heures"),
        ("X5", "montant", "annee", "€"),
        ("X6", "part", "observation", "%"),
        ("X8", "nombre_panel", "annee", "nombre"),
        ("X8.2", "nombre", "observation", "nombre"),
        ("X9", "moyenne", "annee", "jours"),
    ],
)
def test_un_indicateur_se_compte_comme_sa_nature_le_dit(
    catalogue: Catalogue, code: str, nature: str, periode: str, unite: str
) -> None:
    indicateur = catalogue.indicateur(code)
    assert (indicateur.nature, indicateur.periode, indicateur.unite) == (nature, periode, unite)


@pytest.mark.parametrize(
    ("code", "valeur", "annee", "chaque_annee"),
    [
        ("F1.2", 1.0, 2025, False),
        ("F2.3", 1.0, 2025, False),
        ("F2.4", 0.30, 2025, False),
        ("X1", 0.05, 2025, False),
        ("X3", 1.0, 2022, True),
        ("X4", 1.0, 2022, True),
        ("X5", 0.0, 2022, True),
        ("X9", 30.0, 2021, True),
    ],
)
def test_les_cibles_sont_celles_du_document(
    catalogue: Catalogue, code: str, valeur: float, annee: int, chaque_annee: bool
) -> None:
    (cible,) = catalogue.indicateur(code).cibles
    assert (cible.valeur, cible.annee, cible.chaque_annee) == (valeur, annee, chaque_annee)
    assert cible.valide_au is None


def test_aucune_autre_cible_n_est_inventee(catalogue: Catalogue) -> None:
    avec_cible = {i.code for i in catalogue.indicateurs if i.cibles}
    assert avec_cible == {"F1.2", "F2.3", "F2.4", "X1", "X3", "X4", "X5", "X9"}


def test_les_cibles_du_schema_viennent_de_la_deliberation_du_7_octobre_2021(catalogue: Catalogue) -> None:
    for code in ("F1.2", "F2.3", "F2.4", "X1", "X3", "X4", "X5"):
        (cible,) = catalogue.indicateur(code).cibles
        assert cible.decision == "Délibération du Conseil de la Métropole du 7 octobre 2021"
        assert cible.valide_du == date(2021, 10, 7)


def test_aucun_indicateur_du_schema_n_a_de_base_2020(catalogue: Catalogue) -> None:
    bases = {i.code: i.base_2020 for i in catalogue.indicateurs if i.base_2020 is not None}
    assert bases == {"X2": 150_000, "X7": 0.8, "X8": 2766, "X8.2": 2700, "X8.3": 940}


def test_les_deux_tiers_de_tpe_pme_de_2020_ne_sont_pas_la_base_de_f8_3(catalogue: Catalogue) -> None:
    par_code = {chiffre.code: chiffre for chiffre in catalogue.chiffres_2020}
    assert par_code["part_tpe_pme"].comparable_a is None
    assert par_code["achats"].valeur == 1_300_000_000
    assert "délégations de service public" in par_code["achats"].perimetre


def test_les_notes_de_bas_de_page_sont_separees_du_texte(catalogue: Catalogue) -> None:
    moyens = {moyen.code: moyen for _, moyen in catalogue.moyens()}
    assert moyens["M10"].notes == (4,)
    assert moyens["M10"].libelle.endswith(
        "l'évaluation des fournisseurs stratégiques et de leurs sous-traitants"
    )
    assert moyens["M62"].notes == (11, 12)
    textes = [texte for moyen in moyens.values() for texte in (moyen.libelle, *moyen.actions)]
    assert not [texte for texte in textes if "<" in texte]


def test_le_moyen_11_porte_les_engagements(catalogue: Catalogue) -> None:
    moyens = {moyen.code: moyen for _, moyen in catalogue.moyens()}
    assert moyens["M11"].libelle == (
        "Augmenter l'intégration de considérations en faveur du développement durable pour atteindre l'objectif d'inclure, "
        "d'ici 2025, des considérations environnementales et sociales dans respectivement 100 % et 30 % des marchés notifiés au "
        "cours de l'année, en réalisant 5% des achats auprès d'entreprises solidaires."
    )


def test_les_dga_d_une_fiche_suivent_le_document(catalogue: Catalogue) -> None:
    par_code = {fiche.code: fiche for fiche in catalogue.fiches}
    assert par_code["F7"].dga == ("CPAJ", "DUST", "AFPIM", "EAD", "INSI")
    assert par_code["F4"].dga == ("CPAJ", "EIESS", "Mission Égalité Femmes/Hommes")
    assert (
        par_code["F2"].dga_libelle
        == "CPAJ (Commande Publique et Affaires Juridiques), toutes directions métiers"
    )


def test_les_choix_a1_a_a24_et_les_regles_r1_a_r16_sont_tous_la(catalogue: Catalogue) -> None:
    assert [choix.code for choix in catalogue.choix] == [f"A{n}" for n in range(1, 25)]
    assert [regle.code for regle in catalogue.regles] == [f"R{n}" for n in range(1, 17)]
    decides = [choix.code for choix in catalogue.choix if choix.decide_par is not None]
    assert decides == ["A24"]


def test_les_parametres_du_calcul_sont_ecrits_comme_sql_les_lit(catalogue: Catalogue) -> None:
    parametres = {parametre.cle: parametre.valeur for parametre in catalogue.parametres()}
    assert parametres["inclure_subsequents"] == "false"
    assert parametres["specification_vaut_clause"] == "true"
    assert parametres["date_charte"] == "2022-01-01"
    assert parametres["evaluation_validite_mois"] == "12"
    assert parametres["strategiques_rang_max"] == "5"
    assert parametres["entreprises_solidaires"] == "S2"
    assert parametres["taux_tva_defaut"] == "0.2"


def test_les_seuils_du_verdict_sont_des_reglages(catalogue: Catalogue) -> None:
    reglages = catalogue.reglages
    assert (reglages.seuil_bonne_voie, reglages.seuil_acceleration, reglages.seuil_recul) == (0.95, 0.60, 0.0)
    assert (reglages.couverture_min, reglages.completude_provisoire) == (0.80, 0.90)
    assert (reglages.stable_taux_min, reglages.stable_relatif) == (0.01, 0.05)
    assert reglages.taux_rejet_max == 0.05


def test_les_seuils_des_alertes_sont_des_reglages(catalogue: Catalogue) -> None:
    reglages = catalogue.reglages
    assert (reglages.alerte_montant_contrat, reglages.alerte_echeance_mois) == (1_000_000, 36)
    assert reglages.seuil_publication_decp == 40_000


def test_le_lexique_et_les_17_odd_sont_ceux_du_document(catalogue: Catalogue) -> None:
    lexique = {terme.sigle: terme.definition for terme in catalogue.glossaire}
    assert lexique["SPASER"] == "Schéma de promotion des achats socialement et écologiquement responsables"
    assert lexique["SOURCING"] == "Étude du marché fournisseurs et identification des partenaires économiques"
    assert [odd.numero for odd in catalogue.odd] == list(range(1, 18))
    assert catalogue.odd[11].titre == "Établir des modes de consommation et de production durables"
