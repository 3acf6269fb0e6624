"""Contracts that owe insertion hours and the hours done, as a buyer and a facilitateur would write them, small enough for a pencil."""

from pathlib import Path

from spaser.measure import Filters, Perimeter
from spaser.measure.hours_done import HeuresVentilees, hours_breakdown, hours_done
from spaser.measure.insertion import HeuresDues, ListeDues, contracts_owing, hours_due
from spaser.measure.situated import all_segments
from spaser.store import OpenVersion
from tests.extraits import write_csv

CONTRATS = (
    "N° de contrat",
    "Lot",
    "Type de contrat",
    "Objet",
    "DGA",
    "Territoire",
    "Date de notification",
    "Date de fin",
    "Statut",
    "N° accord-cadre",
    "Heures d'insertion prévues",
    "Montant HT (€)",
)
HEURES = (
    "N° de contrat",
    "Mois",
    "Heures réalisées",
    "Heures contractualisées",
    "Bénéficiaires",
    "Dont femmes",
    "Dont QPV",
    "Type de public",
    "Type de structure",
    "Territoire",
)
AIX = "Pays d'Aix"
SALON = "Pays Salonais"


def _contract(number: str, start: str, end: str, planned: str, **other: str) -> tuple[str, ...]:
    return (
        number,
        other.get("lot", ""),
        other.get("type", "Marché"),
        f"<b>Objet</b> ![x](http://evil.example/x.png) {number}",
        other.get("dga", "EAD"),
        other.get("territoire", AIX),
        start,
        end,
        other.get("statut", "Notifié"),
        other.get("cadre", ""),
        planned,
        "10000",
    )


def write_hours(folder: Path) -> tuple[Path, ...]:
    """Write hours of 2024 and 2025, and contracts that owe some, have done some, or are nobody's."""
    return (
        write_csv(
            folder / "contrats.csv",
            CONTRATS,
            [
                _contract("FAIT", "01/01/2025", "31/12/2025", "300"),
                # Two lots of 100 h each, no hour at all.
                _contract("LOTS", "01/03/2025", "28/02/2026", "100", lot="1"),
                _contract("LOTS", "01/03/2025", "28/02/2026", "100", lot="2"),
                _contract("RIEN", "01/04/2025", "31/03/2027", "50", territoire=SALON),
                # Half of its year is gone by on 30/06/2025: 500 of its 1 000 h would be asked, it has done 100.
                _contract("LENT", "01/01/2025", "31/12/2025", "1000"),
                _contract("RESILIE", "01/01/2025", "31/12/2025", "70", statut="Résilié"),
                _contract("FINI", "01/01/2024", "31/12/2024", "80"),
                _contract("DEMAIN", "01/12/2025", "31/12/2026", "90"),
                _contract("SANS", "01/01/2025", "31/12/2025", ""),
                # The framework owes 400 h, done on its subsequent contract.
                _contract("CADRE", "01/01/2025", "31/12/2025", "400", type="Accord-cadre"),
                _contract(
                    "SUITE", "01/02/2025", "31/12/2025", "400", type="Marché subséquent", cadre="CADRE"
                ),
            ],
        ),
        write_csv(
            folder / "heures.csv",
            HEURES,
            [
                ("FAIT", "02/2024", "11", "250", "1", "0", "", "Jeunes", "EI", AIX),
                ("FAIT", "02/2025", "100", "250", "10", "4", "5", "Bénéficiaire du RSA", "EI", AIX),
                ("FAIT", "05/2025", "60", "250", "6", "", "1", "bénéficiaire du rsa", "ACI", AIX),
                ("LENT", "03/2025", "100", "", "", "", "", "", "ACI", SALON),
                ("SUITE", "06/2025", "390", "", "4", "2", "0", "Jeunes", "EI", AIX),
                ("ORPHELIN", "06/2025", "0", "40", "", "", "", "", "", AIX),
            ],
        ),
    )


def due(
    version: OpenVersion,
    filters: Filters,
    perimeter: Perimeter,
    liste: ListeDues,
    limit: int = 10,
    offset: int = 0,
) -> HeuresDues:
    """Ask for one page of the contracts that owe hours, as the screen does."""
    dus = contracts_owing(version, all_segments(filters), perimeter)
    return hours_due(dus, filters, version.catalogue, liste, limit, offset)


def broken_down(version: OpenVersion, filters: Filters, perimeter: Perimeter) -> HeuresVentilees:
    """Ask for the hours of a year, as the screen does."""
    return hours_breakdown(hours_done(version, all_segments(filters), perimeter), filters, version.catalogue)
