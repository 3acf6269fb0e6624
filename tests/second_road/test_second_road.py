"""The demonstration, deposited through the real import, gives the figures that pandas computes from its files."""

from collections.abc import Callable, Iterator

import pytest

from spaser.catalogue import load_catalogue
from spaser.demo import generate
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.second_road.calcul import PACA, Figure, Files

YEARS = (2024, 2025)
TOLD = ("_2024", "_2025", "fournisseurs", "heures")
"""What the files measured are about: the others would only be read."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("extraits")
    generate(folder, load_catalogue(), 15_000)
    for path in folder.iterdir():
        if not any(told in path.name for told in TOLD):
            path.unlink()
    return Files(folder)


@pytest.fixture(scope="module")
def version(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVersion]:
    warehouse = Warehouse(tmp_path_factory.mktemp("entrepot"))
    sources = [Source(chemin=path, nom=path.name) for path in sorted(files.folder.iterdir())]
    staged = stage(warehouse, sources, ImportOptions(), demonstration=True)
    refused = [report.texte() for report in staged.rapports if report.refuse]
    assert not refused, "\n".join(refused)
    built = publish(warehouse, staged)
    assert built is not None
    yield built
    built.close()


ROAD: dict[str, Callable[[Files, int], Figure]] = {
    "F2.1": lambda files, year: files.share_of_contracts(year, "dd"),
    "F2.3": lambda files, year: files.share_of_contracts(year, "env"),
    "F2.4": lambda files, year: files.share_of_contracts(year, "soc"),
    "F3.1": Files.inclusive,
    "F8.1": Files.small_firms,
    "F8.3": Files.panel,
    "F9.2": Files.ess,
    "X2": Files.hours,
    "X7": Files.bouches_du_rhone,
    "F2.4a": lambda files, year: files.share_of_contracts(year, "ins"),
    "F8.3a": lambda files, year: files.panel(year, ("13",)),
    "F8.3b": lambda files, year: files.panel(year, None),
    "F9.2a": Files.ess_share,
    "X1a": lambda files, year: files.solidarity(year, ("esus",)),
    "X1b": lambda files, year: files.solidarity(year, ("ess", "esus")),
    "X7a": Files.paid_in_communes,
    "X7b": lambda files, year: files.paid_in(year, PACA),
}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("code", list(ROAD))
def test_le_produit_et_pandas_disent_le_meme_nombre(
    version: OpenVersion, files: Files, code: str, year: int
) -> None:
    second = ROAD[code](files, year)
    (found,) = measure(version, code, Filters(annee=year), Perimeter.tout())
    assert found.numerateur is not None
    assert float(found.numerateur) == pytest.approx(second.numerateur, abs=0.005)
    assert second.numerateur > 0
    if second.denominateur is None:
        assert found.denominateur is None
    else:
        assert found.denominateur is not None
        assert float(found.denominateur) == pytest.approx(second.denominateur, abs=0.005)
    if second.montant is not None:
        assert found.montant is not None
        assert float(found.montant) == pytest.approx(second.montant, abs=0.5)
    if code in ("F2.1", "F2.3", "F2.4", "F2.4a", "F3.1", "F8.1"):
        assert float(found.inconnus or 0) == pytest.approx(second.inconnus, abs=0.005)


@pytest.mark.parametrize("code", ["F2.2", "F3.2", "F5.2", "F7.2", "F8.2"])
def test_les_domaines_s_ajoutent_au_total(version: OpenVersion, code: str) -> None:
    whole, *domains = measure(version, code, Filters(annee=2025), Perimeter.tout(), "domaine")
    assert len(domains) > 10
    assert sum(float(part.numerateur or 0) for part in domains) == pytest.approx(
        float(whole.numerateur or 0), abs=0.01
    )
    assert sum(float(part.denominateur or 0) for part in domains) == pytest.approx(
        float(whole.denominateur or 0), abs=0.01
    )


def test_les_bornes_du_dossier_tiennent(version: OpenVersion) -> None:
    """§11: F2.1 covers F2.3 and F2.4; F4.3 lies between the largest and the sum of F4.1 and F4.2; F3.1 = F3.3 + F3.4."""

    def numerator(code: str) -> float:
        return float(measure(version, code, Filters(annee=2025), Perimeter.tout())[0].numerateur or 0)

    assert max(numerator("F2.3"), numerator("F2.4")) <= numerator("F2.1")
    assert (
        max(numerator("F4.1"), numerator("F4.2"))
        <= numerator("F4.3")
        <= numerator("F4.1") + numerator("F4.2")
    )
    assert numerator("F2.4a") <= numerator("F2.4")
    assert numerator("X1a") <= min(numerator("X1"), numerator("X1b"))
    assert numerator("X7a") <= numerator("X7b")
    assert numerator("X7") <= numerator("X7b")
    assert max(numerator("F8.3a"), numerator("F8.3b")) <= numerator("F8.3")
    assert numerator("F3.1") == pytest.approx(numerator("F3.3") + numerator("F3.4"), abs=0.01)
    for code in ("F5.1", "F5.3", "F6.1", "F6.2", "F6.3", "F7.1"):
        assert numerator(code) <= numerator("F2.3")
