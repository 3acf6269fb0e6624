"""The kinds of extract, as a reader names them."""

from __future__ import annotations

from typing import Final

KIND_NAMES: Final[dict[str, str]] = {
    "contrats": "contrats",
    "depenses": "dépenses mandatées",
    "fournisseurs": "fournisseurs",
    "heures": "heures d’insertion",
    "evenements": "réunions et événements",
    "moyens": "feuille de route (moyens)",
    "programmation": "programmation des achats",
}
