"""What the search says: its lists, its periods, how many were found and how near they are spelled. Pure."""

from __future__ import annotations

from typing import Final

from spaser import francais as fr
from spaser.measure.search import Contrats, Demande, Fournisseurs, Liste
from spaser.ui.figures import Reader

LIST_WORDS: Final[dict[Liste, str]] = {
    "sans-environnement": "Sans considération environnementale",
    "sans-social": "Sans considération sociale",
    "sans-consideration": "Sans aucune considération",
    "accords-cadres-a-echeance": "Accords-cadres à échéance sans considération",
}
PERIOD_YEAR: Final = "Exercice {annee}"
PERIOD_ALL: Final = "Toutes les années"
REPLY_WORDS: Final = {"tout": "Non et non renseigné", "non": "Non", "inconnu": "Non renseigné"}

CONTRACT_TYPES: Final = {
    "marche": "Marché",
    "accord_cadre": "Accord-cadre",
    "subsequent": "Marché subséquent",
    "concession": "Concession",
}


def list_sentence(chosen: Liste, reader: Reader, amount: float | None) -> str:
    """Say which contracts a list holds."""
    least = f" d’au moins {fr.euros(amount)} HT" if amount else ""
    if chosen == "accords-cadres-a-echeance":
        months = reader.catalogue.reglages.alerte_echeance_mois
        return (
            f"Accords-cadres{least} en cours à la date d’arrêté et finissant dans les {months} mois, sans considération "
            "environnementale ni sociale : leur renouvellement est l’occasion d’en mettre."
        )
    missing = {
        "sans-environnement": "sans considération environnementale (F2.3)",
        "sans-social": "sans considération sociale (F2.4)",
        "sans-consideration": "sans considération environnementale ni sociale",
    }[chosen]
    return f"Contrats notifiés en {reader.filters.annee}{least}, {missing}. « Non renseigné » n’est pas « non » (règle R7)."


def contracts_sentence(found: Contrats, demande: Demande) -> str:
    """Say how many contracts were found, and what the count is made of."""
    parts = [f"**{fr.plural(found.total, 'contrat')}**"]
    if demande.liste and demande.reponse is None and found.total:
        parts.append(f"{fr.count(found.non)} « non », {fr.count(found.inconnus)} « non renseigné »")
    parts += _near(found.approchants, found.total)
    if found.ailleurs and not demande.liste and not demande.toutes:
        parts.append(f"{fr.count(found.ailleurs)} hors de l’exercice")
    return " · ".join(parts)


def suppliers_sentence(found: Fournisseurs, demande: Demande) -> str:
    """Say how many suppliers were found."""
    parts = [f"**{fr.plural(found.total, 'fournisseur')}**", *_near(found.approchants, found.total)]
    if found.ailleurs:
        outside = "hors de ces filtres" if demande.toutes else "hors de l’exercice ou des filtres"
        parts.append(f"{fr.count(found.ailleurs)} {outside}")
    return " · ".join(parts)


def type_text(kind: str | None) -> str:
    """Say the type of a contract."""
    return fr.NOT_FILLED if kind is None else CONTRACT_TYPES.get(kind, kind)


def _near(near: int, total: int) -> list[str]:
    if not near:
        return []
    if near == total:
        return ["par orthographe approchante"]
    return [f"dont {fr.count(near)} par orthographe approchante"]
