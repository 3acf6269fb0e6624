"""The roadmap's filters and their address, its words and its drawings: pure parts of the screen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from spaser import francais as fr
from spaser.catalogue import Catalogue, load_catalogue
from spaser.ingest.kinds.moyens import STATUTS
from spaser.measure.roadmap import ETATS, FeuilleDeRoute, LigneMoyen, MoyenSuivi, by_state, feuille_de_route
from spaser.ui.roadmap_charts import due_rows, reference_row, state_rows, states_by_axis, timeline
from spaser.ui.roadmap_selection import (
    NO_PILOT,
    MeansChoices,
    MeansSelection,
    from_address,
    means_choices,
    to_address,
)
from spaser.ui.roadmap_wording import (
    STATES,
    last_known_text,
    lateness_text,
    state_word,
    states_in_words,
    value_text,
)


@cache
def document() -> Catalogue:
    return load_catalogue()


def feuille() -> FeuilleDeRoute:
    lignes = (
        LigneMoyen("M1", 2026, "en_cours", pilote="EAD", echeance=date(2026, 9, 29)),
        LigneMoyen("M2", 2026, "realise", pilote="CPAJ", echeance=date(2026, 1, 1)),
        LigneMoyen("M3", 2026, "engage", echeance=date(2026, 6, 30)),
        LigneMoyen("M4", 2024, "en_cours"),
        LigneMoyen("M57", 2026, "en_cours", pilote="EAD"),
    )
    return feuille_de_route(document(), lignes, 2026, date(2026, 9, 30))


def means(code: str) -> MoyenSuivi:
    found = feuille().moyen(code)
    assert found is not None
    return found


def choices() -> MeansChoices:
    return means_choices(document(), feuille())


def codes(selection: MeansSelection) -> list[str]:
    return [moyen.code for moyen in selection.retenus(feuille().moyens)]


def test_les_pilotes_proposes_sont_ceux_de_l_annee_et_l_absence_vient_en_dernier() -> None:
    assert choices().pilotes == ("CPAJ", "EAD", NO_PILOT)


def test_les_filtres_se_cumulent() -> None:
    assert codes(MeansSelection(pilotes=("EAD",))) == ["M1", "M57"]
    assert codes(MeansSelection(axe=4, pilotes=("EAD",))) == ["M57"]
    assert codes(MeansSelection(en_retard=True)) == ["M1", "M3"]
    assert codes(MeansSelection(etats=("en_cours", "realise"))) == ["M1", "M2", "M57"]
    assert len(codes(MeansSelection())) == 62
    assert len(MeansSelection(en_retard=True).portee(feuille().moyens)) == 62


@pytest.mark.parametrize(
    "selection",
    [
        MeansSelection(),
        MeansSelection(axe=2, etats=("engage", "non_renseigne"), pilotes=("EAD", NO_PILOT), en_retard=True),
        MeansSelection(affichage="calendrier"),
    ],
)
def test_l_adresse_redonne_la_selection(selection: MeansSelection) -> None:
    assert from_address(to_address(selection), choices()) == selection


def test_une_adresse_hostile_ou_perimee_ne_filtre_rien() -> None:
    hostile = {
        "axe": ["9"],
        "etat": ["<script>"],
        "pilote": ["ancien pilote"],
        "retard": ["1"],
        "affichage": ["../../etc"],
    }
    assert from_address(hostile, choices()) == MeansSelection()


def test_chaque_etat_a_ses_mots_son_signe_sa_forme_et_sa_couleur() -> None:
    assert set(STATES) == set(ETATS)
    for attribute in ("texte", "signe", "forme", "couleur"):
        assert len({getattr(look, attribute) for look in STATES.values()}) == len(ETATS)


def test_l_import_relit_chaque_etat_ecrit() -> None:
    read = {form: code for code, forms in STATUTS.items() for form in forms}
    assert {etat: read[state_word(etat).lower()] for etat in ETATS if etat != "non_renseigne"} == {
        etat: etat for etat in ETATS if etat != "non_renseigne"
    }


def test_les_mots_du_retard_et_du_dernier_etat_connu() -> None:
    assert lateness_text(means("M1")) == f"En retard de 1{fr.NARROW}jour"
    assert lateness_text(means("M3")) == f"En retard de 92{fr.NARROW}jours"
    assert lateness_text(means("M2")) == ""
    assert last_known_text(means("M4")) == "Dernier état connu : en cours en 2024"
    assert last_known_text(means("M5")) == ""
    assert last_known_text(means("M1")) == ""


def test_les_valeurs_se_disent_en_francais_et_l_absence_se_dit() -> None:
    assert value_text(None, "pilote") == "non renseigné"
    assert value_text("non_renseigne", "etat") == "non renseigné"
    assert value_text("en_cours", "etat") == "En cours"
    assert value_text("en_cours", "livrable") == "en_cours"
    assert value_text(date(2026, 3, 1), "echeance") == "01/03/2026"
    assert value_text(Decimal("0.45"), "avancement") == f"45{fr.NARROW}%"


def test_le_calendrier_montre_les_echeances_dans_l_ordre_et_dit_les_retards() -> None:
    rows = due_rows(feuille().moyens)
    assert [(row["moyen"], row["jour"]) for row in rows] == [
        ("M2", "2026-01-01"),
        ("M3", "2026-06-30"),
        ("M1", "2026-09-29"),
    ]
    assert [row["mention"] for row in rows] == ["", f"retard 92{fr.NARROW}j", f"retard 1{fr.NARROW}j"]
    assert reference_row(feuille()) == [{"jour": "2026-09-30", "texte": "arrêté au 30/09/2026"}]


def test_les_barres_somment_aux_moyens_de_chaque_axe() -> None:
    rows = state_rows(feuille().moyens, {1: "Axe 1", 4: "Axe 4"})
    totals = {axe: sum(row["nombre"] for row in rows if row["axe"] == axe) for axe in ("Axe 1", "Axe 4")}
    assert totals == {"Axe 1": 15, "Axe 4": 11}
    for axe, total in totals.items():
        of_axis = [row for row in rows if row["axe"] == axe]
        assert of_axis[-1]["milieu"] + of_axis[-1]["nombre"] / 2 == total


def test_les_phrases_ne_disent_que_les_etats_presents() -> None:
    assert states_in_words(by_state(feuille().moyens)) == (
        f"1{fr.NARROW}réalisé, 2{fr.NARROW}en cours, 1{fr.NARROW}engagé, 58{fr.NARROW}non renseignés"
    )


def test_un_dessin_est_ecrit_une_fois_et_distingue_les_etats_par_la_forme() -> None:
    assert timeline() is timeline()
    assert "shape" in str(timeline())
    assert states_by_axis() is states_by_axis()
    assert replace(MeansSelection(), axe=1).restreinte
