"""What a relais or a DGA sees is what the whole authority would see of the files from which other rows were taken out (promise 5)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from spaser.catalogue import load_catalogue
from spaser.demo import generate
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure, rows
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.second_road.lecture import table

TERRITOIRE, DGA = "Pays Salonais", "MDTEPV"
YEAR = 2025
TOLD = ("_2025", "depenses_2024", "fournisseurs", "heures", "evenements")
PERIMETERS = {
    "territoire": Perimeter(frozenset({TERRITOIRE}), None),
    "territoire et dga": Perimeter(frozenset({TERRITOIRE, "Pays d'Aix"}), frozenset({DGA, "EAD"})),
}
OF_THE_WHOLE = "F1.2"
"""Strategic suppliers are the five that the whole authority pays most in a domain (note 4): files cut down name others."""
CODES = [i.code for i in load_catalogue().mesurables if i.code != OF_THE_WHOLE]


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """Return the demonstration's files of a year as a colleague would open them: text, by name."""
    folder = tmp_path_factory.mktemp("extraits")
    generate(folder, load_catalogue(), 2_000)
    return {
        path.name: table(path) for path in sorted(folder.iterdir()) if any(told in path.name for told in TOLD)
    }


def _said(frame: pd.DataFrame, *names: str) -> pd.Series:
    """Return a column by one of its headings; nothing is said where there is none."""
    found = [column for column in frame.columns if column.lower() in names]
    return frame[found[0]] if found else pd.Series(pd.NA, index=frame.index, dtype="string")


def _within(frame: pd.DataFrame, perimeter: Perimeter) -> pd.DataFrame:
    kept = pd.Series(data=True, index=frame.index)
    if perimeter.territoires is not None:
        kept &= _said(frame, "territoire", "conseil de territoire").isin(perimeter.territoires)
    if perimeter.dga is not None:
        kept &= _said(frame, "dga").isin(perimeter.dga)
    return frame[kept]


def _hours_within(hours: pd.DataFrame, contracts: pd.DataFrame, perimeter: Perimeter) -> pd.DataFrame:
    """Take out the hours of others: what a row does not say (its DGA, sometimes its territoire) is what its contract says."""
    number = _said(hours, "n° de marché")
    known = contracts.drop_duplicates("numero").set_index("numero")
    told = pd.DataFrame(
        {
            "territoire": _said(hours, "territoire").fillna(number.map(known["territoire"])),
            "dga": number.map(known["dga"]),
        }
    )
    return hours.loc[_within(told, perimeter).index]


def _filtered(extracts: dict[str, pd.DataFrame], perimeter: Perimeter) -> Iterator[tuple[str, pd.DataFrame]]:
    """Take out the rows of others; suppliers belong to nobody."""
    contracts = pd.concat(
        pd.DataFrame(
            {
                "numero": _said(frame, "n° de marché", "numéro de contrat"),
                "territoire": _said(frame, "territoire", "conseil de territoire"),
                "dga": _said(frame, "dga"),
            }
        )
        for name, frame in extracts.items()
        if "contrats" in name
    )
    for name, frame in extracts.items():
        if "fournisseurs" in name:
            yield name, frame
        elif "heures" in name:
            yield name, _hours_within(frame, contracts, perimeter)
        else:
            yield name, _within(frame, perimeter)


Publish = Callable[[dict[str, pd.DataFrame]], OpenVersion]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publish]:
    opened: list[OpenVersion] = []

    def publish_them(frames: dict[str, pd.DataFrame]) -> OpenVersion:
        folder = tmp_path_factory.mktemp("filtres")
        sources = []
        for name, frame in frames.items():
            path = folder / f"{Path(name).stem}.csv"
            frame.to_csv(path, sep=";", index=False, encoding="utf-8")
            sources.append(Source(chemin=path, nom=path.name))
        warehouse = Warehouse(tmp_path_factory.mktemp("entrepot"))
        staged = stage(warehouse, sources, ImportOptions(), demonstration=True)
        refused = [report.texte() for report in staged.rapports if report.refuse]
        assert not refused, "\n".join(refused)
        built = publish(warehouse, staged)
        assert built is not None
        opened.append(built)
        return built

    yield publish_them
    for version in opened:
        version.close()


@pytest.fixture(scope="module")
def whole(extracts: dict[str, pd.DataFrame], published: Publish) -> OpenVersion:
    return published(extracts)


@pytest.fixture(scope="module", params=list(PERIMETERS))
def both(
    request: pytest.FixtureRequest, extracts: dict[str, pd.DataFrame], published: Publish
) -> tuple[Perimeter, OpenVersion]:
    perimeter = PERIMETERS[request.param]
    return perimeter, published(dict(_filtered(extracts, perimeter)))


@pytest.mark.parametrize("code", CODES)
def test_un_perimetre_voit_ce_que_montrent_les_fichiers_filtres(
    whole: OpenVersion, both: tuple[Perimeter, OpenVersion], code: str
) -> None:
    perimeter, others_out = both
    (seen,) = measure(whole, code, Filters(annee=YEAR), perimeter)
    (alone,) = measure(others_out, code, Filters(annee=YEAR), Perimeter.tout())
    for name in ("numerateur", "denominateur", "inconnus", "montant", "valeur"):
        assert getattr(seen, name) == getattr(alone, name), name


def test_les_fournisseurs_strategiques_d_un_perimetre_sont_parmi_ceux_de_l_ensemble(
    whole: OpenVersion, both: tuple[Perimeter, OpenVersion]
) -> None:
    filters = Filters(annee=YEAR)
    seen = {row.cle for row in rows(whole, OF_THE_WHOLE, filters, both[0])}
    every = {row.cle for row in rows(whole, OF_THE_WHOLE, filters, Perimeter.tout())}
    assert seen
    assert len(seen) < len(every)
    assert {key.partition("/")[0] for key in seen} <= {key.partition("/")[0] for key in every}
