import ast
from pathlib import Path

import pytest

from spaser.catalogue import load_catalogue
from spaser.measure import Statut
from spaser.verdicts import FAMILIES, FAMILY_COLOURS, VERDICTS

ROOT = Path(__file__).resolve().parents[2]
SCREENS = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "spaser" / "ui").rglob("*.py")]


def test_aucune_page_directement_dans_pages() -> None:
    """Streamlit 1.67 serves pages/*.py on a cold server without running app.py."""
    assert list((ROOT / "pages").glob("*.py")) == []
    assert len(list((ROOT / "pages").rglob("*.py"))) == 19


@pytest.mark.parametrize(
    "path", [*(ROOT / "pages").rglob("*.py"), ROOT / "app.py"], ids=lambda path: path.name
)
def test_une_page_se_lit_comme_une_table_des_matieres(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_aucun_html_ni_style_injecte(path: Path) -> None:
    """Two constant files of ours dress every page (dressing.py): no text of a page or of an extract ever becomes HTML."""
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in text
    assert ("st.html" in text) == (path.name == "dressing.py")


def test_ce_qui_est_garde_en_memoire_depend_de_la_version_et_du_perimetre_et_des_filtres() -> None:
    without_filters = {
        "listed_segments",  # what may be chosen
        "opened",  # sheets of rows already filtered
        "read_contract",
        "read_supplier",
        "read_held",
        "read_payments",  # one contract, one supplier
        "_anomalies",
        "_sources",
        "_reasons",  # what the import found
    }
    counts_of_deposits = {"_sources", "_reasons"}  # how many rows, of which kind: no row
    found = set()
    for path in (ROOT / "spaser" / "ui").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "remembered" in ast.unparse(d) for d in node.decorator_list
            ):
                arguments = {argument.arg for argument in node.args.args}
                assert "stamp" in arguments, (path.name, node.name)
                if "perimeter" not in arguments:
                    assert node.name in counts_of_deposits, (path.name, node.name)
                if "filters" not in arguments:
                    found.add(node.name)
    assert found <= without_filters


def test_les_seules_memoires_partagees_sont_connues() -> None:
    users = {path.name for path in SCREENS if "st.cache_" in path.read_text(encoding="utf-8")}
    assert users == {"figures.py", "session.py"}


def test_chaque_statut_a_ses_mots_sa_forme_et_une_seule_famille() -> None:
    assert set(VERDICTS) == set(Statut)
    assert sorted(status for members in FAMILIES.values() for status in members) == sorted(Statut)
    assert set(FAMILY_COLOURS) == set(FAMILIES)
    assert len({shown.signe for shown in VERDICTS.values()}) == len(VERDICTS)


def test_chaque_axe_du_catalogue_a_sa_page() -> None:
    assert {axe.numero for axe in load_catalogue().axes} == {
        int(path.stem.removeprefix("axe_")) for path in (ROOT / "pages" / "suivi").glob("axe_*.py")
    }
