"""The table of a map: the same figures, ranked, with what no outline can show; the chosen place is marked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.ui.place_views import NOT_LOCATED, OFF_MAP, MapView, Ranked
from spaser.ui.tables import Column, csv_button, show_table

_SHOWN: Final = 20
_ALWAYS: Final = frozenset({*OFF_MAP.values(), NOT_LOCATED})


def ranking(view: MapView, chosen: Collection[str], name: str) -> None:
    """Draw the first places of a map, all of them in the download; ``name`` names the file."""
    shown = [
        *view.lignes[:_SHOWN],
        *(line for line in view.lignes[_SHOWN:] if line.nom in _ALWAYS or line.code in chosen),
    ]
    show_table(
        (
            Column("Lieu"),
            Column(view.compte, nombre=True),
            Column("Montant HT", nombre=True),
            Column(view.titre_part, nombre=True),
        ),
        [
            (
                f"▸ {line.nom}" if line.code in chosen else line.nom,
                fr.count(line.nombre),
                fr.euros_short(line.montant),
                line.texte_part,
            )
            for line in shown
        ],
        alt=f"{view.titre_part}, du plus grand montant au plus petit",
    )
    if len(view.lignes) > len(shown):
        st.caption(_others(view, shown))
    csv_button(
        f"carte_{name}",
        ["lieu", "code", view.compte.lower(), "montant_ht", "part"],
        lambda: [(line.nom, line.code, line.nombre, line.montant, line.part) for line in view.lignes],
        key=f"csv_carte_{name}",
    )


def _others(view: MapView, shown: list[Ranked]) -> str:
    rest = [line for line in view.lignes if line not in shown]
    amount = fr.euros_short(sum(line.montant for line in rest))
    return (
        f"Et {fr.plural(len(rest), 'autre lieu', 'autres lieux')}, {amount} en tout : dans la liste ci-dessus et dans le fichier "
        "téléchargé."
    )
