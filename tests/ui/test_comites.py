"""The page Comités as Streamlit runs it, without a browser: who sees which button and which entries; what diverges."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import spaser.ui.person
from spaser.access import Identity, Rights, Role
from spaser.cli import main
from spaser.committees import CommitteeBase, Ledger, LigneContestee, Niveau, Portee, contest, record_decision
from spaser.ingest import ImportOptions
from spaser.measure import Statut
from spaser.store import Source, Warehouse, publish, stage
from spaser.ui import session
from spaser.ui.committee_divergence import diverges
from tests.committees.personnes import AIX, MARSEILLE, RESPONSABLE, decision, ligne
from tests.extraits import CONTRATS, SIRET_A, contrat, write_csv

CACHE = SIRET_A[:9]
"""The holder of the only contract: no list says its legal form, so that its number is the lead's."""
PAGE = Path(__file__).parents[2] / "pages" / "comites" / "comites.py"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Real data of one contract; one decision for all, one for each of two territoires; a contested row in each."""
    folder = tmp_path_factory.mktemp("comites")
    warehouse = Warehouse(folder / "entrepot")
    extract = write_csv(folder / "contrats.csv", CONTRATS, [contrat("2026M001", "15/09/2026", "10000,00")])
    staged = stage(warehouse, [Source(chemin=extract, nom=extract.name)], ImportOptions())
    assert publish(warehouse, staged) is not None
    base = CommitteeBase.beside(warehouse.path, warehouse.catalogue, warehouse.now)
    for demonstration, mark in ((False, ""), (True, "FICTIVE ")):
        ledger = Ledger(base, demonstration)
        for name, portee in (
            ("partout", Portee(None, None)),
            ("aix", Portee(AIX, None)),
            ("marseille", Portee(MARSEILLE, None)),
        ):
            record_decision(ledger, RESPONSABLE, decision(f"{mark}décision {name}", portee))
        for territoire in (AIX, MARSEILLE):
            contest(ledger, RESPONSABLE, ligne(f"{mark}{territoire}", territoire), "motif", "source")
    supplier = LigneContestee(CACHE, "X8", "fournisseur", CACHE, "contrats.csv", 2, 1, AIX, "EAD")
    contest(Ledger(base, demonstration=False), RESPONSABLE, supplier, "motif", "source")
    return warehouse


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, target: Warehouse) -> Iterator[Callable[..., AppTest]]:
    def shown(role: Role, territoire: str | None, volet: str) -> AppTest:
        rights = Rights(None if territoire is None else frozenset({territoire}), None)

        def person() -> Identity:
            return Identity("Camille", role, rights, mode_local=False)

        monkeypatch.setenv("SPASER_ENTREPOT", str(target.path))
        session.warehouse.clear()
        monkeypatch.setattr(spaser.ui.person, "person", person)
        run = AppTest.from_file(str(PAGE), default_timeout=60)
        run.query_params["volet"] = volet
        run.run()
        assert not run.exception
        return run

    yield shown
    session.warehouse.clear()


def texts(run: AppTest) -> str:
    return "\n".join(element.value for element in run.markdown)


def labels(run: AppTest) -> set[str]:
    return {button.label for button in run.button}


def test_le_pilotage_enregistre_et_ne_voit_que_le_reel(screen: Callable[..., AppTest]) -> None:
    run = screen("pilotage", None, "Décisions")
    assert {"Enregistrer une décision", "Modifier"} <= labels(run)
    assert all(f"décision {name}" in texts(run) for name in ("partout", "aix", "marseille"))
    assert "FICTIVE" not in texts(run)


def test_la_lecture_lit_sans_bouton(screen: Callable[..., AppTest]) -> None:
    run = screen("lecture", None, "Décisions")
    assert "décision partout" in texts(run)
    assert labels(run) == set()


def test_un_relais_ne_voit_que_son_territoire(screen: Callable[..., AppTest]) -> None:
    run = screen("relais", AIX, "Décisions")
    assert "décision aix" in texts(run)
    assert "partout" not in texts(run)
    assert "marseille" not in texts(run)
    assert labels(run) == set()
    run = screen("relais", AIX, "Contestations")
    assert "Pays d\\'Aix" in texts(run)
    assert "Marseille" not in texts(run)
    assert labels(run) == set()
    run = screen("relais", AIX, "Confiance")
    assert any("pas montrée dans votre périmètre" in info.value for info in run.info)


@pytest.mark.parametrize(
    ("role", "territoire"), [("responsable", None), ("pilotage", None), ("lecture", None), ("relais", AIX)]
)
def test_le_numero_d_un_entrepreneur_conteste_reste_au_responsable(
    screen: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, role: Role, territoire: str | None
) -> None:
    """The lead contested it under its true number (decision 020): neither the page, nor its links, nor its file say it to others."""
    offered: list[object] = []

    def offer(_name: str, _headings: object, rows: Callable[[], list[object]], **_: object) -> None:
        offered.extend(rows())

    monkeypatch.setattr("spaser.ui.committee_contests.csv_button", offer)
    said = (texts(screen(role, territoire, "Contestations")), repr(offered))
    assert len(offered) == (2 if role == "relais" else 3)
    assert [CACHE in one for one in said] == [role == "responsable"] * 2
    assert ["NC-" in one for one in said] == [role != "responsable"] * 2


def test_la_ligne_de_commande_exporte_le_reel(target: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comites", "decisions", "--entrepot", str(target.path)]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.startswith("id;comite;seance;decision;porteur;echeance;etat;retard_jours")
    assert [line.split(";")[1:6] for line in lines] == [
        ["Comité de pilotage stratégique", "2026-09-30", f"décision {name}", "CPAJ", "2026-10-15"]
        for name in ("partout", "aix", "marseille")
    ]


def test_une_base_illisible_se_dit_et_les_chiffres_restent(
    monkeypatch: pytest.MonkeyPatch, target: Warehouse, tmp_path: Path
) -> None:
    broken = Path(shutil.copytree(target.path, tmp_path / "entrepot"))
    for kept in broken.glob("comites.sqlite3*"):
        kept.unlink()
    (broken / "comites.sqlite3").write_bytes(b"autre chose " * 100)
    monkeypatch.setenv("SPASER_ENTREPOT", str(broken))
    session.warehouse.clear()
    run = AppTest.from_file(str(PAGE.parents[1] / "suivi" / "comparer.py"), default_timeout=60).run()
    session.warehouse.clear()
    assert not run.exception
    assert any("ne peut pas être ouverte" in warning.value for warning in run.warning)
    assert any("Données arrêtées au" in caption.value for caption in run.caption)


CASES: list[tuple[Statut, set[str]]] = [
    (Statut.CIBLE_ATTEINTE, {"appui", "compromis"}),
    (Statut.EN_BONNE_VOIE, {"appui", "compromis"}),
    (Statut.EVOLUTION_FAVORABLE, {"appui", "compromis"}),
    (Statut.A_ACCELERER, {"compromis"}),
    (Statut.PROGRES_INSUFFISANT, {"securise"}),
    (Statut.RECUL, {"securise", "atteignable"}),
    (Statut.CIBLE_PERDUE, {"securise", "atteignable"}),
    (Statut.CIBLE_NON_ATTEINTE, {"securise", "atteignable"}),
    (Statut.EVOLUTION_DEFAVORABLE, {"securise", "atteignable"}),
    (Statut.STABLE, set()),
    (Statut.TROP_TOT, set()),
    (Statut.NON_CONCLUANT, set()),
    (Statut.DONNEE_INSUFFISANTE, set()),
    (Statut.DEFINITION_A_ARBITRER, set()),
    (Statut.SANS_OBJET, set()),
    (Statut.NON_APPLICABLE, set()),
]


@pytest.mark.parametrize(("statut", "divergent"), CASES)
def test_mesure_et_appreciation_divergent_a_deux_degres_d_ecart(statut: Statut, divergent: set[str]) -> None:
    levels: tuple[Niveau, ...] = ("securise", "atteignable", "appui", "compromis")
    assert {niveau for niveau in levels if diverges(statut, niveau)} == divergent


def test_chaque_statut_est_dit_ci_dessus() -> None:
    assert [statut for statut, _ in CASES] == sorted(set(Statut), key=[case[0] for case in CASES].index)
