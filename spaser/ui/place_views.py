"""What a map shows and its table says: who buys (by territoire), or where the paid suppliers are. Pure but for the figures asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from spaser import francais as fr
from spaser.catalogue import Catalogue
from spaser.geography import Level, names
from spaser.measure.places import Niveau
from spaser.ui.figures import Reader
from spaser.ui.maps import NOTHING_SPENT
from spaser.wording import said

Subject = Literal["pme", "departement"]
Where = Literal["acheteur", "commune", "territoire", "departement"]

NOT_LOCATED: Final = "Non localisé"
OFF_MAP: Final = {
    "hors France": "Hors France",
    "autres départements": "Autres départements",
    "commune inconnue": "Département, commune inconnue",
    "hors territoires": "Hors des six territoires",
}
WHERES: Final[dict[Where, str]] = {
    "acheteur": "Territoire qui achète",
    "commune": "Commune du fournisseur",
    "territoire": "Territoire du fournisseur",
    "departement": "Département du fournisseur",
}
_NO_CONTRACT: Final = "aucun contrat"
_CONTRACTS_TO_PME: Final = "F8.1"
_SPENDING_IN_DEPARTMENT: Final = "X7"
_LEVELS: Final[dict[Niveau, Level]] = {
    "commune": "communes",
    "territoire": "territoires",
    "departement": "departements",
}


@dataclass(frozen=True)
class Ranked:
    """One line of a map's table. ``code`` is that of its outline, or says what no map can show (abroad, not located: empty).

    ``lieu`` is the place as the measure names it, None when not located.
    """

    code: str
    nom: str
    nombre: float
    montant: float
    part: float | None
    texte_part: str
    lieu: str | None = None


@dataclass(frozen=True)
class MapView:
    """A map and its table: what the share means, what is counted, how it is read, and how a place without anything is called."""

    where: Where
    niveau: Level
    titre_part: str
    compte: str
    lecture: str
    lignes: tuple[Ranked, ...]
    vide: str = NOTHING_SPENT

    def line(self, code: str | None) -> Ranked | None:
        """Return the line of a place, None when the table has none."""
        return next((line for line in self.lignes if line.code == code), None)

    def on_map(self, line: Ranked) -> bool:
        """Whether an outline can show a line."""
        return line.code in names(self.niveau)


def subjects(catalogue: Catalogue) -> dict[Subject, str]:
    """Return the shares that a map can show."""
    return {"pme": "Part des TPE/PME", "departement": f"Part {_of(catalogue.autorite.departement_nom)}"}


def map_view(reader: Reader, subject: Subject, where: Where) -> MapView:
    """Return the map of a share by a kind of place."""
    return buying_view(reader, subject) if where == "acheteur" else supplier_view(reader, subject, where)


def buying_view(reader: Reader, subject: Subject) -> MapView:
    """Return the map of the territoires that buy: F8.1 for TPE/PME, X7 for the département.

    It keeps every territoire whatever the filter on territoires: that filter is what a click on the map changes.
    """
    pme = subject == "pme"
    indicateur = reader.catalogue.indicateur(_CONTRACTS_TO_PME if pme else _SPENDING_IN_DEPARTMENT)
    codes = {territoire.nom: territoire.code for territoire in reader.catalogue.territoires}
    everywhere = replace(reader, filters=replace(reader.filters, territoires=()))
    segments = [m for m in everywhere.segments(indicateur, "territoire")[1:] if m.effectif > 0]
    lines = tuple(
        Ranked(
            code=codes.get(measure.segment or "", measure.segment or ""),
            nom=measure.segment or "",
            nombre=measure.effectif,
            montant=float(measure.montant_total or 0),
            part=measure.valeur if said(measure, indicateur).aspect == "valeur" else None,
            texte_part=said(measure, indicateur).texte,
            lieu=measure.segment,
        )
        for measure in sorted(segments, key=lambda m: -(m.montant_total or 0))
    )
    lecture = (
        f"{indicateur.code} – part des contrats notifiés confiés à des TPE ou PME, selon le territoire qui achète."
        if pme
        else f"{indicateur.code} – part des dépenses payées à un établissement du département, selon le territoire qui achète."
    )
    return MapView(
        "acheteur",
        "territoires",
        subjects(reader.catalogue)[subject],
        "Contrats" if pme else "Lignes de mandat",
        lecture,
        lines,
        _NO_CONTRACT if pme else NOTHING_SPENT,
    )


def supplier_view(reader: Reader, subject: Subject, niveau: Niveau) -> MapView:
    """Return the map of where the paid suppliers are: TPE/PME share of each place, or each place's share of the whole."""
    level = _LEVELS[niveau]
    known = names(level)
    by_name = {name: code for code, name in known.items()}
    found = reader.places(niveau)
    lines = tuple(
        Ranked(
            code=(
                code := by_name.get(place.lieu or "", place.lieu or "")
                if niveau == "territoire"
                else place.lieu or ""
            ),
            nom=place_name(place.lieu, known.get(code)),
            nombre=place.fournisseurs,
            montant=place.montant,
            part=(share := place.part_pme if subject == "pme" else place.part_total),
            texte_part=fr.NOT_FILLED if share is None else fr.rate(share),
            lieu=place.lieu,
        )
        for place in found
    )
    if subject == "pme":
        return MapView(
            niveau,
            level,
            subjects(reader.catalogue)[subject],
            "Fournisseurs",
            "Part des dépenses payées à des TPE ou PME parmi celles qui vont à chaque lieu (taille inconnue : au dénominateur).",
            lines,
        )
    inside = sum(place.montant_departement for place in found)
    total = sum(place.montant for place in found)
    department = reader.catalogue.autorite.departement_nom
    share_text = fr.rate(inside / total) if total > 0 else "sans objet"
    return MapView(
        niveau,
        level,
        "Part de la dépense",
        "Fournisseurs",
        f"Où va chaque euro dépensé. Le département ({department}) en reçoit {share_text} (X7).",
        lines,
    )


def beyond_the_department(catalogue: Catalogue) -> str:
    """Name the communes of the territoires that are in another département; empty when there is none."""
    department = catalogue.autorite.departement
    outside = [name for code, name in names("communes").items() if not code.startswith(department)]
    if not outside:
        return ""
    are = "sont dans la Métropole sans être" if len(outside) > 1 else "est dans la Métropole sans être"
    return f"{' et '.join(sorted(outside))} {are} dans le département."


def place_name(lieu: str | None, known: str | None) -> str:
    """Name a place: its outline's name, what is off the map, or « Non localisé »."""
    if known:
        return known
    return NOT_LOCATED if lieu is None else OFF_MAP.get(lieu, lieu)


def _of(departement: str) -> str:
    """Say « des Bouches-du-Rhône », « de Paris »: French joins the article to a plural name."""
    return f"des {departement}" if departement.endswith(("-Rhône", "s")) else f"de {departement}"
