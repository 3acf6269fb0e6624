"""Small extracts written by the tests, as a buyer's system would export them."""

from collections.abc import Sequence
from pathlib import Path

CONTRATS = (
    "N° de contrat",
    "Type de contrat",
    "Objet",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Date de notification",
    "Montant HT (€)",
    "Clause environnementale",
    "Clause sociale",
    "SIRET titulaire",
)
DEPENSES = (
    "N° de mandat",
    "Exercice",
    "Date du mandat",
    "Montant HT (€)",
    "SIRET",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Type d'achat",
    "N° de contrat",
)
FOURNISSEURS = ("SIRET", "Dénomination", "Catégorie d'entreprise", "ESS", "Type insertion", "Code commune")
# Valid for the Luhn key, of no firm: their SIREN begin with three zeros.
SIRET_A = "00000001800010"
SIRET_B = "00000002600013"
SIRET_C = "00000003400017"


def write_csv(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig"
) -> Path:
    """Write a `;` file with CRLF, as French Excel does."""
    lines = [";".join(headings), *(";".join(row) for row in rows)]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def contrat(
    number: str, day: str, amount: str, env: str = "oui", soc: str = "non", **other: str
) -> tuple[str, ...]:
    """One contract row; `other` may name domaine, dga, territoire, type, siret."""
    return (
        number,
        other.get("type", "Marché"),
        f"Objet du contrat {number}",
        other.get("domaine", "Déchets"),
        other.get("dga", "EAD"),
        other.get("territoire", "Pays d'Aix"),
        day,
        amount,
        env,
        soc,
        other.get("siret", SIRET_A),
    )


def mandat(number: str, day: str, amount: str, siret: str = SIRET_A, **other: str) -> tuple[str, ...]:
    """One mandat row; `other` may name exercice, domaine, dga, territoire, type, contrat."""
    return (
        number,
        other.get("exercice", day[-4:]),
        day,
        amount,
        siret,
        other.get("domaine", "Déchets"),
        other.get("dga", "EAD"),
        other.get("territoire", "Pays d'Aix"),
        other.get("type", "Marché"),
        other.get("contrat", ""),
    )
