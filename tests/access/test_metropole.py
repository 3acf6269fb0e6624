"""What a relais reads of the whole Métropole: an aggregate, never what a subtraction would turn into a few rows of others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from spaser.measure import Filters, Perimeter
from spaser.measure.filters import Perimetre
from spaser.store import Warehouse
from spaser.ui.figures import Reader
from tests.access.conftest import AIX, MARSEILLE


def reader(
    folder: Path, *territoires: str, arrete: date | None = None, perimetre: Perimetre | None = None
) -> Reader:
    version = Warehouse(folder).current()
    assert version is not None
    seen = replace(Perimeter.tout(), territoires=frozenset(territoires) if territoires else None)
    return Reader(version, Filters(2025, arrete, domaines=("Déchets",), perimetre=perimetre), seen)


def test_le_taux_de_la_metropole_est_dit_sans_les_filtres(marked: Path) -> None:
    """Six contracts of each territoire in 2025, the first of each without answer: five « oui » of five known, in both."""
    own = reader(marked, AIX)
    indicateur = own.catalogue.indicateur("F2.3")
    whole = own.metropole(indicateur)
    assert whole is not None
    assert (whole.effectif, whole.numerateur) == (12, 10)


def test_il_est_cache_quand_il_ne_reste_que_quelques_lignes_des_autres(marked: Path) -> None:
    assert reader(marked, AIX, MARSEILLE).metropole(reader(marked).catalogue.indicateur("F2.3")) is None


def test_il_est_cache_aux_dates_que_l_on_choisit(marked: Path) -> None:
    """Subtraction: all the contracts of others on the 13th, then on the 14th, give the answer of the one notified that day."""
    indicateur = reader(marked).catalogue.indicateur("F2.3")
    assert reader(marked, AIX, arrete=date(2025, 3, 31)).metropole(indicateur) is not None
    assert reader(marked, AIX, arrete=date(2025, 3, 30)).metropole(indicateur) is None
    assert reader(marked, AIX, perimetre="tous").metropole(indicateur) is None


def test_qui_voit_tout_n_en_a_pas_besoin(marked: Path) -> None:
    assert reader(marked).metropole(reader(marked).catalogue.indicateur("F2.3")) is None
