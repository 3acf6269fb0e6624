"""Who acts in the tests of this folder, and what they type."""

from datetime import date

from spaser.access import Identity, Rights, Role
from spaser.committees import PARTOUT, LigneContestee, Portee, SaisieDecision

AIX, MARSEILLE = "Pays d'Aix", "Marseille-Provence"


def personne(
    nom: str, role: Role, territoires: set[str] | None = None, dga: set[str] | None = None
) -> Identity:
    return Identity(
        nom,
        role,
        Rights(
            None if territoires is None else frozenset(territoires), None if dga is None else frozenset(dga)
        ),
        mode_local=False,
        sujet=f"essai|{nom}",
    )


RESPONSABLE = personne("Rosalie", "responsable")
PILOTE = personne("Pierre", "pilotage")
LECTEUR = personne("Lucie", "lecture")
RELAIS_AIX = personne("Aline", "relais", {AIX})
RELAIS_MARSEILLE = personne("Marius", "relais", {MARSEILLE})
RELAIS_EAD_AIX = personne("Edgar", "relais", {AIX}, {"EAD"})
SANS_RIEN = personne("Nadia", "relais", set(), set())


def decision(texte: str = "Ouvrir un lot réservé", portee: Portee = PARTOUT) -> SaisieDecision:
    return SaisieDecision(
        "strategique", date(2026, 9, 30), texte, "CPAJ", date(2026, 10, 15), "a_faire", portee
    )


def ligne(
    cle: str = "2026M001", territoire: str = AIX, dga: str = "EAD", indicateur: str | None = "F2.3"
) -> LigneContestee:
    return LigneContestee(cle, indicateur, "contrat", cle, "contrats.csv", 12, 3, territoire, dga)
