"""A ranked list of levers: a page of rows to tick (keyboard: arrows, then the space bar), its pages, the whole as a CSV."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import pandas as pd
import streamlit as st

from spaser import francais as fr
from spaser.measure.levers_simulation import Base, Candidat, Levier, effet
from spaser.ui.csv_export import Cell
from spaser.ui.figures import Reader
from spaser.ui.levers_figures import page_of_levers
from spaser.ui.levers_state import take_edits, ticked_when_drawn, turn
from spaser.ui.levers_words import NAMES, answer_text, due_text, effect_text, launch_text, nature_text
from spaser.ui.literal import plain
from spaser.ui.pages_of_rows import Turn, page_buttons
from spaser.ui.tables import csv_button

TICK: Final = "Simuler"
PAGE_KEY: Final = "page"
PAGE: Final = 25
_ROW_HEIGHT: Final = 35
_EFFECT: Final = "Effet"
_RIGHT: Final = ("Montant HT", "Dépense 12 mois", _EFFECT)


def levers_table(
    reader: Reader,
    levier: Levier,
    base: Base,
    candidats: Sequence[Candidat],
    shown: Turn,
    ticked: Sequence[str],
) -> None:
    """Draw one page of levers to tick; the file has them all."""
    keys = tuple(candidat.cle for candidat in candidats)
    widget = f"leviers_{turn()}_{sha256(repr(keys).encode()).hexdigest()[:12]}"
    lines = [_line(candidat, levier, base, reader.filters.annee) for candidat in candidats]
    frame = pd.DataFrame(lines)
    drawn = ticked_when_drawn(widget, ticked)
    frame.insert(0, TICK, [key in drawn for key in keys])
    st.data_editor(
        frame,
        key=widget,
        on_change=take_edits,
        args=(widget, keys, TICK),
        disabled=[name for name in frame.columns if name != TICK],
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * (len(lines) + 1) + 3,
        column_config={
            TICK: st.column_config.CheckboxColumn(TICK, width=92, pinned=True),
            "Objet": st.column_config.TextColumn("Objet", width=235),
            **{name: st.column_config.TextColumn(name, width=122) for name in ("Environnement", "Social")},
            **{name: st.column_config.TextColumn(name, alignment="right") for name in _RIGHT},
            _EFFECT: st.column_config.TextColumn(f"Effet sur {levier}", width=110, alignment="right"),
            "Montant HT": st.column_config.TextColumn("Montant HT", width=100, alignment="right"),
            "DGA": st.column_config.TextColumn("DGA", width=90),
        },
        alt=f"Leviers de {NAMES[levier]}, du plus fort au plus faible",
    )
    page_buttons(shown, PAGE_KEY)
    _download(reader, levier, base)


def _line(candidat: Candidat, levier: Levier, base: Base, annee: int) -> dict[str, str]:
    return {
        "Objet": plain(candidat.objet or fr.UNKNOWN, 120),
        _EFFECT: effect_text(effet(base, levier, candidat)),
        "Environnement": answer_text(candidat.environnement, candidat),
        "Social": answer_text(candidat.social, candidat),
        "Montant HT": fr.or_dash(candidat.montant, fr.euros_short),
        "Fin": due_text(candidat),
        "DGA": plain(candidat.dga, 60),
        "Domaine": plain(candidat.domaine, 60),
        "Origine": nature_text(candidat.nature, annee),
        "Dépense 12 mois": fr.or_dash(candidat.depense_12_mois, fr.euros_short),
        "Territoire": plain(candidat.territoire, 60),
        "Numéro": plain(candidat.contrat_id or fr.UNKNOWN, 60),
        "Relance prévue": plain(launch_text(candidat), 80),
        "Opportunités relevées": plain(candidat.opportunites or fr.UNKNOWN, 120),
    }


def _download(reader: Reader, levier: Levier, base: Base) -> None:
    def lines() -> list[tuple[Cell, ...]]:
        return [
            _csv_line(candidat, levier, base)
            for candidat in page_of_levers(reader, levier, None, 0).candidats
        ]

    csv_button(
        f"leviers_{levier}_{reader.filters.annee}",
        [
            "cle",
            "nature",
            "objet",
            "contrat",
            "domaine",
            "dga",
            "territoire",
            "notification",
            "fin",
            "relance_prevue",
            "besoins",
            "opportunites",
            "montant_ht",
            "environnement",
            "social",
            "depense_12_mois",
            "depense_deplacable_exercice",
            f"effet_{levier}",
            "fichier",
            "ligne",
        ],
        lines,
        key=f"csv_leviers_{levier}",
    )


def _csv_line(candidat: Candidat, levier: Levier, base: Base) -> tuple[Cell, ...]:
    alone = effet(base, levier, candidat)
    return (
        candidat.cle,
        candidat.nature,
        candidat.objet,
        candidat.contrat_id,
        candidat.domaine,
        candidat.dga,
        candidat.territoire,
        candidat.jour,
        candidat.fin,
        candidat.lancement,
        candidat.besoins,
        candidat.opportunites,
        candidat.montant,
        _csv_answer(candidat.environnement),
        _csv_answer(candidat.social),
        candidat.depense_12_mois,
        candidat.deplacable,
        None if alone is None else float(alone),
        candidat.fichier,
        candidat.ligne,
    )


def _csv_answer(answer: bool | None) -> str:
    return fr.NOT_FILLED if answer is None else "oui" if answer else "non"
