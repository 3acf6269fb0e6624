"""What article L2111-3 asks to publish every two years: each category in number of contracts and in value, and AGEC article 58 apart.

A figure that nobody knows is null with its reason, never 0; behind fewer than three suppliers it is kept (R16).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from spaser.measure import Measure
from spaser.measure.confidentiality import FEWEST_SUPPLIERS, suppliers_behind
from spaser.report.content import Figure, ReportContent

Expression = Literal["nombre de contrats", "valeur en euros HT"]
State = Literal["publié", "provisoire", "non renseigné", "secret", "sans objet"]

_BY_NUMBER: Final[Expression] = "nombre de contrats"
_BY_VALUE: Final[Expression] = "valeur en euros HT"


@dataclass(frozen=True)
class _Category:
    """A category of the article, and the indicator that measures it in number and in value."""

    nom: str
    nombre: str
    valeur: str


CATEGORIES: Final = (
    _Category("Entreprises solidaires d’utilité sociale agréées (ESUS)", "L1.2", "L1"),
    _Category("Entreprises employant des personnes défavorisées ou de groupes vulnérables", "L2.2", "L2"),
    _Category("Achats comportant une considération sociale", "F2.4", "F2.4"),
    _Category("Achats comportant une considération environnementale", "L3", "L3"),
    _Category("Économie circulaire : réduction, tri et valorisation des déchets", "F5.1", "F5.1"),
    _Category("Économie circulaire : réemploi, matériaux recyclés ou biosourcés", "F7.2", "F7.2"),
)
AGEC: Final = (
    "Dépense annuelle HT de biens issus du réemploi ou de la réutilisation",
    "Dépense annuelle HT de biens intégrant des matières recyclées",
)
AGEC_CODE: Final = "L4"
MADE_UP: Final = "Donnée de démonstration, fictive."
AGEC_REASON: Final = (
    "Article 58 de la loi AGEC (décret 2024-134) : part de la dépense annuelle HT par famille de produits. Les extraits déposés ne portent "
    "pas cette nomenclature : rien ne permet de la calculer, et aucun autre indicateur ne la remplace."
)


@dataclass(frozen=True)
class LegalLine:
    """One published figure. ``taux`` is a fraction; amounts are € HT; everything is None unless the state is published or provisional."""

    categorie: str
    indicateur: str
    libelle: str
    exprime_en: Expression
    exercice: int
    arrete_au: date
    numerateur: float | None
    denominateur: float | None
    taux: float | None
    non_renseignes: float | None
    taux_bas: float | None
    taux_haut: float | None
    cible: float | None
    etat: State
    precision: str


def legal_lines(content: ReportContent) -> tuple[LegalLine, ...]:
    """Return the lines of the publication, category by category, in number then in value."""
    lines = []
    for category in CATEGORIES:
        for code, expression in ((category.nombre, _BY_NUMBER), (category.valeur, _BY_VALUE)):
            lines.append(_line(content, category, code, expression))
    return (*lines, *(_agec(content, name) for name in AGEC))


def _line(content: ReportContent, category: _Category, code: str, expression: Expression) -> LegalLine:
    figure = content.figure(code)
    if figure is None:
        reason = f"Le catalogue de la version {content.version.numero} ne définit pas cet indicateur."
        return _without(content, category.nom, code, category.nom, expression, "non renseigné", reason)
    measure = figure.mesure
    in_euros = figure.indicateur.nature == "part_montant"
    known = measure.valeur is not None
    if not known:
        state: State = "sans objet" if not measure.denominateur else "non renseigné"
        reason = (
            "Aucun achat de cette population dans l’exercice."
            if state == "sans objet"
            else "Aucune cellule de cette population n’est renseignée."
        )
        return _without(content, category.nom, code, figure.indicateur.libelle, expression, state, reason)
    behind = suppliers_behind(content.version, code, content.filters, content.perimeter)
    if measure.numerateur and behind < FEWEST_SUPPLIERS:
        reason = f"Moins de {FEWEST_SUPPLIERS} fournisseurs concernés : le chiffre dirait ce qui est acheté à l’un d’eux (règle R16)."
        return _without(content, category.nom, code, figure.indicateur.libelle, expression, "secret", reason)
    counted = _counted(measure) if expression == _BY_NUMBER or in_euros else _valued(measure)
    return LegalLine(
        categorie=category.nom,
        indicateur=code,
        libelle=figure.indicateur.libelle,
        exprime_en=expression,
        exercice=measure.annee,
        arrete_au=measure.arrete,
        numerateur=counted.numerateur,
        denominateur=counted.denominateur,
        taux=counted.taux,
        non_renseignes=counted.inconnus,
        taux_bas=counted.bas,
        taux_haut=counted.haut,
        cible=measure.cible if expression == _BY_NUMBER or in_euros else None,
        etat="provisoire" if measure.provisoire else "publié",
        precision=_precision(content, figure),
    )


@dataclass(frozen=True)
class _Counted:
    """A rate and what it is made of, in contracts or in € HT."""

    numerateur: float | None
    denominateur: float | None
    taux: float | None
    inconnus: float | None
    bas: float | None
    haut: float | None


def _counted(measure: Measure) -> _Counted:
    return _Counted(
        measure.numerateur,
        measure.denominateur,
        measure.valeur,
        measure.inconnus,
        measure.borne_basse,
        measure.borne_haute,
    )


def _valued(measure: Measure) -> _Counted:
    """Return the € HT of the same contracts: what surely belongs, and what the unknown leave possible (R6)."""
    sure, possible, total = measure.montant, measure.montant_haut, measure.montant_total
    return _Counted(
        sure,
        total,
        measure.part_montant,
        possible - sure if sure is not None and possible is not None else None,
        measure.part_montant,
        possible / total if possible is not None and total else None,
    )


def with_concessions(content: ReportContent) -> bool:
    """Whether concessions were asked for, which the article does not count."""
    return content.filters.perimetre == "tous"


def _precision(content: ReportContent, figure: Figure) -> str:
    parts = []
    if figure.mention_gel:
        parts.append(figure.mention_gel)
    if content.filters.restreint or not content.perimeter.est_tout:
        parts.append("Chiffre d’une partie de la collectivité : il ne vaut pas publication légale.")
    if with_concessions(content):
        parts.append("Concessions comptées à la demande : ce chiffre ne vaut pas publication légale.")
    if content.demonstration:
        parts.append(MADE_UP)
    return " ".join(parts)


def _agec(content: ReportContent, name: str) -> LegalLine:
    return _without(content, "Loi AGEC, article 58", AGEC_CODE, name, _BY_VALUE, "non renseigné", AGEC_REASON)


def _without(
    content: ReportContent,
    category: str,
    code: str,
    wording: str,
    expression: Expression,
    state: State,
    reason: str,
) -> LegalLine:
    return LegalLine(
        categorie=category,
        indicateur=code,
        libelle=wording,
        exprime_en=expression,
        exercice=content.filters.annee,
        arrete_au=content.arrete,
        numerateur=None,
        denominateur=None,
        taux=None,
        non_renseignes=None,
        taux_bas=None,
        taux_haut=None,
        cible=None,
        etat=state,
        precision=reason,
    )
