"""What any document says: its figures, and what makes them readable (perimeter, date, version, choices).

A document is a layout of this content: it computes no figure. Nothing here reads the clock: dates are those of the version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from spaser import francais as fr
from spaser.catalogue import Autorite, Axe, Catalogue, Choix, Fiche, Indicateur
from spaser.committees import Decision
from spaser.measure import Appartenance, FactRow, Filters, Measure, Perimeter, rows
from spaser.measure.frozen import Mark, Official
from spaser.measure.lists import Dimension
from spaser.measure.roadmap import FeuilleDeRoute, MoyenSuivi
from spaser.store import OpenVersion
from spaser.wording import PERIMETRES, said, value_text

_NO_REASON = "motif non consigné"


@dataclass(frozen=True)
class Figure:
    """One indicator of a document.

    ``mesure`` is what is shown: the signed one where the year is frozen (R13), and ``gel`` then says so. ``exercices`` are the whole
    years, oldest first, the year of the document last; ``trimestre_avant`` is the same figure at the end of the quarter before;
    ``segments`` those of each dimension.
    """

    indicateur: Indicateur
    mesure: Measure
    gel: Mark | None
    exercices: tuple[Measure, ...]
    trimestre_avant: Measure | None
    segments: Mapping[Dimension, tuple[Measure, ...]]

    @property
    def valeur(self) -> str:
        """The value as it is said: « 29,8 % », « non renseigné », « sans objet »."""
        return said(self.mesure, self.indicateur).texte

    @property
    def mention_gel(self) -> str:
        """Say who signed a frozen figure and what the version measures today; empty elsewhere (R13)."""
        mark = self.gel
        if mark is None:
            return ""
        start = f"Arrêté le {fr.day(mark.gel.le)} (version {mark.gel.version}) par {mark.gel.auteur}"
        if not mark.differe:
            return f"{start}."
        again = fr.or_dash(mark.recalcule.valeur, lambda value: value_text(value, self.indicateur))
        reason = f"motif : {mark.motif}" if mark.motif else _NO_REASON
        return f"{start} ; recalculé dans la version {mark.version} : {again} – {reason}."


@dataclass(frozen=True)
class FicheContent:
    """A fiche of the document with its indicators and the state of its means (none when they may not be seen)."""

    fiche: Fiche
    chiffres: tuple[Figure, ...]
    moyens: tuple[MoyenSuivi, ...]


@dataclass(frozen=True)
class AxeContent:
    """An axis with its fiches, and the complementary indicators that belong to it and to no fiche."""

    axe: Axe
    fiches: tuple[FicheContent, ...]
    complements: tuple[Figure, ...]

    @property
    def chiffres(self) -> tuple[Figure, ...]:
        """The axis's indicators of the document, in its order."""
        return tuple(figure for fiche in self.fiches for figure in fiche.chiffres)


@dataclass(frozen=True)
class ReportContent:
    """All that a document shows. ``version`` is kept to ask for rows behind figures, under the same filters and perimeter.

    ``arrete`` is the day at which figures are observed, ``feuille`` the roadmap (None where the perimeter hides it).
    """

    version: OpenVersion = field(repr=False)
    filters: Filters
    perimeter: Perimeter
    official: Official = field(repr=False)
    auteur: str
    arrete: date
    axes: tuple[AxeContent, ...]
    autres: tuple[Figure, ...]
    """Indicators of no axis: complementary ones, then those that the law asks for."""
    feuille: FeuilleDeRoute | None
    decisions: tuple[Decision, ...] | None
    """What the committees decided and the author may see, the last meeting first; None when it could not be read."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the version was built with."""
        return self.version.catalogue

    @property
    def autorite(self) -> Autorite:
        """Whose schema it is."""
        return self.catalogue.autorite

    @property
    def demonstration(self) -> bool:
        """Whether the data are made up: every page must say so."""
        return self.version.demonstration

    @property
    def publiee_le(self) -> datetime:
        """When the version was published: the date of every document, so that the same request gives the same bytes."""
        return self.version.publiee_le

    @property
    def choix(self) -> tuple[Choix, ...]:
        """The counting choices in force."""
        return self.catalogue.choix

    @property
    def chiffres(self) -> tuple[Figure, ...]:
        """Every indicator, those of the 34 first."""
        return (
            *(figure for axe in self.axes for figure in axe.chiffres),
            *(figure for axe in self.axes for figure in axe.complements),
            *self.autres,
        )

    @property
    def statutaires(self) -> tuple[Figure, ...]:
        """The indicators that article L2111-3 asks for."""
        return tuple(figure for figure in self.chiffres if figure.indicateur.groupe == "statutaire")

    @property
    def gel(self) -> Mark | None:
        """One of the frozen figures, when the document shows a frozen year; None elsewhere."""
        return next((figure.gel for figure in self.chiffres if figure.gel is not None), None)

    @property
    def filtres(self) -> tuple[tuple[str, str], ...]:
        """The filters in words, by name: « Exercice », « Domaines » and so on."""
        filters = self.filters
        dga = {item.code: item.nom for item in self.catalogue.dga}
        return (
            ("Exercice", str(filters.annee)),
            ("Arrêté au", fr.day(self.arrete)),
            ("Domaines", ", ".join(filters.domaines) or "tous"),
            ("DGA", ", ".join(dga.get(code, code) for code in filters.dga) or "toutes"),
            ("Territoires", ", ".join(filters.territoires) or "tous"),
            ("Contrats", PERIMETRES[filters.perimetre or "indicateur"]),
        )

    @property
    def perimetre(self) -> str:
        """Whose rows were counted, in words: the whole authority, or what the author may see."""
        if self.perimeter.est_tout:
            return f"{self.autorite.nom} : tous les territoires, toutes les DGA"
        seen = [
            f"{name} : {', '.join(sorted(held)) or 'aucun'}"
            for name, held in (
                ("Territoires", self.perimeter.territoires),
                ("DGA", self.perimeter.dga),
            )
            if held is not None
        ]
        return " ; ".join(seen)

    @property
    def provenance(self) -> tuple[tuple[str, str], ...]:
        """What every document carries: perimeter, filters, as-of date, version, catalogue, author, and whether data are made up."""
        version = self.version
        stop = version.date_donnees
        lines = [
            ("Périmètre", self.perimetre),
            *self.filtres,
            ("Données reçues jusqu’au", fr.or_dash(stop, fr.day)),
            (
                "Version",
                f"{version.numero}, publiée le {fr.day(version.publiee_le)} par {version.publiee_par}",
            ),
            ("Empreinte de la version", version.manifest.sha256),
            ("Catalogue", self.catalogue.version),
            ("Auteur du document", self.auteur),
        ]
        if self.gel is not None:
            gel = self.gel.gel
            lines.append(("Exercice figé", f"le {fr.day(gel.le)} par {gel.auteur} (version {gel.version})"))
        if self.demonstration:
            lines.append(("Attention", "données de démonstration, fictives"))
        return tuple(lines)

    def figure(self, code: str) -> Figure | None:
        """Return an indicator's figure; None when the catalogue has no such code."""
        return next((figure for figure in self.chiffres if figure.indicateur.code == code), None)

    def lignes(self, code: str, appartenance: Appartenance | None = None) -> tuple[FactRow, ...]:
        """Return the rows behind a figure, as the version holds them."""
        return rows(self.version, code, self.filters, self.perimeter, appartenance)
