"""The second figures are shown in the definition of their indicator, and nowhere else: run as Streamlit runs the page, without a browser."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

import spaser.ui.beside
import spaser.ui.figures
import spaser.ui.person
from spaser.access import Identity, Rights, Role
from spaser.catalogue import CHEMIN_PAR_DEFAUT, Catalogue, load_catalogue
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Measure, Perimeter, Segmentation, measure_many
from spaser.measure.freezing import freeze
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from spaser.ui import session
from spaser.ui.method_indicators import anchor_of, definition, matching
from spaser.ui.page_links import PageLink
from spaser.ui.tables import Column, show_table
from tests.extraits import CONTRATS, contrat, write_csv

PAGES = Path(__file__).parents[2] / "pages"
ROWS = (
    ("A1", "05/03/2025", "Marché", "EAD", "", "oui"),
    ("A2", "06/03/2025", "Marché", "EAD", "oui", "non"),
    ("A3", "07/03/2025", "Marché", "DUST", "non", "non"),
    ("A4", "08/03/2025", "Concession", "DUST", "", "oui"),
    ("B1", "05/02/2024", "Marché", "EAD", "non", "non"),
)
"""Number, day, type, DGA, social clause, insertion: broad 2 of 3, strict 1 of 3, broad with the concession 3 of 4; none of 1 in 2024."""
STRICT, BOTH = "F2.4a · Insertion et handicap seulement (lecture stricte)", "Marchés + concessions (A2)"
Lines = list[Sequence[str | PageLink]]


def published(folder: Path, catalogue: Path | None = None) -> Path:
    rows = [
        (*contrat(number, day, "100", env="oui", soc=soc, type=kind, dga=dga), insertion)
        for number, day, kind, dga, soc, insertion in ROWS
    ]
    file = write_csv(folder / "contrats.csv", (*CONTRATS, "Insertion"), rows)
    warehouse = Warehouse(folder / "entrepot", catalogue)
    staged = stage(warehouse, [Source(chemin=file, nom=file.name)], ImportOptions())
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert publish(warehouse, staged) is not None
    return warehouse.path


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("a_cote"))


@pytest.fixture(scope="module")
def old_target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version published by a catalogue that knew no figure beside an indicator."""
    folder = tmp_path_factory.mktemp("avant")
    document = yaml.safe_load(CHEMIN_PAR_DEFAUT.read_text(encoding="utf-8"))
    del document["a_cote"]
    (folder / "avant.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return published(folder, folder / "avant.yaml")


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Lines]:
    """Keep the lines of each table drawn beside an indicator, by its description."""
    kept: dict[str, Lines] = {}

    def show(columns: Sequence[Column], lines: Sequence[Sequence[str | PageLink]], alt: str) -> None:
        kept[alt] = list(lines)
        show_table(columns, lines, alt)

    monkeypatch.setattr(spaser.ui.beside, "show_table", show)
    return kept


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Keep the codes that the screens measure."""
    kept: set[str] = set()

    def measured(
        version: OpenVersion,
        codes: Sequence[str],
        filters: Filters,
        perimeter: Perimeter,
        by: Segmentation | None = None,
    ) -> Mapping[str, tuple[Measure, ...]]:
        kept.update(codes)
        return measure_many(version, codes, filters, perimeter, by)

    monkeypatch.setattr(spaser.ui.figures, "measure_many", measured)
    return kept


def screen(
    monkeypatch: pytest.MonkeyPatch,
    target: Path,
    page: str = "suivi/axe_1.py",
    role: Role = "responsable",
    dga: frozenset[str] | None = None,
    **address: str,
) -> AppTest:
    def person() -> Identity:
        return Identity("Camille", role, Rights(territoires=None, dga=dga), mode_local=False)

    monkeypatch.setenv("SPASER_ENTREPOT", str(target))
    session.warehouse.clear()
    spaser.ui.figures.measured.clear()  # type: ignore[attr-defined]
    monkeypatch.setattr(spaser.ui.person, "person", person)
    shown = AppTest.from_file(str(PAGES / page), default_timeout=60)
    for name, value in address.items():
        shown.query_params[name] = value
    shown.run()
    assert not shown.exception
    return shown


def plain(lines: Lines) -> dict[str, list[str]]:
    return {str(line[0]): [str(cell).replace("\u202f", " ") for cell in line[1:]] for line in lines}


def test_la_definition_montre_la_lecture_stricte_et_les_concessions(
    monkeypatch: pytest.MonkeyPatch, target: Path, tables: dict[str, Lines]
) -> None:
    shown = screen(monkeypatch, target, indicateur="F2.4", vue="definition")
    assert plain(tables["À côté de F2.4"]) == {
        STRICT: ["33,3 %", "1 ÷ 3", "31/03/2024 : 0,0 %", "complétude 100 %"],
        BOTH: ["75,0 %", "3 ÷ 4", "31/03/2024 : 0,0 %", "complétude 100 %"],
    }
    assert any("À côté" in text.value for text in shown.markdown)
    assert not any("prochaine publication" in text.value for text in shown.caption)


def test_un_relais_n_y_voit_que_les_siens(
    monkeypatch: pytest.MonkeyPatch, target: Path, tables: dict[str, Lines]
) -> None:
    screen(monkeypatch, target, role="relais", dga=frozenset({"EAD"}), indicateur="F2.4", vue="definition")
    read = {name: cells[:2] for name, cells in plain(tables["À côté de F2.4"]).items()}
    assert read == {STRICT: ["50,0 %", "1 ÷ 2"], BOTH: ["100,0 %", "2 ÷ 2"]}


def test_avec_les_concessions_dans_le_filtre_la_ligne_ne_se_repete_pas(
    monkeypatch: pytest.MonkeyPatch, target: Path, tables: dict[str, Lines]
) -> None:
    screen(monkeypatch, target, indicateur="F2.4", vue="definition", perimetre="tous")
    assert {name: cells[1] for name, cells in plain(tables["À côté de F2.4"]).items()} == {STRICT: "2 ÷ 4"}


def test_sans_objet_et_non_renseigne_ne_sont_pas_zero(
    monkeypatch: pytest.MonkeyPatch, target: Path, tables: dict[str, Lines]
) -> None:
    """All the contracts are of the waste domain: outside it there is nothing to divide by; no one said anything of waste."""
    screen(monkeypatch, target, page="suivi/axe_3.py", indicateur="F5.1", vue="definition")
    read = {name: cells[0] for name, cells in plain(tables["À côté de F5.1"]).items()}
    assert read == {"F5.1a · Hors du domaine des déchets": "sans objet", BOTH: "non renseigné"}


def test_rien_ne_s_affiche_a_cote_de_ce_qui_n_a_qu_une_lecture(
    monkeypatch: pytest.MonkeyPatch, target: Path, tables: dict[str, Lines]
) -> None:
    screen(monkeypatch, target, indicateur="F1.1", vue="definition")
    assert tables == {}


@pytest.mark.parametrize("page", ["../app.py", "suivi/axe_1.py", "suivi/comparer.py"])
def test_une_page_qui_ne_les_montre_pas_ne_les_mesure_pas(
    monkeypatch: pytest.MonkeyPatch, target: Path, asked: set[str], page: str
) -> None:
    screen(monkeypatch, target, page)
    assert asked
    assert asked <= {i.code for i in load_catalogue().indicateurs}


def test_une_version_d_avant_dit_qu_ils_viennent_a_la_prochaine_publication(
    monkeypatch: pytest.MonkeyPatch, old_target: Path, tables: dict[str, Lines]
) -> None:
    shown = screen(monkeypatch, old_target, indicateur="F2.4", vue="definition")
    assert list(plain(tables["À côté de F2.4"])) == [BOTH]
    assert any(text.value == f"À côté, à la prochaine publication : {STRICT}." for text in shown.caption)


def test_un_exercice_fige_dit_qu_ils_n_en_font_pas_partie(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tables: dict[str, Lines]
) -> None:
    target = published(tmp_path)
    freeze(Warehouse(target), 2024, "la responsable", "Bilan")
    shown = screen(monkeypatch, target, indicateur="F2.4", vue="definition", exercice="2024")
    assert {name: cells[1] for name, cells in plain(tables["À côté de F2.4"]).items()} == {
        STRICT: "0 ÷ 1",
        BOTH: "0 ÷ 1",
    }
    assert any("ils ne font pas partie des chiffres figés" in text.value for text in shown.caption)


def test_methode_les_liste_a_part(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    shown = screen(monkeypatch, target, "comprendre/methode.py", partie="indicateurs")
    headers = [header.value for header in shown.header]
    assert {"Les 34 indicateurs du document", "Les chiffres à côté"} <= set(headers)
    assert any(text.value.startswith("**À côté de F2.4**") for text in shown.markdown)


def test_une_recherche_les_trouve_et_chacun_a_son_ancre() -> None:
    catalogue: Catalogue = load_catalogue()
    assert [i.code for i in matching(catalogue.mesurables, "X1a")] == ["X1a"]
    assert [i.code for i in matching(catalogue.mesurables, "92 communes panel")] == ["F8.3", "F8.3b"]
    anchors = [anchor_of(i.code) for i in catalogue.mesurables]
    assert len(set(anchors)) == len(anchors)
    assert "À côté" not in definition(catalogue.indicateur("F2.3"))
