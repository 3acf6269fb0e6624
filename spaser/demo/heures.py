"""Insertion hours worked, contract by contract and month by month."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from spaser.demo.annees import ANNEES, Annee
from spaser.demo.contrats import Contrat
from spaser.demo.fichiers import FICTIF, Feuille, ecrire_csv, nombre
from spaser.demo.fournisseurs import IAE, Panel

_ENTETES = (
    "N° de marché", "Mois", "Heures réalisées", "Heures contractualisées", "Bénéficiaires", "Dont femmes", "Dont QPV", "Type de public",
    "Type de structure", "SIRET de la structure", "Territoire",
)  # fmt: skip
_PUBLICS = (
    "Demandeur d'emploi de longue durée",
    "Bénéficiaire du RSA",
    "Jeune sans qualification",
    "Travailleur handicapé",
)


def ecrire_heures(
    dossier: Path, contrats: dict[int, list[Contrat]], panel: Panel, alea: random.Random
) -> Path:
    """Write all years in one CSV; each year adds up to its magnitude, to the hour."""
    tous = [
        c
        for annee in sorted(contrats)
        for c in contrats[annee]
        if c.heures and c.nature != "Marché subséquent"
    ]
    structures = [f for f in panel.tous if f.insertion in IAE]
    lignes: list[list[str]] = []
    for annee in ANNEES:
        suivi = list(_suivi(annee, tous))
        poids = [
            contrat.heures / max(6, contrat.duree) * alea.uniform(0.4, 1.6)
            for contrat, _ in suivi
            if contrat.heures
        ]
        for (contrat, mois), heures in zip(suivi, _partager(annee.heures, poids), strict=True):
            structure = alea.choice(structures)
            personnes = max(1, round(heures / alea.uniform(60, 130)))
            lignes.append([
                contrat.numero, f"{mois:%m/%Y}", nombre(heures, "\u202f", 1), str(contrat.heures), str(personnes),
                str(round(personnes * alea.uniform(0.1, 0.5))),
                str(round(personnes * alea.uniform(0.2, 0.6))) if alea.random() > 0.05 else "ND", alea.choice(_PUBLICS),
                structure.insertion or "", structure.identifiant, contrat.territoire if alea.random() > 0.02 else "",
            ])  # fmt: skip
    lignes.append([tous[0].numero, "03/2021", "NC", *[""] * 8])
    feuille = Feuille("Heures", [[FICTIF], []], _ENTETES, lignes)
    return ecrire_csv(dossier / "demo_fictif_heures_insertion.csv", feuille, encodage="utf-8-sig")


def _suivi(annee: Annee, contrats: list[Contrat]) -> Iterator[tuple[Contrat, date]]:
    """Give the quarters' first months in which a marché with hours runs; the 150 000 h of 2020 are those of marchés alone."""
    for contrat in contrats:
        if contrat.nature == "Concession":
            continue
        for mois in (1, 4, 7, 10):
            jour = date(annee.annee, mois, 1)
            if jour <= annee.fin and contrat.notification < jour <= contrat.fin:
                yield contrat, jour


def _partager(total: int, poids: list[float]) -> list[int]:
    """Share whole hours by weight, exactly."""
    somme, cumul, place, parts = sum(poids), 0.0, 0, []
    for p in poids:
        cumul += p
        parts.append(round(total * cumul / somme) - place)
        place += parts[-1]
    return parts
