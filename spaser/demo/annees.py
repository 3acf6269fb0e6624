"""The magnitudes of each demonstration year: what the document says of 2020, and a plausible, uneven way up after it."""

from dataclasses import dataclass
from datetime import date

DEBUT = 2020
FIN_DES_DONNEES = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Annee:
    """One exercice. Amounts in M€ HT of purchases; shares are fractions; heures in hours."""

    annee: int
    depenses: float
    concessions: float
    centrale: float
    part_departement: float
    part_stpa: float
    part_iae: float
    part_esus: float
    fournisseurs: int
    poids_lignes: int
    contrats: int
    subsequents: int
    env: float
    soc: float
    innovants: int
    heures: int
    consultations: int
    retards: float

    @property
    def fin(self) -> date:
        """Last day that the extracts of this year cover."""
        return min(date(self.annee, 12, 31), FIN_DES_DONNEES)

    @property
    def debut(self) -> date:
        """First day of the year."""
        return date(self.annee, 1, 1)

    @property
    def partielle(self) -> bool:
        """True for the year that the extracts cover in part only."""
        return self.fin < date(self.annee, 12, 31)


# fmt: off
ANNEES: tuple[Annee, ...] = (
    Annee(2020, 1304, 318, 11.4, 0.8000, 0.0036, 0.0118, 0.0019, 2766, 26000, 884, 92, 0.24, 0.125, 2, 150_000, 940, 0.171),
    Annee(2021, 1268, 311, 12.1, 0.7946, 0.0041, 0.0127, 0.0022, 2741, 25500, 871, 97, 0.31, 0.148, 3, 168_420, 912, 0.158),
    Annee(2022, 1312, 326, 12.9, 0.7883, 0.0043, 0.0146, 0.0026, 2803, 26200, 913, 104, 0.43, 0.172, 5, 214_310, 958, 0.149),
    Annee(2023, 1347, 334, 13.6, 0.7815, 0.0052, 0.0161, 0.0031, 2858, 27000, 926, 110, 0.55, 0.208, 7, 252_875, 987, 0.126),
    Annee(2024, 1381, 341, 15.2, 0.7852, 0.0050, 0.0184, 0.0037, 2812, 27400, 908, 112, 0.66, 0.236, 6, 287_640, 945, 0.131),
    Annee(2025, 1363, 338, 15.9, 0.7901, 0.0061, 0.0199, 0.0044, 2874, 27300, 897, 108, 0.78, 0.286, 11, 318_205, 931, 0.112),
    Annee(2026, 992, 249, 11.7, 0.7868, 0.0063, 0.0211, 0.0048, 2603, 20600, 662, 79, 0.86, 0.304, 9, 247_930, 703, 0.104),
)
# fmt: on
LIGNES_PAR_DEFAUT = sum(annee.poids_lignes for annee in ANNEES)
