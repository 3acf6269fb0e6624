"""The committee's slides, read back: their figures are those of the measure, and every page says what it shows."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from spaser import francais as fr
from spaser.committees import PARTOUT, Decision, EtatDecision, Portee, SaisieDecision
from spaser.committees.records import Trace
from spaser.measure import Filters, Perimeter, measure
from spaser.report import ReportContent
from spaser.report.decisions_words import followed
from spaser.report.slides import write_slides
from spaser.report.slides_deck import DEFAULT, ENVIRONMENT
from spaser.store import OpenVersion, StoreError
from spaser.wording import said
from tests.report.conftest import AIX, HOSTILE, SALON, content_of, written

DEMO = "Données de démonstration – fictives"


def _quiet(_name: str, _share: float) -> None:
    """Say nothing of the progress."""


@pytest.fixture(scope="module")
def deck_bytes(whole: ReportContent) -> bytes:
    return write_slides(whole, _quiet)


@pytest.fixture(scope="module")
def deck(deck_bytes: bytes) -> Deck:
    return Presentation(io.BytesIO(deck_bytes))


def _titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def _slide(deck: Deck, start: str) -> Slide:
    return next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith(start))


def _rows(slide: Slide) -> dict[str, list[str]]:
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return {row[0].split(" – ")[0]: row for row in rows[1:]}


def test_une_page_par_axe_une_synthese_et_ce_que_le_comite_decide(deck: Deck) -> None:
    titles = _titles(deck)
    for start in (
        *("Synthèse 2025", "Les engagements chiffrés", "Ce qui a changé", "À traiter"),
        *("Suites données aux décisions", "Décisions à prendre"),
        *("La feuille de route 2025", "Ce que ce document montre", "Choix de comptage"),
    ):
        assert any(title.startswith(start) for title in titles), start
    for axis in range(1, 5):
        assert sum(title.startswith(f"Axe {axis} –") for title in titles) == 1


def test_les_taux_comptes_a_la_main_sont_ceux_des_tableaux_et_des_graphiques(deck: Deck) -> None:
    # 6 contrats sur 10 en 2025, 4 sur 8 en 2024
    assert _rows(_slide(deck, "Les engagements"))["F2.3"][1] == f"60,0{fr.NARROW}%"
    axis = _slide(deck, "Axe 1")
    assert _rows(axis)["F2.3"][2] == f"+10,0{fr.NARROW}points"
    chart = next(shape.chart for shape in axis.shapes if shape.has_chart)
    names = list(chart.plots[0].categories)
    before, now = (list(series.values) for series in chart.plots[0].series)
    assert (before[names.index("F2.3")], now[names.index("F2.3")]) == (0.5, 0.6)


def test_chaque_valeur_d_axe_est_celle_de_la_mesure(deck: Deck, reports_version: OpenVersion) -> None:
    catalogue = reports_version.catalogue
    compared = 0
    for axis in (1, 2, 3, 4):
        for code, row in _rows(_slide(deck, f"Axe {axis} –")).items():
            measured = measure(reports_version, code, Filters(2025), Perimeter.tout())[0]
            text = said(measured, catalogue.indicateur(code)).texte
            shown = row[1].removesuffix(" (provisoire)").removeprefix("◌ ").removeprefix("∅ ")
            assert shown == text, code
            compared += 1
    assert compared == 34 + sum(i.axe is not None and i.fiche is None for i in catalogue.indicateurs)


def test_non_renseigne_n_est_ni_zero_ni_une_barre(deck: Deck) -> None:
    # aucune dépense déposée : rien ne se mesure, rien ne se dessine ; aucune clause d’égalité : un zéro
    rows = _rows(_slide(deck, "Axe 2"))
    assert rows["F3.1"][1].startswith(("◌ ", "∅ "))
    chart = next(shape.chart for shape in _slide(deck, "Axe 2").shapes if shape.has_chart)
    names = list(chart.plots[0].categories)
    place = next(rank for rank, name in enumerate(names) if name.startswith("F3.1"))
    assert names[place] != "F3.1"
    assert chart.plots[0].series[1].values[place] is None
    assert rows["F4.1"][1] == f"0,0{fr.NARROW}%"


def test_chaque_diapositive_porte_son_pied_son_numero_et_ses_notes(deck: Deck, whole: ReportContent) -> None:
    for slide in deck.slides:
        feet = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        foot = feet[PP_PLACEHOLDER.FOOTER].text_frame.text
        for part in (DEMO, "31/12/2025", f"version {whole.version.numero}", whole.autorite.nom):
            assert part in foot
        assert PP_PLACEHOLDER.SLIDE_NUMBER in feet
    notes = _slide(deck, "Axe 1").notes_slide.notes_text_frame.text
    assert "Formule" in notes
    assert "6 ÷ 10" in notes


def test_les_textes_des_fichiers_restent_des_textes(deck: Deck) -> None:
    late = _rows(_slide(deck, "Moyens en retard"))
    assert late["M2"][2] == HOSTILE


def test_un_relais_recoit_les_chiffres_de_son_territoire(relais: ReportContent) -> None:
    deck = Presentation(io.BytesIO(write_slides(relais, _quiet)))
    assert _rows(_slide(deck, "Les engagements"))["F2.3"][1] == f"75,0{fr.NARROW}%"  # 6 sur 8
    assert "Pays d’Aix" in deck.slides[0].placeholders[1].text_frame.text
    assert not any("Énergie" in cell for slide in deck.slides for cell in _texts(slide))


def _texts(slide: Slide) -> list[str]:
    return [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]


def test_un_filtre_se_lit_au_pied_de_chaque_page(reports_version: OpenVersion) -> None:
    content = content_of(reports_version, Perimeter.tout(), domaines=("Énergie",))
    deck = Presentation(io.BytesIO(write_slides(content, _quiet)))
    assert _rows(_slide(deck, "Axe 1"))["F2.3"][1] == f"0,0{fr.NARROW}%"  # 0 sur 2 : un zéro mesuré
    for slide in deck.slides:
        assert any("filtres\u00a0: Énergie" in shape.text_frame.text for shape in slide.placeholders)


def test_la_meme_demande_donne_les_memes_octets(whole: ReportContent, deck_bytes: bytes) -> None:
    assert write_slides(whole, _quiet) == deck_bytes


def test_une_collectivite_met_son_propre_modele(
    whole: ReportContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Presentation()  # en 4/3, onze dispositions, d’autres noms
    own.slides.add_slide(own.slide_layouts[0])
    own.save(str(tmp_path / "modele.pptx"))
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "modele.pptx"))
    deck = Presentation(io.BytesIO(write_slides(whole, _quiet)))
    assert deck.slide_width == own.slide_width != Presentation(str(DEFAULT)).slide_width
    assert deck.slides[0].shapes.title.text_frame.text.startswith("SPASER")
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_un_modele_qui_ne_convient_pas_dit_quoi_faire(
    whole: ReportContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(written(tmp_path / "modele.pptx", b"pas un zip")))
    with pytest.raises(StoreError, match="ne peut pas être lu"):
        write_slides(whole, _quiet)
    bare = Presentation()
    for layout in list(bare.slide_layouts):
        if layout.name != "Blank":
            bare.slide_layouts.remove(layout)
    bare.save(str(tmp_path / "vide.pptx"))
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "vide.pptx"))
    with pytest.raises(StoreError, match="un titre et un sous-titre"):
        write_slides(whole, _quiet)


def _decision(ident: int, seance: date, texte: str, etat: EtatDecision, portee: Portee = PARTOUT) -> Decision:
    made = datetime(2025, 12, 1, tzinfo=UTC)
    trace = Trace(ident, 1, "lead", "La responsable", made, "La responsable", made)
    saisie = SaisieDecision("strategique", seance, texte, "CPAJ", date(2025, 11, 30), etat, portee)
    return Decision(trace, saisie)


def test_les_suites_des_decisions_sont_celles_de_l_exercice_et_celles_qui_restent_a_faire(
    reports_version: OpenVersion,
) -> None:
    found = (
        _decision(4, date(2026, 2, 3), "Décision récente", "faite"),
        _decision(3, date(2025, 6, 10), f"Décision {HOSTILE}", "en_cours"),
        _decision(2, date(2024, 6, 10), "Décision finie", "faite"),
        _decision(1, date(2023, 6, 10), "Décision qui traîne", "a_faire"),
    )
    content = content_of(reports_version, Perimeter.tout(), (), found)
    slide = _slide(Presentation(io.BytesIO(write_slides(content, _quiet))), "Suites données")
    rows = _rows(slide)
    assert list(rows) == ["03/02/2026", "10/06/2025", "10/06/2023"]
    assert rows["03/02/2026"][0] == "03/02/2026 – Comité de pilotage stratégique"
    # Du 30/11/2025 au 31/12/2025, date d'arrêté de l'exercice : 31 jours.
    assert "État, retard au 31/12/2025" in _texts(slide)
    assert rows["10/06/2023"][-1] == f"À faire, 31{fr.NARROW}jours de retard"
    assert rows["03/02/2026"][-1] == "Faite"
    assert HOSTILE in rows["10/06/2025"][1]


def test_un_document_filtre_ne_montre_pas_les_decisions_d_un_autre_territoire(
    reports_version: OpenVersion,
) -> None:
    found = (
        _decision(2, date(2025, 6, 10), "Pour Salon", "en_cours", Portee(SALON, None)),
        _decision(1, date(2025, 6, 10), "Pour tous", "en_cours"),
    )
    content = content_of(reports_version, Perimeter.tout(), (), found)
    for filters, texts in (
        (Filters(2025, territoires=(AIX,)), ["Pour tous"]),
        (Filters(2025), ["Pour Salon", "Pour tous"]),
    ):
        narrowed = replace(content, filters=filters)
        assert [decision.saisie.texte for decision in followed(narrowed)] == texts


def test_des_decisions_illisibles_ne_se_lisent_pas_comme_une_absence(reports_version: OpenVersion) -> None:
    for found, expected in ((None, "n’ont pas pu être lues"), ((), "Aucune décision")):
        content = content_of(reports_version, Perimeter.tout(), (), found)
        slide = _slide(Presentation(io.BytesIO(write_slides(content, _quiet))), "Suites données")
        assert any(expected in text for text in _texts(slide)), expected
