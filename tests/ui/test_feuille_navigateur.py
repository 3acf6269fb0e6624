"""Feuille de route in a real Chromium, each test on its own warehouse: read, filter, edit, publish, conflict."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter
from spaser.measure.roadmap import roadmap
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from spaser.ui.roadmap_draft import Saisie, opened
from spaser.ui.roadmap_saving import save
from tests.extraits import CONTRATS, contrat, write_csv
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.visite import PHONE, WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

HOSTILE = '![x](http://evil.example/x.png) <b>gras</b> =HYPERLINK("http://evil.example") www.evil.example'
MOYENS = ("Moyen", "Année", "Statut", "Pilote", "Échéance", "Avancement", "Livrable", "Commentaire")
ROWS = (
    ("M1", "2026", "En cours", "EAD", "30/08/2026", "45 %", "Guide", ""),
    ("M2", "2026", "Réalisé", "CPAJ", "30/06/2026", "100 %", "Note", ""),
    ("M3", "2026", "Engagé", "CPAJ", "31/12/2026", "", "", ""),
    ("M4", "2025", "Engagé", "", "31/12/2025", "", "", ""),
    ("M20", "2026", "En cours", "DEA", "15/09/2026", "", f'"{HOSTILE.replace(chr(34), chr(34) * 2)}"', ""),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse said to be fictive, whose data stop on 30/09/2026: M1 is then 31 days late, and M20 fifteen."""
    folder = tmp_path_factory.mktemp("feuille")
    warehouse = Warehouse(folder / "entrepot")
    paths = (
        write_csv(folder / "contrats.csv", CONTRATS, [contrat("2026M001", "15/09/2026", "10000,00")]),
        write_csv(folder / "moyens.csv", MOYENS, ROWS),
    )
    sources = [Source(chemin=path, nom=path.name) for path in paths]
    staged = stage(warehouse, sources, ImportOptions(), demonstration=True)
    assert publish(warehouse, staged, auteur="import") is not None
    return warehouse.path


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[Server]:
    """The warehouse as published, for the tests that only read it."""
    with dashboard(published) as started:
        yield started


@pytest.fixture
def target(published: Path, tmp_path: Path) -> Warehouse:
    """A copy of its own for a test that publishes."""
    return Warehouse(copytree(published, tmp_path / "entrepot"))


def current(target: Warehouse) -> OpenVersion:
    version = target.current()
    assert version is not None
    return version


def deposited(target: Warehouse, code: str) -> Saisie:
    found = roadmap(current(target), Filters(2026), Perimeter.tout()).moyen(code)
    assert found is not None
    return Saisie.de(found.ligne)


def metric(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=name).get_by_test_id("stMetricValue")


def edit(page: Page, code: str, **fields: str) -> None:
    page.get_by_role("button", name=f"Ouvrir {code}", exact=True).click(timeout=WAIT)
    dialog = page.get_by_role("dialog", name=f"Moyen {code}")
    expect(dialog).to_be_visible(timeout=WAIT)
    if "etat" in fields:
        dialog.get_by_role("combobox", name="État").click()
        page.get_by_role("option", name=fields.pop("etat"), exact=True).click()
    for label, text in fields.items():
        dialog.get_by_label(label).fill(text)
    dialog.get_by_role("button", name="Retenir", exact=True).click()
    expect(dialog).to_have_count(0, timeout=WAIT)


def test_la_page_compte_les_moyens_et_les_retards_a_la_date_des_donnees(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/feuille-de-route") as page:
        expected = {
            "Réalisé": "1",
            "En cours": "2",
            "Engagé": "1",
            "Non renseigné": "58",
            "En retard": "2",
        }
        for name, number in expected.items():
            shown = metric(page, f" {name}").first
            expect(shown).to_have_text(number, timeout=WAIT)
        expect(page.get_by_text("En retard de 31 jours")).to_be_visible()
        expect(page.get_by_text("Dernier état connu : engagé en 2025").first).to_be_visible()
    with visit(browser, f"{server.url}/feuille-de-route?retard=oui&arrete=2026-08-30") as page:
        expect(page.get_by_text("Aucun moyen ne répond à ces filtres.")).to_be_visible(timeout=WAIT)
    with visit(
        browser, f"{server.url}/feuille-de-route?axe=9&etat=x&pilote=%3Cb%3E&affichage=z&moyen=M99"
    ) as page:
        expect(page.get_by_text("62 moyens en 2026")).to_be_visible(timeout=WAIT)


def test_la_vue_d_ensemble_mene_aux_moyens_en_retard(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/") as page:
        expect(page.get_by_text("58 non renseignés").first).to_be_visible(timeout=WAIT)
        page.get_by_role("link", name="Voir les 2 moyens en retard").click(timeout=WAIT)
        page.wait_for_url("**/feuille-de-route?*retard=oui*", timeout=WAIT)
        expect(page.get_by_role("button", name="Ouvrir M20", exact=True)).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("button", name="Ouvrir M1", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name=re.compile(r"Ouvrir M\d"))).to_have_count(2)


@pytest.mark.parametrize("affichage", ["liste", "calendrier", "tableau"])
def test_les_trois_affichages_sans_autre_serveur_ni_defilement_de_cote(
    browser: BrowserContext, server: Server, affichage: str
) -> None:
    path = f"feuille-de-route?etat=en_cours&affichage={affichage}"
    with visit(browser, f"{server.url}/{path}", PHONE) as page:
        expect(page.get_by_text("Renforcer", exact=False).or_(page.get_by_text("M20")).first).to_be_visible(
            timeout=WAIT
        )
        if affichage != "calendrier":
            expect(page.get_by_text("<b>gras</b>").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator("a[href*=evil], img[src*=evil]").count() == 0


def test_un_moyen_se_modifie_se_relit_se_publie_et_l_indicateur_suit(
    browser: BrowserContext, target: Warehouse
) -> None:
    with dashboard(target.path) as server, visit(browser, f"{server.url}/feuille-de-route") as page:
        edit(page, "M1", etat="Réalisé", Pilote="", Livrable=HOSTILE, Échéance="30/11/2026")
        expect(page.get_by_text("rien n’est publié")).to_be_visible(timeout=WAIT)
        assert current(target).numero == 1
        page.get_by_role("button", name="Enregistrer 4").click()
        review = page.get_by_role("dialog", name="Enregistrer la feuille de route 2026")
        for before, after in (
            ("En cours", "Réalisé"),
            ("EAD", "non renseigné"),
            ("30/08/2026", "30/11/2026"),
        ):
            row = review.get_by_role("row").filter(has_text=before)
            expect(row).to_contain_text(after, timeout=WAIT)
        review.get_by_role("button", name="Publier").click()
        expect(review.get_by_text("Écrivez un commentaire")).to_be_visible(timeout=WAIT)
        assert current(target).numero == 1
        review.get_by_label("Commentaire de la publication").fill("Comité de septembre")
        review.get_by_role("button", name="Publier").click()
        expect(page.get_by_text("Version 2 publiée")).to_be_visible(timeout=WAIT)
        expect(metric(page, " Réalisé").first).to_have_text("2", timeout=WAIT)
        expect(page.get_by_text("rien n’est publié")).to_have_count(0)
        page.goto(f"{server.url}/axe-1?indicateur=X10&vue=definition")
        expect(page.get_by_role("dialog").get_by_text("2 ÷ 62").first).to_be_visible(timeout=WAIT)
    assert deposited(target, "M1").etat == "realise"
    assert (deposited(target, "M1").pilote, deposited(target, "M1").livrable) == (None, HOSTILE)
    assert target.manifest(2).commentaire == "Comité de septembre"
    assert current(target).demonstration


def test_une_version_publiee_pendant_la_saisie_est_un_conflit_qui_se_decide(
    browser: BrowserContext, target: Warehouse
) -> None:
    with dashboard(target.path) as server, visit(browser, f"{server.url}/feuille-de-route") as page:
        edit(page, "M1", etat="Abandonné", Livrable="Note de clôture")
        version = current(target)
        feuille = roadmap(version, Filters(2026), Perimeter.tout())
        save(
            target,
            opened(feuille, 1).avec("M1", Saisie("realise", "DRH", None, None, "Guide", None)),
            feuille,
            auteur="Basile",
            commentaire="avant vous",
            demonstration=True,
            progress=lambda step, share: None,
        )
        page.get_by_role("button", name="Enregistrer 2").click()
        review = page.get_by_role("dialog", name="Enregistrer la feuille de route 2026")
        expect(review.get_by_text("par Basile")).to_be_visible(timeout=WAIT)
        expect(review.get_by_text("1 champ en conflit")).to_be_visible()
        expect(review.get_by_role("button", name="Publier")).to_have_count(0)
        review.get_by_text("Garder la valeur publiée").click()
        expect(review.get_by_role("button", name="Publier 1")).to_be_visible(timeout=WAIT)
        review.get_by_label("Commentaire de la publication").fill("après Basile")
        review.get_by_role("button", name="Publier 1").click()
        expect(page.get_by_text("Version 3 publiée")).to_be_visible(timeout=WAIT)
    assert deposited(target, "M1") == Saisie("realise", "DRH", None, None, "Note de clôture", None)


def test_un_enregistrement_refuse_garde_la_saisie_et_dit_pourquoi(
    browser: BrowserContext, target: Warehouse
) -> None:
    with dashboard(target.path) as server, visit(browser, f"{server.url}/feuille-de-route") as page:
        edit(page, "M3", Livrable="#N/A")
        page.get_by_role("button", name="Enregistrer 1").click()
        review = page.get_by_role("dialog", name="Enregistrer la feuille de route 2026")
        review.get_by_label("Commentaire de la publication").fill("essai")
        review.get_by_role("button", name="Publier").click()
        expect(review.get_by_text("M3, Livrable")).to_be_visible(timeout=WAIT)
        page.keyboard.press("Escape")
        expect(page.get_by_text("rien n’est publié")).to_be_visible(timeout=WAIT)
        page.get_by_role("button", name="Ouvrir M3", exact=True).click()
        expect(page.get_by_role("dialog", name="Moyen M3").get_by_label("Livrable")).to_have_value(
            "#N/A", timeout=WAIT
        )
    assert current(target).numero == 1


def test_une_echeance_illisible_ou_un_etat_absent_se_dit_avant_d_etre_retenu(
    browser: BrowserContext, server: Server
) -> None:
    path = "feuille-de-route?moyen=M10"
    with visit(browser, f"{server.url}/{path}") as page:
        dialog = page.get_by_role("dialog", name="Moyen M10")
        dialog.get_by_label("Échéance").fill("31/02/2026")
        dialog.get_by_role("button", name="Retenir", exact=True).click(timeout=WAIT)
        expect(dialog.get_by_text("Échéance illisible")).to_be_visible(timeout=WAIT)
        dialog.get_by_label("Échéance").fill("28/02/2026")
        dialog.get_by_role("button", name="Retenir", exact=True).click()
        expect(dialog.get_by_text("Choisissez un état")).to_be_visible(timeout=WAIT)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0, timeout=WAIT)
        page.wait_for_url(lambda url: "moyen=" not in url, timeout=WAIT)
