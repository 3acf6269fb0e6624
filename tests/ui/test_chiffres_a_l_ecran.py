"""Every figure on the screens is the one that `python -m spaser indicateurs` gives: full, filtered, empty and hostile data."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from spaser import francais as fr
from spaser.catalogue import Indicateur, load_catalogue
from spaser.ingest import ImportOptions
from spaser.measure import LIBELLES, Statut
from spaser.store import Source, Warehouse, publish, stage
from tests.extraits import CONTRATS, DEPENSES, FOURNISSEURS, SIRET_A, contrat, mandat, write_csv
from tests.navigateur import BROWSER
from tests.serveur import ROOT, Server, dashboard
from tests.ui.visite import WAIT, settle, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

CATALOGUE = load_catalogue()
CODE = re.compile(r"^([FX]\d+(?:\.\d+)?) · ", re.MULTILINE)
SCOPES: dict[str, list[str]] = {
    "": [],
    "dga=EAD": ["--dga", "EAD"],
    "territoire=Pays d'Aix": ["--territoire", "Pays d'Aix"],
    "domaine=Énergie": ["--domaine", "Énergie"],
    "exercice=2025": [],
    "domaine=Véhicules et engins": ["--domaine", "Véhicules et engins"],
}
"""Filters of the address, and those of the command line: everything, one DGA, one territoire, one domaine, a closed year, nothing found."""
HOSTILE = (
    "<img src=x onerror=window.pris=1>",
    "[clic](javascript:window.pris=1)",
    "$\\frac{1}{0}$ :red[rouge] `code` |a|b|",
    "=1+1",
    "\u202erenversé\u202c ﷽ Ω≈ç√",
    "' or 1=1 -- drop table contrats",
)


@cache
def mesures(warehouse: Path, annee: int, *options: str) -> dict[str, dict[str, Any]]:
    """Ask the command line, in a process of its own."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "spaser", "indicateurs", "--entrepot", str(warehouse)),
            *("--annee", str(annee), "--format", "json", *options),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {found["code"]: found for found in json.loads(done.stdout)["mesures"]}


def blocks(page: Page) -> dict[str, str]:
    """Return the text of each card, by the code of its indicator."""
    text = page.locator("[data-testid=stMain]").inner_text()
    found = list(CODE.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    cards: dict[str, str] = {}
    for match, end in zip(found, ends, strict=True):
        block = text[match.start() : end]
        if "Pourquoi ce chiffre" in block:
            cards.setdefault(match.group(1), " ".join(block.split("Pourquoi ce chiffre")[0].split()))
    return cards


def plain(text: str) -> str:
    return " ".join(text.split())


def value_of(found: dict[str, Any], indicateur: Indicateur) -> str | None:
    """Say the value as the document's unit asks; None where the screen says in words that there is none."""
    if found["valeur"] is None or (found["completude"] == 0 and found["denominateur"]):
        return None
    return plain(fr.quantity(found["valeur"], indicateur.unite))


def check_card(block: str, found: dict[str, Any]) -> None:
    indicateur = CATALOGUE.indicateur(found["code"])
    value = value_of(found, indicateur)
    if value is None:
        assert any(word in block for word in ("non renseigné", "non applicable", "sans objet")), block
        assert "0,0 %" not in block.split("complétude", maxsplit=1)[0], block
    else:
        assert value in block, (value, block)
    label = LIBELLES[Statut(found["statut"])].partition(" (")[0]
    assert label in block, (label, block)
    if found["denominateur"] is not None and indicateur.nature in {"part", "part_panel"}:
        ratio = f"{fr.count(found['numerateur'])} ÷ {fr.count(found['denominateur'])}"
        assert plain(ratio) in block, (ratio, block)
    if found["cible"] is not None and indicateur.est_un_taux and value is not None:
        yearly = any(cible.chaque_annee for cible in indicateur.cibles)
        assert ("chaque année" if yearly else f"en {found['annee_cible']}") in block, block
    if found["ecart"] is not None and value is not None:
        assert plain(fr.change(found["ecart"], indicateur.unite)) in block, block


@pytest.mark.parametrize("scope", SCOPES)
def test_chaque_carte_dit_ce_que_dit_la_ligne_de_commande(
    browser: BrowserContext, served: Server, small_warehouse: Path, scope: str
) -> None:
    """The overview, then each axis reached by the menu, which keeps the filters."""
    annee = 2025 if scope == "exercice=2025" else 2026
    expected = mesures(small_warehouse, annee, *SCOPES[scope])
    name, _, value = scope.partition("=")
    with visit(browser, f"{served.url}/?{name}={quote(value)}") as page:
        for axis in (None, 1, 2, 3, 4):
            if axis:
                page.get_by_test_id("stSidebarNavLink").filter(has_text=f"Axe {axis}").click()
                expect(page.locator("h1").first).to_contain_text(f"Axe {axis}", timeout=WAIT)
                settle(page)
            cards = blocks(page)
            wanted = {
                i.code
                for i in CATALOGUE.indicateurs
                if (i.axe == axis and i.groupe != "statutaire" if axis else i.cibles and i.est_un_taux)
            }
            assert set(cards) == wanted
            for code, block in cards.items():
                check_card(block, expected[code])


def counted(text: str) -> Counter[str]:
    """Read « 5 « 2025 : Cible non atteinte » »: how many, of which verdict, whatever the year judged."""
    found: Counter[str] = Counter()
    for number, verdict in re.findall(r"(\d+) « (?:\d{4} : )?(.*?) »", text):
        found[verdict] += int(number)
    return found


def test_chaque_nombre_de_la_vue_d_ensemble_est_celui_de_la_ligne_de_commande(
    browser: BrowserContext, served: Server, small_warehouse: Path
) -> None:
    now = mesures(small_warehouse, 2026)
    document = [i.code for i in CATALOGUE.indicateurs if i.groupe == "spaser"]
    with visit(browser, served.url) as page:
        text = plain(page.locator("[data-testid=stMain]").inner_text())
    first, _, rest = text.partition("Sur un an, à la même date")
    committed = [i.code for i in CATALOGUE.indicateurs if i.cibles and i.est_un_taux]
    assert counted(first) == Counter(LIBELLES[Statut(now[code]["statut"])] for code in committed)
    assert counted(rest.partition("Les engagements")[0]) == Counter(
        LIBELLES[Statut(now[code]["statut"])] for code in document
    )
    assert len(document) == 34
    for figure in CATALOGUE.chiffres_2020:
        if figure.comparable_a is not None:
            indicateur = CATALOGUE.indicateur(figure.comparable_a)
            value = value_of(now[figure.comparable_a], indicateur)
            if value is not None:
                assert f"{value} {indicateur.code} ·" in text


def test_ce_qui_a_change_est_la_difference_des_deux_dates(
    browser: BrowserContext, served: Server, small_warehouse: Path
) -> None:
    now = mesures(small_warehouse, 2026)
    with visit(browser, served.url) as page:
        text = plain(page.locator("[data-testid=stMain]").inner_text())
    section = text[text.index("Ce qui a changé") : text.index("En euros")]
    dates = re.search(r"au (\d\d)/(\d\d)/(\d{4}), comparé à celui du (\d\d)/(\d\d)/(\d{4})", section)
    assert dates is not None, section
    for_all = "/".join(dates.group(4, 5, 6))
    listed = re.findall(
        r"([−+]?[\d,]+) points? – ([FX]\d+(?:\.\d+)?) · .*? : ([^→]*?) → (.*?)(?: \(du ([\d/]+) au [\d/]+\))? ; sur un an",
        section,
    )
    assert listed, section
    for change, code, before, after, own in listed:
        day, month, year = (own or for_all).split("/")
        then = mesures(small_warehouse, int(year), "--arrete", f"{year}-{month}-{day}")
        indicateur = CATALOGUE.indicateur(code)
        assert before == plain(fr.quantity(then[code]["valeur"], indicateur.unite))
        assert after == plain(fr.quantity(now[code]["valeur"], indicateur.unite))
        assert plain(fr.change(now[code]["valeur"] - then[code]["valeur"], indicateur.unite)).startswith(
            change
        )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve contracts, payments and suppliers whose every free text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    contrats = [
        contrat(f"2026H{rank:03d}", f"{10 + rank}/03/2026", "10000,00", domaine=text, territoire=text)
        for rank, text in enumerate(HOSTILE)
    ]
    files = (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(
            folder / "depenses.csv",
            DEPENSES,
            [mandat(f"MH{n}", "15/02/2026", "1000,00", SIRET_A) for n in range(3)],
        ),
        write_csv(
            folder / "fournisseurs.csv", FOURNISSEURS, [(SIRET_A, HOSTILE[0], "PME", "oui", "ACI", "13055")]
        ),
    )
    warehouse = Warehouse(folder / "entrepot")
    staged = stage(
        warehouse, [Source(chemin=f, nom=f"{HOSTILE[1]} {f.name}") for f in files], ImportOptions()
    )
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert publish(warehouse, staged, auteur=HOSTILE[0], commentaire=HOSTILE[2]) is not None
    with dashboard(folder / "entrepot") as server:
        yield server


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "axe-1",
            "axe-2",
            "axe-3",
            "axe-4",
            "carte",
            "comparer",
            "feuille-de-route",
            "explorer",
            "leviers",
        ),
        *("qualite", "methode", "deposer", "contrat?cle=2026H000", f"fournisseur?siren={SIRET_A[:9]}"),
        *("axe-1?indicateur=F2.3&vue=domaines", "axe-1?indicateur=F2.3&vue=lignes"),
        f"axe-1?domaine={quote(HOSTILE[0])}",
    ],
)
def test_un_texte_hostile_reste_un_texte(browser: BrowserContext, hostile: Server, path: str) -> None:
    with visit(browser, f"{hostile.url}/{path}") as page:
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate("window.pris") is None
        assert page.locator("img[src=x]").count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0
        assert page.locator("[data-testid=stMain] .katex").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
