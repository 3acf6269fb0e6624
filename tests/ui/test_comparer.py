"""Comparisons on screen: the sets of indicators, the words of a cell, the drawing."""

import altair as alt
import pytest

from spaser.catalogue import load_catalogue
from spaser.measure.comparison import Case, Colonne, Lecture
from spaser.ui.compare_chart import _FILLS, heading, heat_rows, heat_table
from spaser.ui.compare_fairness import widest_gap
from spaser.ui.compare_scopes import difference
from spaser.ui.compare_sets import Group, indicators_of, names_of, sets_of
from spaser.ui.compare_words import READINGS, Reference, gap_text, things_text, value_of

CATALOGUE = load_catalogue()
F23 = CATALOGUE.indicateur("F2.3")


def case(
    valeur: float | None, effectif: int = 10, lecture: Lecture = Lecture.PROCHE, **autres: object
) -> Case:
    champs = {"completude": 1.0, "ecart": None, "incomplet": False, **autres}
    return Case("EAD", valeur, effectif, lecture=lecture, **champs)  # type: ignore[arg-type]


def test_les_cibles_viennent_d_abord_puis_les_axes_et_chaque_indicateur_a_sa_place() -> None:
    jeux = sets_of(CATALOGUE)
    assert next(iter(jeux)) == "Cibles"
    assert {i.code for i in indicators_of(jeux["Cibles"])} == {
        i.code for i in CATALOGUE.indicateurs if i.cibles
    }
    ailleurs = [i.code for nom, groupes in jeux.items() if nom != "Cibles" for i in indicators_of(groupes)]
    assert sorted(ailleurs) == sorted(i.code for i in CATALOGUE.indicateurs)


def test_les_indicateurs_d_un_axe_sont_ranges_par_fiche() -> None:
    axe_4 = next(groupes for nom, groupes in sets_of(CATALOGUE).items() if nom.startswith("Axe 4"))
    assert [groupe.titre for groupe in axe_4] == ["Fiche 8", "Fiche 9", "Fiche 10", "Complémentaires"]


def test_les_trois_absences_sont_trois_textes() -> None:
    textes = {
        value_of(case(None, lecture=Lecture.NON_RENSEIGNE), F23),
        value_of(case(None, 0, Lecture.NON_APPLICABLE), F23),
        value_of(case(0.0), F23),
    }
    assert textes == {"◌ non renseigné", "∅ sans objet", "0,0\u202f%"}


def test_un_petit_effectif_porte_sa_marque_et_une_completude_faible_aussi() -> None:
    assert value_of(case(1.0, 2, Lecture.PETIT), F23) == "100,0\u202f% ◦"
    assert things_text(case(0.5)) == "n = 10"
    assert things_text(case(0.5, completude=0.9)) == "n = 10 · 90\u202f%"
    assert things_text(case(0.5, completude=0.998)) == "n = 10 · 99\u202f%"
    assert things_text(case(0.5, completude=1.0)) == "n = 10"
    assert things_text(case(0.5, completude=0.7, incomplet=True)) == "n = 10 · 70\u202f%\u202f◌"


@pytest.mark.parametrize(
    ("code", "ecart", "texte"),
    [
        ("F2.3", 0.041, "+4,1\u202fpt"),
        ("F2.3", -0.041, "−4,1\u202fpt"),
        ("F2.3", 0.0001, "0,0\u202fpt"),
        ("F2.3", -0.0001, "0,0\u202fpt"),
        ("F2.3", None, ""),
        ("X9", 2.04, "+2\u202fj"),
        ("F9.2", 1_200_000.0, "+1,2\u202fM€"),
        ("F1.4", 0.0004, "+0,40\u202f‰"),
    ],
)
def test_le_signe_d_un_ecart_est_ecrit(code: str, ecart: float | None, texte: str) -> None:
    assert gap_text(ecart, CATALOGUE.indicateur(code)) == texte


def test_la_difference_de_deux_perimetres_n_existe_que_si_les_deux_sont_connus() -> None:
    assert difference(case(0.5), case(0.2)) == pytest.approx(0.3)
    assert difference(case(0.5), case(None, lecture=Lecture.NON_RENSEIGNE)) is None


def test_chaque_lecture_a_ses_mots_et_son_encre() -> None:
    assert set(READINGS) == set(Lecture) == set(_FILLS)
    assert len(set(READINGS.values())) == len(Lecture)


def _luminance(couleur: str) -> float:
    canaux = [int(couleur[rang : rang + 2], 16) / 255 for rang in (1, 3, 5)]
    rouge, vert, bleu = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


@pytest.mark.parametrize("lecture", [lu for lu, (fond, _) in _FILLS.items() if fond.startswith("#")])
def test_le_texte_d_une_case_coloree_se_lit(lecture: Lecture) -> None:
    clair, sombre = sorted((_luminance(couleur) for couleur in _FILLS[lecture]), reverse=True)
    assert (clair + 0.05) / (sombre + 0.05) >= 4.5


@pytest.mark.parametrize("reference", ["mediane", "achats"])
def test_le_tableau_de_chaleur_est_un_dessin_valide_sans_donnees(reference: Reference) -> None:
    dessin = heat_table(reference)
    alt.FacetChart.from_dict(dessin)
    assert "datasets" not in dessin


def test_une_case_emporte_son_nom_ses_textes_et_l_ordre_de_son_groupe() -> None:
    groupes = (Group("Fiche 2", (F23,)),)
    colonne = Colonne("F2.3", 0.4, 2, case(0.5), (case(0.5, ecart=0.1, lecture=Lecture.PLUS),))
    (ligne,) = heat_rows(groupes, {"F2.3": colonne}, names_of(CATALOGUE, "dga"), ("EAD",))
    assert (ligne["texte"], ligne["ecart"], ligne["choses"]) == ("50,0\u202f%", "+10,0\u202fpt", "n = 10")
    assert ligne["segment"] == "EAD – Eau, Assainissement, Déchets"
    assert ligne["rang"] == 0


def test_un_titre_de_colonne_tient_en_quelques_lignes_courtes() -> None:
    for indicateur in CATALOGUE.indicateurs:
        lignes = heading(indicateur).split("\n")
        assert len(lignes) <= 5
        assert all(len(ligne) <= 18 for ligne in lignes)


def test_la_phrase_a_achats_egaux_dit_la_valeur_l_attendu_et_l_effectif() -> None:
    loin = case(0.7, 40, Lecture.MOINS, ecart=-0.143, repere=0.843)
    petit = case(0.0, 2, Lecture.PETIT, ecart=-0.9, repere=0.9)
    assert widest_gap([(F23, petit), (F23, loin)]).endswith(
        "70,0\u202f%, quand ses achats font attendre 84,3\u202f% (−14,3\u202fpt, n = 40)."
    )
    assert widest_gap([(F23, petit)]).startswith("Aucun taux")
