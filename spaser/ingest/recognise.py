"""Which extract a sheet is, where its headings stand, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from spaser.ingest.entetes import Entete, lire_entete
from spaser.ingest.kinds import GENRES, Genre
from spaser.ingest.kinds.dispositifs import Dispositif, dispositif_de
from spaser.ingest.options import TypeExtrait
from spaser.ingest.read.feuille import Feuille, Ligne

_MIN_ENTETES = 2
_INDICES_DECP = frozenset(
    {
        "uid",
        "donneesactuelles",
        "datepublicationdonnees",
        "titulairetypeidentifiant",
        "titulairetypeidentifiant1",
        "codecpv",
        "considerationssociales",
    }
)
_MIN_INDICES_DECP = 2
_CONTRACTANT = re.compile(
    r"co-?\s?traitant|co-?titulaire|contractant|titulaire|attributaire|membre", re.IGNORECASE
)
_COTRAITANT = re.compile(r"co-?\s?traitant|co-?titulaire", re.IGNORECASE)
_RANG = re.compile(r"(?<![0-9A-Za-z])(?:n°\s?)?([1-9]|10)(?![0-9A-Za-z])")


@dataclass(frozen=True)
class Place:
    """Where a column stands in the sheet."""

    rang: int
    """Position of the cell in the row, from 0."""
    entete: str
    multiplicateur: int = 1


@dataclass(frozen=True)
class Membre:
    """The numbered columns of one contractor of a wide file."""

    colonnes: dict[str, Place]
    role: str | None = None


@dataclass(frozen=True)
class Appariement:
    """A sheet read as one kind of extract: its headings and what they were taken for."""

    genre: Genre
    feuille: Feuille
    ligne_entete: int
    """Row of the (last) heading line."""
    entetes: tuple[str, ...]
    colonnes: dict[str, Place]
    membres: dict[int, Membre] = field(default_factory=dict)
    """Contractors 2, 3… of a wide file (the first is in ``colonnes``)."""
    dispositifs: tuple[tuple[Place, Dispositif], ...] = ()
    inconnues: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    """Headings that say the same thing as another one, which was preferred."""
    manquantes: tuple[tuple[str, ...], ...] = ()
    decp: bool = False
    ecarte: bool = False
    """The headings show another kind (an amount in a list of suppliers)."""

    @property
    def valable(self) -> bool:
        """True when nothing required is missing."""
        return not self.manquantes and not self.ecarte

    @property
    def reconnues(self) -> int:
        """How many headings were understood."""
        return (
            len(self.colonnes) + len(self.dispositifs) + sum(len(m.colonnes) for m in self.membres.values())
        )

    @property
    def satisfaites(self) -> int:
        """How many requirements are met."""
        return len(self.genre.exigences) - len(self.manquantes)


@dataclass(frozen=True)
class LigneEntete:
    """A candidate heading line: the row where it ends and its texts, merged headings spread out."""

    numero: int
    textes: tuple[str, ...]
    autres: tuple[str, ...] = ()
    """For a double heading: the lower line alone."""


def apparier_feuille(feuille: Feuille, type_voulu: TypeExtrait | None, lignes_max: int) -> list[Appariement]:
    """Read a sheet as each kind, with its best heading line; best reading first."""
    genres = [GENRES[type_voulu]] if type_voulu else list(GENRES.values())
    trouves = []
    for genre in genres:
        essais = [_apparier(genre, feuille, ligne) for ligne in lignes_entete(feuille.debut, lignes_max)]
        if essais:
            trouves.append(
                max(essais, key=lambda a: (a.valable, a.satisfaites, a.reconnues, -a.ligne_entete))
            )
    return sorted(trouves, key=merite, reverse=True)


def merite(appariement: Appariement) -> tuple[bool, bool, float, int, float]:
    """Order readings: complete first, then by share of requirements met, headings understood, and regular rows."""
    exigences = len(appariement.genre.exigences)
    return (
        appariement.valable,
        not appariement.ecarte,
        0.0 if appariement.valable else appariement.satisfaites / exigences,
        appariement.reconnues,
        regularite(appariement),
    )


def regularite(appariement: Appariement) -> float:
    """Return the share of the first rows that are as wide as the headings."""
    largeur = len(appariement.entetes)
    suite = [
        cellules
        for numero, cellules in appariement.feuille.debut
        if numero > appariement.ligne_entete and cellules
    ]
    return sum(len(_sans_fin_vide(c, largeur)) == largeur for c in suite) / len(suite) if suite else 0.0


def lignes_entete(debut: Sequence[Ligne], lignes_max: int) -> Iterator[LigneEntete]:
    """Yield every row of the first ones that could hold headings, then every pair of rows (double headings)."""
    for position, (numero, cellules) in enumerate(debut[:lignes_max]):
        remplies = sum(bool(c.strip()) for c in cellules)
        if remplies < _MIN_ENTETES:
            continue
        yield LigneEntete(numero, _rogner(cellules))
        if position + 1 < len(debut) and debut[position + 1][1]:
            bas = debut[position + 1][1]
            haut = _etaler(cellules, len(bas))
            textes = [
                b if not h else h if not b.strip() else f"{h} {b}" for h, b in zip(haut, bas, strict=True)
            ]
            seuls = [b if b.strip() else h for h, b in zip(haut, bas, strict=True)]
            yield LigneEntete(debut[position + 1][0], _rogner(textes), _rogner(seuls))


def _etaler(cellules: Sequence[str], largeur: int) -> list[str]:
    """Spread merged headings to the right: only the first cell of a merged range holds the text."""
    etalees: list[str] = []
    courant = ""
    for cellule in [*cellules, *[""] * (largeur - len(cellules))][:largeur]:
        courant = cellule.strip() or courant
        etalees.append(courant)
    return etalees


def _rogner(cellules: Sequence[str]) -> tuple[str, ...]:
    textes = [" ".join(c.split()) for c in cellules]
    while textes and not textes[-1]:
        textes.pop()
    return tuple(textes)


def _sans_fin_vide(cellules: Sequence[str], largeur: int) -> Sequence[str]:
    fin = len(cellules)
    while fin > largeur and not cellules[fin - 1].strip():
        fin -= 1
    return cellules[:fin]


def _apparier(genre: Genre, feuille: Feuille, ligne: LigneEntete) -> Appariement:
    entetes = [lire_entete(t) for t in ligne.textes]
    seconds = [lire_entete(t) for t in ligne.autres] or entetes
    places, doubles = _attribuer(genre, entetes, seconds)
    prises = {p.rang for p in places.values()}
    membres: dict[int, Membre] = {}
    dispositifs: list[tuple[Place, Dispositif]] = []
    if genre.nom == "contrats":
        membres = _membres(genre, entetes, places)
        prises = {p.rang for p in places.values()}
        prises |= {p.rang for m in membres.values() for p in m.colonnes.values()}
        for rang, (entete, second) in enumerate(zip(entetes, seconds, strict=True)):
            dispositif = None if rang in prises else dispositif_de(entete) or dispositif_de(second)
            if dispositif is not None:
                dispositifs.append((Place(rang, entete.texte), dispositif))
                prises.add(rang)
    cles = {c for e in entetes for c in e.cles}
    decp = genre.nom == "contrats" and (
        len(cles & _INDICES_DECP) >= _MIN_INDICES_DECP or (feuille.source or "").startswith("decp")
    )
    return Appariement(
        genre=genre,
        feuille=feuille,
        ligne_entete=ligne.numero,
        entetes=ligne.textes,
        colonnes=places,
        membres=membres,
        dispositifs=tuple(dispositifs),
        inconnues=tuple(
            e.texte
            for rang, e in enumerate(entetes)
            if rang not in prises and e.texte and e.texte not in doubles
        ),
        doubles=tuple(doubles),
        manquantes=tuple(_manquantes(genre, places, decp=decp)),
        decp=decp,
        ecarte=_d_un_autre_genre(genre, cles, places),
    )


def _attribuer(
    genre: Genre, entetes: Sequence[Entete], seconds: Sequence[Entete]
) -> tuple[dict[str, Place], list[str]]:
    """Give each column the heading that suits it best: the canonical name before the aliases, in their order."""
    index = _index(genre.nom)
    meilleurs: dict[tuple[int, int], int] = {}
    for rang, (entete, second) in enumerate(zip(entetes, seconds, strict=True)):
        for forme in {*entete.cles, *second.cles} - {""}:
            for position, preference in index.get(forme, ()):
                connue = meilleurs.get((position, rang), preference)
                meilleurs[position, rang] = min(connue, preference)
    paires = [
        (preference, position, rang, max(entetes[rang].multiplicateur, seconds[rang].multiplicateur))
        for (position, rang), preference in meilleurs.items()
    ]
    places: dict[str, Place] = {}
    pris: set[int] = set()
    for _, position, rang, multiplicateur in sorted(paires):
        nom = genre.colonnes[position].nom
        if nom not in places and rang not in pris:
            places[nom] = Place(rang, entetes[rang].texte, multiplicateur)
            pris.add(rang)
    doubles = [
        entetes[rang].texte
        for _, position, rang, _ in sorted(paires)
        if rang not in pris and genre.colonnes[position].nom in places
    ]
    return places, list(dict.fromkeys(doubles))


@cache
def _index(nom: TypeExtrait) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each form of a heading, the columns of a kind that it may name: (position of the column, rank of the name)."""
    index: dict[str, list[tuple[int, int]]] = {}
    for position, colonne in enumerate(GENRES[nom].colonnes):
        for forme, preference in colonne.rangs.items():
            index.setdefault(forme, []).append((position, preference))
    return {forme: tuple(colonnes) for forme, colonnes in index.items()}


def _membres(genre: Genre, entetes: Sequence[Entete], places: dict[str, Place]) -> dict[int, Membre]:
    """Find the numbered contractors: titulaire_id_1…3, « SIRET cotraitant 2 »; the first goes with the main columns."""
    pris = {p.rang for p in places.values()}
    colonnes = [c for c in genre.colonnes if c.nom.startswith("titulaire_")]
    membres: dict[int, Membre] = {}
    for rang, entete in enumerate(entetes):
        texte = entete.texte.replace("_", " ")
        numero = _RANG.search(texte)
        cotraitant = _COTRAITANT.search(texte) is not None
        if rang in pris or not _CONTRACTANT.search(texte) or not (numero or cotraitant):
            continue
        base = lire_entete(_CONTRACTANT.sub("titulaire", _RANG.sub(" ", texte, count=1)))
        nom = next((c.nom for c in colonnes if any(cle in c.rangs for cle in base.cles)), None)
        if nom is None:
            continue
        n = (int(numero.group(1)) if numero else 1) + (1 if cotraitant else 0)
        place = Place(rang, entete.texte, entete.multiplicateur)
        if n == 1:
            places.setdefault(nom, place)
        else:
            membre = membres.setdefault(n, Membre({}, "cotraitant" if cotraitant else None))
            membre.colonnes.setdefault(nom, place)
    return membres


def _manquantes(genre: Genre, places: dict[str, Place], *, decp: bool) -> Iterator[tuple[str, ...]]:
    for choix in genre.exigences:
        if not any(nom in places for nom in choix) and not (decp and choix == ("objet",)):
            yield choix
    if (
        genre.nom == "contrats"
        and "date_notification" not in places
        and "date_signature" in places
        and not (decp or "type_contrat" in places)
    ):
        yield ("date_notification",)  # only a concession may be dated by its signature (R2)
    exigees = {nom for choix in genre.exigences for nom in choix}
    if (
        genre.temoins
        and not any(nom in places for nom in genre.temoins)
        and not exigees.intersection(genre.temoins)
    ):
        yield genre.temoins[:6]


def _d_un_autre_genre(genre: Genre, cles: set[str], places: dict[str, Place]) -> bool:
    attendues = {c for nom in places for c in lire_entete(places[nom].entete).cles}
    interdites = {c for nom in genre.interdites for c in lire_entete(nom).cles}
    return bool((cles & interdites) - attendues)
