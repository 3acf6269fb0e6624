"""Maps of the TPE/PME share and of the Bouches-du-Rhône share: who buys, where suppliers are, and the same figures in a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue
from spaser.measure.places import Niveau
from spaser.ui.figures import Reader
from spaser.ui.geography import ATTRIBUTION, Level, names
from spaser.ui.map_legend import legend
from spaser.ui.maps import HEIGHT, Place, choropleth, classes_of_places
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.wording import said

Subject = Literal["pme", "departement"]
Where = Literal["acheteur", "commune", "territoire", "departement"]

NOT_LOCATED: Final = "Non localisé"
OFF_MAP: Final = {
    "hors France": "Hors France",
    "autres départements": "Autres départements",
    "commune inconnue": "Département, commune inconnue",
    "hors territoires": "Hors des six territoires",
}
_SHOWN: Final = 25
_CONTRACTS_TO_PME: Final = "F8.1"
_SPENDING_IN_DEPARTMENT: Final = "X7"
WHERES: Final[dict[Where, str]] = {
    "acheteur": "Territoire qui achète",
    "commune": "Commune du fournisseur",
    "territoire": "Territoire du fournisseur",
    "departement": "Département du fournisseur",
}
_LEVELS: Final[dict[Niveau, Level]] = {
    "commune": "communes",
    "territoire": "territoires",
    "departement": "departements",
}


@dataclass(frozen=True)
class Ranked:
    """One line of a map's table; ``code`` is empty for what no map can show (abroad, not located)."""

    code: str
    nom: str
    nombre: float
    montant: float
    part: float | None
    texte_part: str


@dataclass(frozen=True)
class MapView:
    """A map and its table: what the share means, what is counted, and where the outlines come from."""

    niveau: Level
    titre_part: str
    compte: str
    lecture: str
    lignes: tuple[Ranked, ...]


def subjects(catalogue: Catalogue) -> dict[Subject, str]:
    """Return the shares that a map can show."""
    return {"pme": "Part des TPE/PME", "departement": f"Part {_of(catalogue.autorite.departement_nom)}"}


def _of(departement: str) -> str:
    """Say « des Bouches-du-Rhône », « de Paris »: French joins the article to a plural name."""
    return f"des {departement}" if departement.endswith(("-Rhône", "s")) else f"de {departement}"


def maps_section(reader: Reader, prefix: str) -> None:
    """Draw one map at a time, chosen by subject and by place."""
    shares = subjects(reader.catalogue)
    subject = st.segmented_control(
        "Part montrée",
        list(shares),
        format_func=shares.__getitem__,
        default="pme",
        required=True,
        key=f"{prefix}_part",
    )
    where = st.segmented_control(
        "Lieu",
        list(WHERES),
        format_func=WHERES.__getitem__,
        default="acheteur",
        required=True,
        key=f"{prefix}_lieu",
    )
    view = buying_view(reader, subject) if where == "acheteur" else supplier_view(reader, subject, where)
    _draw(view, f"{prefix}_{subject}_{where}")


def buying_view(reader: Reader, subject: Subject) -> MapView:
    """Return the map of the territoires that buy: F8.1 for TPE/PME, X7 for the département."""
    pme = subject == "pme"
    indicateur = reader.catalogue.indicateur(_CONTRACTS_TO_PME if pme else _SPENDING_IN_DEPARTMENT)
    codes = {territoire.nom: territoire.code for territoire in reader.catalogue.territoires}
    segments = [m for m in reader.segments(indicateur, "territoire")[1:] if m.effectif > 0]
    lines = tuple(
        Ranked(
            code=codes.get(measure.segment or "", ""),
            nom=measure.segment or "",
            nombre=measure.effectif,
            montant=float(measure.montant_total or 0),
            part=measure.valeur if said(measure, indicateur).aspect == "valeur" else None,
            texte_part=said(measure, indicateur).texte,
        )
        for measure in sorted(segments, key=lambda m: -(m.montant_total or 0))
    )
    lecture = (
        f"{indicateur.code} – part des contrats notifiés confiés à des TPE ou PME, selon le territoire qui achète."
        if pme
        else f"{indicateur.code} – part des dépenses payées à un établissement du département, selon le territoire qui achète."
    )
    return MapView(
        "territoires",
        subjects(reader.catalogue)[subject],
        "Contrats" if pme else "Lignes de mandat",
        lecture,
        lines,
    )


def supplier_view(reader: Reader, subject: Subject, niveau: Niveau) -> MapView:
    """Return the map of where the paid suppliers are: TPE/PME share of each place, or each place's share of the whole."""
    level = _LEVELS[niveau]
    known = names(level)
    by_name = {name: code for code, name in known.items()}
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
        )
        for place in reader.places(niveau)
    )
    if subject == "pme":
        return MapView(
            level,
            subjects(reader.catalogue)[subject],
            "Fournisseurs",
            "Part des dépenses payées à des TPE ou PME parmi celles qui vont à chaque lieu (taille inconnue : au dénominateur).",
            lines,
        )
    inside = sum(place.montant_departement for place in reader.places(niveau))
    total = sum(place.montant for place in reader.places(niveau))
    department = reader.catalogue.autorite.departement_nom
    share_text = fr.rate(inside / total) if total > 0 else "sans objet"
    return MapView(
        level,
        "Part de la dépense",
        "Fournisseurs",
        f"Où va chaque euro dépensé. Le département ({department}) en reçoit {share_text} (X7) ; des communes du territoire "
        "peuvent être hors du département (Pertuis, Saint-Zacharie).",
        lines,
    )


def place_name(lieu: str | None, known: str | None) -> str:
    """Name a place: its outline's name, what is off the map, or « Non localisé »."""
    if known:
        return known
    return NOT_LOCATED if lieu is None else OFF_MAP.get(lieu, lieu)


def _draw(view: MapView, key: str) -> None:
    if not view.lignes:
        st.caption("Rien à placer sur la carte avec ces filtres.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        places = [_as_place(line, view.compte) for line in view.lignes if line.code]
        best = ", ".join(f"{line.nom} : {line.texte_part}" for line in view.lignes[:4])
        st.markdown(f"**{view.titre_part}**")
        st.pydeck_chart(
            choropleth(view.niveau, view.titre_part, places),
            height=HEIGHT,
            alt=f"Carte – {view.titre_part}. {best}. Le tableau voisin porte les mêmes chiffres.",
            key=f"carte_{key}",
        )
        classes = classes_of_places(places)
        st.vega_lite_chart(
            legend(classes, "montant (surface du cercle)"),
            alt=f"Légende : {', '.join(classes.textes)} ; gris : {fr.NOT_FILLED} ; sans couleur : aucune dépense.",
            key=f"legende_{key}",
        )
        st.caption(" ".join(part for part in (view.lecture, _off_map(view)) if part))
        st.caption(ATTRIBUTION)
    with right:
        _ranking(view, key)


def _off_map(view: MapView) -> str:
    """Say what no outline can show: it is in the table, and in every total."""
    away = [f"{line.nom} : {fr.euros_short(line.montant)}" for line in view.lignes if not _on_map(view, line)]
    return f"Hors de la carte – {' ; '.join(away)}." if away else ""


def _on_map(view: MapView, line: Ranked) -> bool:
    return line.code in names(view.niveau)


def _ranking(view: MapView, key: str) -> None:
    columns = (
        Column("Lieu"),
        Column(view.compte, nombre=True),
        Column("Montant", nombre=True),
        Column(view.titre_part, nombre=True),
    )
    shown = [
        *view.lignes[:_SHOWN],
        *(line for line in view.lignes[_SHOWN:] if line.nom in {*OFF_MAP.values(), NOT_LOCATED}),
    ]
    show_table(
        columns,
        [(line.nom, fr.count(line.nombre), fr.euros_short(line.montant), line.texte_part) for line in shown],
        alt=f"{view.titre_part}, du plus grand montant au plus petit",
    )
    if len(view.lignes) > len(shown):
        st.caption(
            f"Les {len(shown)} premiers sur {fr.count(len(view.lignes))} : le fichier téléchargé les contient tous."
        )
    csv_button(
        f"carte_{key}",
        ["lieu", "code", view.compte.lower(), "montant", "part"],
        lambda: [(line.nom, line.code, line.nombre, line.montant, line.part) for line in view.lignes],
        key=f"csv_carte_{key}",
    )


def _as_place(line: Ranked, counted: str) -> Place:
    return Place(
        code=line.code,
        nom=line.nom,
        part=line.part,
        montant=line.montant,
        texte_part=line.texte_part,
        texte_montant=fr.euros_short(line.montant),
        texte_compte=f"{counted} : {fr.count(line.nombre)}",
    )
