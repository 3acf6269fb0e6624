"""Segments against the median of their column, by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from spaser.measure import Measure, measure
from spaser.measure.comparison import (
    Colonne,
    Lecture,
    attendu,
    colonne,
    colonne_a_achats_egaux,
    segments_presents,
    ventiles,
)
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from tests.measure.versions import Fait, contrats, indicateur, version_de

F23 = indicateur("F2.3")
ANNEE = Filters(annee=2025)


def mesures(code: str, faits: Sequence[Fait]) -> tuple[Measure, ...]:
    return measure(version_de(indicateur(code), faits), code, ANNEE, Perimeter.tout(), "dga")


def compares(faits: Sequence[Fait], segments: Sequence[str], code: str = "F2.3") -> Colonne:
    reglages = version_de(F23, []).catalogue.reglages
    return colonne(indicateur(code), mesures(code, faits), segments, reglages)


def dga(nom: str, oui: int, non: int, inconnus: int = 0) -> list[Fait]:
    return [
        Fait(f"{nom}-{fait.cle}", fait.jour, appartient=fait.appartient, dga=nom)
        for fait in contrats(2025, oui, non, inconnus)
    ]


def lectures(trouvee: Colonne) -> dict[str, Lecture]:
    return {case.segment: case.lecture for case in trouvee.cases}


QUATRE = [*dga("A", 8, 2), *dga("B", 5, 5), *dga("C", 2, 8), *dga("D", 2, 0)]


def test_la_mediane_est_la_valeur_du_milieu_des_segments_comparables() -> None:
    """80 %, 50 %, 20 % : la médiane est 50 % ; les deux contrats de D (100 %) n'y comptent pas."""
    trouvee = compares(QUATRE, "ABCD")
    assert trouvee.mediane == 0.5
    assert trouvee.comparables == 3
    assert [case.ecart for case in trouvee.cases] == pytest.approx([0.3, 0.0, -0.3, 0.5])


def test_la_mediane_n_est_pas_le_taux_de_l_ensemble() -> None:
    """17 oui sur 32 contrats : 53,1 % ; chaque DGA compte pour une dans la médiane, quelle que soit sa taille."""
    trouvee = compares(QUATRE, "ABCD")
    assert trouvee.ensemble.valeur == pytest.approx(17 / 32)
    assert trouvee.mediane != trouvee.ensemble.valeur


def test_un_petit_effectif_n_est_pas_classe() -> None:
    assert lectures(compares(QUATRE, "ABCD"))["D"] is Lecture.PETIT


def test_entre_deux_segments_la_mediane_est_leur_milieu() -> None:
    trouvee = compares([*dga("A", 8, 2), *dga("B", 4, 6)], "AB")
    assert trouvee.mediane == pytest.approx(0.6)


def test_un_seul_segment_comparable_n_a_pas_de_mediane() -> None:
    trouvee = compares([*dga("A", 8, 2), *dga("D", 2, 0)], "AD")
    assert trouvee.mediane is None
    assert lectures(trouvee) == {"A": Lecture.SANS_COMPARAISON, "D": Lecture.PETIT}


def test_un_ecart_d_un_contrat_n_est_pas_un_ecart() -> None:
    """6 sur 10 contre une médiane de 5 sur 10 : un contrat d'écart, proche ; 9 sur 10 : quatre contrats, nettement plus."""
    faits = [*dga("A", 6, 4), *dga("B", 5, 5), *dga("C", 4, 6), *dga("E", 5, 5), *dga("F", 9, 1)]
    lues = lectures(compares(faits, "ABCEF"))
    assert lues["A"] is Lecture.PROCHE
    assert lues["F"] is Lecture.NETTEMENT_PLUS


def test_nettement_veut_dire_plus_loin_que_la_moitie_des_segments() -> None:
    """Écarts à la médiane (50 %) : 40, 20, 0, 20, 40 points : leur médiane est 20."""
    faits = [*dga("A", 9, 1), *dga("B", 7, 3), *dga("C", 5, 5), *dga("E", 3, 7), *dga("F", 1, 9)]
    assert lectures(compares(faits, "ABCEF")) == {
        "A": Lecture.NETTEMENT_PLUS,
        "B": Lecture.PLUS,
        "C": Lecture.PROCHE,
        "E": Lecture.MOINS,
        "F": Lecture.NETTEMENT_MOINS,
    }


def test_pour_un_indicateur_a_la_baisse_etre_au_dessus_est_defavorable() -> None:
    faits = [*dga("A", 9, 1), *dga("B", 5, 5), *dga("C", 1, 9)]
    baisse = indicateur("F2.3", sens="baisse", cibles=())
    reglages = version_de(F23, []).catalogue.reglages
    trouvee = colonne(baisse, mesures("F2.3", faits), "ABC", reglages)
    assert lectures(trouvee)["A"] in (Lecture.MOINS, Lecture.NETTEMENT_MOINS)
    assert lectures(trouvee)["C"] in (Lecture.PLUS, Lecture.NETTEMENT_PLUS)


def test_un_segment_dont_rien_n_est_renseigne_n_est_pas_a_zero() -> None:
    trouvee = compares([*dga("A", 8, 2), *dga("B", 5, 5), *dga("C", 0, 0, 6), *dga("Z", 0, 6)], "ABCZ")
    par_nom = {case.segment: case for case in trouvee.cases}
    assert (par_nom["C"].valeur, par_nom["C"].lecture) == (None, Lecture.NON_RENSEIGNE)
    assert par_nom["Z"].valeur == 0
    assert trouvee.comparables == 3


def test_une_completude_faible_est_signalee() -> None:
    """Sept contrats renseignés sur dix : 70 %, sous les 80 % du réglage."""
    trouvee = compares([*dga("A", 5, 2, 3), *dga("B", 5, 5)], "AB")
    assert [case.incomplet for case in trouvee.cases] == [True, False]


def test_un_segment_sans_contrat_est_sans_objet_pour_un_taux_et_zero_pour_un_nombre() -> None:
    (absente,) = compares(dga("A", 8, 2), "Q").cases
    assert (absente.valeur, absente.lecture) == (None, Lecture.NON_APPLICABLE)
    (nombre,) = compares(dga("A", 8, 2), "Q", "F10.1").cases
    assert (nombre.valeur, nombre.lecture) == (0.0, Lecture.SANS_COMPARAISON)


def test_non_affecte_n_entre_pas_dans_la_mediane_et_vient_en_dernier() -> None:
    faits = [*dga("A", 8, 2), *dga("B", 5, 5), *dga("Non affecté", 0, 10)]
    trouvees = mesures("F2.3", faits)
    assert segments_presents([trouvees], ("B", "A")) == ("B", "A", "Non affecté")
    assert compares(faits, ("A", "B", "Non affecté")).mediane == pytest.approx(0.65)


def test_un_indicateur_que_rien_ne_rattache_a_une_dga_n_est_pas_ventile() -> None:
    assert ventiles({"F2.3": mesures("F2.3", dga("Non affecté", 3, 3))}) == ()
    assert ventiles({"F2.3": mesures("F2.3", dga("A", 3, 3))}) == ("F2.3",)


def achats(nom: str, domaine: str, oui: int, non: int, inconnus: int = 0) -> list[Fait]:
    return [
        replace(fait, cle=f"{nom}-{domaine}-{fait.cle}", dga=nom, domaine=domaine)
        for fait in contrats(2025, oui, non, inconnus)
    ]


DEUX_PANIERS = [
    *achats("A", "Déchets", 2, 6),
    *achats("A", "Énergie", 2, 0),
    *achats("B", "Déchets", 8, 4),
    *achats("B", "Énergie", 6, 2),
]
"""Ensemble : 10 ÷ 20 en Déchets (50 %), 8 ÷ 10 en Énergie (80 %)."""


def attendus_de(
    faits: Sequence[Fait], segments: Sequence[str], code: str = "F2.3"
) -> dict[str, float | None]:
    version = version_de(indicateur(code), faits)
    ensemble = measure(version, code, ANNEE, Perimeter.tout(), "domaine")
    return {
        nom: attendu(
            ensemble, measure(version, code, replace(ANNEE, dga=(nom,)), Perimeter.tout(), "domaine")
        )
        for nom in segments
    }


def test_a_achats_egaux_chaque_domaine_a_le_taux_de_l_ensemble() -> None:
    """A : (8 × 50 % + 2 × 80 %) ÷ 10 = 56 % attendus, 40 % mesurés. B : (12 × 50 % + 8 × 80 %) ÷ 20 = 62 %, 70 % mesurés."""
    attendus = attendus_de(DEUX_PANIERS, "AB")
    assert attendus == pytest.approx({"A": 0.56, "B": 0.62})
    reglages = version_de(F23, []).catalogue.reglages
    connus = {nom: valeur for nom, valeur in attendus.items() if valeur is not None}
    trouvee = colonne_a_achats_egaux(F23, mesures("F2.3", DEUX_PANIERS), "AB", connus, reglages)
    assert [case.ecart for case in trouvee.cases] == pytest.approx([-0.16, 0.08])
    assert [case.repere for case in trouvee.cases] == pytest.approx([0.56, 0.62])
    assert trouvee.mediane is None
    # Les écarts, pesés par les effectifs, se compensent : −16 points × 10 + 8 points × 20.
    assert sum((case.ecart or 0) * case.effectif for case in trouvee.cases) == pytest.approx(0)


def test_un_ecart_brut_peut_ne_venir_que_des_achats() -> None:
    """A et B font comme l'ensemble dans chaque domaine : 20 points d'écart entre elles, aucun à achats égaux."""
    faits = [
        *achats("A", "Déchets", 4, 4),
        *achats("A", "Énergie", 2, 0),
        *achats("B", "Déchets", 2, 2),
        *achats("B", "Énergie", 6, 0),
    ]
    assert [m.valeur for m in mesures("F2.3", faits)[1:]] == pytest.approx([0.6, 0.8])
    assert attendus_de(faits, "AB") == pytest.approx({"A": 0.6, "B": 0.8})


def test_a_achats_egaux_l_inconnu_compte_au_denominateur_et_un_petit_effectif_n_est_pas_classe() -> None:
    """Déchets : 4 oui sur 10 dont 4 inconnus, soit 40 % ; A, entre 25 et 75 % selon ses inconnus, ne se lit pas ; Q reste gris."""
    faits = [*achats("A", "Déchets", 2, 2, 4), *achats("Q", "Déchets", 2, 0)]
    attendus = attendus_de(faits, "AQ")
    assert attendus == pytest.approx({"A": 0.4, "Q": 0.4})
    reglages = version_de(F23, []).catalogue.reglages
    connus = {nom: valeur for nom, valeur in attendus.items() if valeur is not None}
    trouvee = colonne_a_achats_egaux(F23, mesures("F2.3", faits), "AQ", connus, reglages)
    assert [case.lecture for case in trouvee.cases] == [Lecture.NON_CONCLUANT, Lecture.PETIT]


@pytest.mark.parametrize(
    ("oui", "non", "inconnus", "lecture"),
    [
        (2, 18, 0, Lecture.MOINS),  # 10 %, 30 points sous 40 % ; seul, il n’est plus loin que personne
        (2, 12, 6, Lecture.NON_CONCLUANT),  # entre 10 et 40 % : proche si tout est oui
        (2, 15, 3, Lecture.MOINS),  # entre 10 et 25 % : sous 40 % aux deux bouts
        (7, 10, 3, Lecture.NON_CONCLUANT),  # entre 35 et 50 % : proche, ou au-dessus
    ],
)
def test_une_lecture_tient_aux_deux_bouts_de_l_intervalle(
    oui: int, non: int, inconnus: int, lecture: Lecture
) -> None:
    faits = achats("A", "Déchets", oui, non, inconnus)
    reglages = version_de(F23, []).catalogue.reglages
    trouvee = colonne_a_achats_egaux(F23, mesures("F2.3", faits), "A", {"A": 0.4}, reglages)
    assert trouvee.cases[0].lecture is lecture


def test_une_chose_de_deux_domaines_n_a_pas_d_attendu() -> None:
    """Un fournisseur payé en Déchets et en Énergie compte une fois pour A, une fois dans chaque domaine : 1 n'est pas 2."""
    commun = contrats(2025, 1)[0]
    faits = [replace(commun, dga="A"), replace(commun, dga="A", domaine="Énergie")]
    assert attendus_de(faits, "A") == {"A": None}


def test_sans_attendu_une_valeur_est_montree_sans_comparaison() -> None:
    reglages = version_de(F23, []).catalogue.reglages
    (case,) = colonne_a_achats_egaux(F23, mesures("F2.3", dga("A", 8, 2)), "A", {}, reglages).cases
    assert (case.valeur, case.ecart, case.lecture) == (0.8, None, Lecture.SANS_COMPARAISON)
