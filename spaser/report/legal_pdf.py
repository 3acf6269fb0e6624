"""The legal publication as a page to read: the same lines as the CSV, in French, with where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from spaser import francais as fr
from spaser.report.content import ReportContent
from spaser.report.figures_words import DEMONSTRATION
from spaser.report.legal_lines import AGEC_CODE, AGEC_REASON, MADE_UP, LegalLine, with_concessions
from spaser.report.pdf import TEMPLATE, compiled
from spaser.report.texte import clean, french

_TEMPLATE: Final = TEMPLATE.parent / "publication_legale.typ"


def legal_pdf(content: ReportContent, lines: Sequence[LegalLine]) -> bytes:
    """Write the publication as an accessible PDF; its only dates are those of the version."""
    return compiled(_TEMPLATE, _data(content, lines), content.publiee_le)


def _data(content: ReportContent, lines: Sequence[LegalLine]) -> dict[str, Any]:
    day = content.publiee_le.date()
    law = [line for line in lines if line.indicateur != AGEC_CODE]
    notes = dict.fromkeys(
        french(f"{line.indicateur}, {line.exprime_en} : {line.precision}")
        for line in law
        if line.precision not in ("", MADE_UP)
    )
    return {
        "titre": "Taux réels d’achats socialement et écologiquement responsables",
        "acheteur": french(content.autorite.nom),
        "auteur": clean(content.auteur, 120),
        "jour": {"annee": day.year, "mois": day.month, "jour": day.day},
        "annee": content.filters.annee,
        "arrete": fr.day_in_words(content.arrete),
        "demonstration": DEMONSTRATION if content.demonstration else "",
        "reference": french(
            "Article L2111-3 du code de la commande publique : indicateurs publiés tous les deux ans, en nombre de contrats ou en valeur. "
            "Les deux lectures sont données ; les concessions "
            + ("sont comptées, comme demandé." if with_concessions(content) else "ne sont pas comptées.")
        ),
        "pied": french(
            f"{content.autorite.nom} – arrêté au {fr.day(content.arrete)} – version {content.version.numero}, "
            f"publiée le {fr.day(day)}"
        ),
        "lignes": [_line(line) for line in law],
        "agec": [_line(line) for line in lines if line.indicateur == AGEC_CODE],
        "raison_agec": french(AGEC_REASON),
        "notes": list(notes),
        "provenance": [[french(name), french(value)] for name, value in content.provenance],
        "choix": [
            [choice.code, french(choice.regle), french(choice.decide_par or "lecture proposée par défaut")]
            for choice in content.choix
        ],
    }


def _line(line: LegalLine) -> dict[str, Any]:
    in_euros = line.exprime_en == "valeur en euros HT"

    def counted(value: float | None) -> str:
        if value is None:
            return fr.UNKNOWN
        return fr.euros(value) if in_euros else fr.count(value)

    between = (
        f"de {fr.rate(line.taux_bas)} à {fr.rate(line.taux_haut)}"
        if line.taux_bas is not None and line.taux_haut is not None and line.non_renseignes
        else fr.UNKNOWN
    )
    return {
        "categorie": french(line.libelle if line.indicateur == AGEC_CODE else line.categorie),
        "code": line.indicateur,
        "exprime": "valeur" if in_euros else "nombre",
        "numerateur": counted(line.numerateur),
        "denominateur": counted(line.denominateur),
        "taux": line.etat if line.taux is None else fr.rate(line.taux),
        "connu": line.taux is not None,
        "intervalle": between,
        "etat": line.etat,
    }
