import ast
from pathlib import Path

import pytest

from spaser.catalogue import load_catalogue
from spaser.measure import Statut
from spaser.ui.verdicts import FAMILIES, FAMILY_COLOURS, VERDICTS

ROOT = Path(__file__).resolve().parents[2]
SCREENS = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "spaser" / "ui").rglob("*.py")]


def test_aucune_page_directement_dans_pages() -> None:
    """Streamlit 1.67 serves pages/*.py on a cold server without running app.py."""
    assert list((ROOT / "pages").glob("*.py")) == []
    assert len(list((ROOT / "pages").rglob("*.py"))) == 8


@pytest.mark.parametrize(
    "path", [*(ROOT / "pages").rglob("*.py"), ROOT / "app.py"], ids=lambda path: path.name
)
def test_une_page_se_lit_comme_une_table_des_matieres(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_aucun_html_ni_style_injecte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in text
    assert "st.html" not in text


def test_ce_qui_est_garde_en_memoire_depend_de_la_version_des_filtres_et_du_perimetre() -> None:
    tree = ast.parse((ROOT / "spaser" / "ui" / "figures.py").read_text(encoding="utf-8"))
    cached = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any("cache_data" in ast.unparse(d) for d in node.decorator_list)
    ]
    assert len(cached) == 5
    for function in cached:
        arguments = {argument.arg for argument in function.args.args}
        assert {"stamp", "perimeter"} <= arguments
        assert "filters" in arguments or function.name == "listed_segments"


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
