"""Which extract a sheet is, where its headings stand, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spaser.ingest.appariement import Appariement, Membre, Place
from spaser.ingest.contenu import cellules_de
from spaser.ingest.entetes import Entete, lire_entete, unite_annoncee, unite_dite
from spaser.ingest.kinds import GENRES, Genre
from spaser.ingest.kinds.dispositifs import Dispositif, dispositif_de
from spaser.ingest.lignes import LigneEntete, lignes_entete, reperes
from spaser.ingest.options import Reponses, TypeExtrait
from spaser.ingest.read.feuille import Feuille

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
_RANG = re.compile(r"(?:(?<![0-9A-Za-z])(?:n°\s?)?|(?<=[A-Za-z])(?=\d+$))([1-9]|10)(?![0-9A-Za-z])")
_COMPTE = re.compile(r"\d{2,10}(?:\.0)?")
_SANS_LE_DIRE = frozenset({"titulaire_siret", "titulaire_nom"})
"""Of a contractor, when numbered, whether or not the heading says so: « SIRET 2 », « Raison sociale 2 »."""


def apparier_feuille(feuille: Feuille, voulu: Reponses, lignes_max: int) -> list[Appariement]:
    """Read a sheet as each kind, with its best heading line, following what was answered; best reading first."""
    genres = [GENRES[voulu.type]] if voulu.type else list(GENRES.values())
    lignes = [
        ligne
        for ligne in lignes_entete(feuille.debut, max(lignes_max, voulu.ligne_entete or 0))
        if voulu.ligne_entete in {None, ligne.numero}
    ]
    trouves = []
    for genre in genres:
        essais = [_apparier(genre, feuille, ligne, voulu) for ligne in lignes]
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


def _sans_fin_vide(cellules: Sequence[str], largeur: int) -> Sequence[str]:
    fin = len(cellules)
    while fin > largeur and not cellules[fin - 1].strip():
        fin -= 1
    return cellules[:fin]


def _apparier(genre: Genre, feuille: Feuille, ligne: LigneEntete, voulu: Reponses) -> Appariement:
    entetes = [lire_entete(t) for t in ligne.textes]
    seconds = [lire_entete(t) for t in ligne.autres] or entetes
    # « Contractant 2 | Montant HT » is the share of that contractor, never the amount of the contract.
    seconds = [e if _d_un_contractant(e.texte) else s for e, s in zip(entetes, seconds, strict=True)]
    noms = reperes(ligne.textes)
    imposees, ecartees = _imposees(genre, noms, voulu)
    places, rivaux = _attribuer(genre, entetes, seconds, imposees, ecartees)
    prises = {p.rang for p in places.values()}
    membres: dict[int, Membre] = {}
    dispositifs: list[tuple[Place, Dispositif]] = []
    if genre.nom == "contrats":
        membres = _membres(genre, entetes, places, ecartees)
        prises = {p.rang for p in places.values()}
        prises |= {p.rang for m in membres.values() for p in m.colonnes.values()}
        for rang, (entete, second) in enumerate(zip(entetes, seconds, strict=True)):
            aside = rang in prises or rang in ecartees
            dispositif = None if aside else dispositif_de(entete) or dispositif_de(second)
            if dispositif is not None:
                dispositifs.append((Place(rang, entete.texte), dispositif))
                prises.add(rang)
    doubles = tuple(dict.fromkeys(entetes[rang].texte for _, rang in rivaux))
    cles = {c for rang, e in enumerate(entetes) for c in e.cles if rang not in ecartees}
    decp = genre.nom == "contrats" and (
        len(cles & _INDICES_DECP) >= _MIN_INDICES_DECP or (feuille.source or "").startswith("decp")
    )
    annoncee = next(
        (
            facteur
            for numero, cellules in feuille.debut
            if numero < ligne.numero and (facteur := unite_annoncee(" ".join(cellules)))
        ),
        1,
    )

    def unite(nom: str, place: Place) -> int:
        """Return the one that was answered, else that of the heading, else that of the amounts announced above the table."""
        tue = (
            genre.colonne(nom).type == "montant"
            and place.multiplicateur == 1
            and not unite_dite(place.entete)
        )
        return voulu.unites.get(noms[place.rang], annoncee if tue else place.multiplicateur)

    def a_l_unite(places: Mapping[str, Place]) -> dict[str, Place]:
        return {nom: replace(place, multiplicateur=unite(nom, place)) for nom, place in places.items()}

    lecture = Appariement(
        genre=genre,
        feuille=feuille,
        ligne_entete=ligne.numero,
        entetes=ligne.textes,
        colonnes=a_l_unite(places),
        membres={n: Membre(a_l_unite(m.colonnes), m.role) for n, m in membres.items()},
        dispositifs=tuple(dispositifs),
        inconnues=tuple(
            e.texte
            for rang, e in enumerate(entetes)
            if rang not in prises and e.texte and e.texte not in doubles
        ),
        doubles=doubles,
        rivaux=rivaux,
        manquantes=tuple(_manquantes(genre, places, decp=decp)),
        decp=decp,
        ecarte=_d_un_autre_genre(genre, cles, places),
    )
    return lecture if "nature_depense" in imposees else _nature_comptable(lecture)


def _nature_comptable(lecture: Appariement) -> Appariement:
    """Read « Nature » as the account where it holds numbers, as public accounts call it (M57): a kind of spending is a word."""
    place = lecture.colonnes.get("nature_depense")
    cellules = [] if place is None else cellules_de(lecture, place.rang)
    if place is None or 2 * sum(_COMPTE.fullmatch(c) is not None for c in cellules) <= len(cellules):
        return lecture
    colonnes = {nom: p for nom, p in lecture.colonnes.items() if nom != "nature_depense"}
    if "compte" in colonnes:
        return replace(lecture, colonnes=colonnes, inconnues=(*lecture.inconnues, place.entete))
    return replace(lecture, colonnes=colonnes | {"compte": place})


def _imposees(genre: Genre, noms: Sequence[str], voulu: Reponses) -> tuple[dict[str, int], frozenset[int]]:
    """Return the columns that were answered, with their ranks, and the ranks of the headings to leave aside."""
    rangs = {nom: rang for rang, nom in enumerate(noms)}
    connues = {c.nom for c in genre.colonnes}
    imposees = {
        colonne: rangs[nom] for nom, colonne in voulu.colonnes.items() if nom in rangs and colonne in connues
    }
    return imposees, frozenset(
        rangs[nom] for nom, colonne in voulu.colonnes.items() if nom in rangs and colonne is None
    )


def _attribuer(
    genre: Genre,
    entetes: Sequence[Entete],
    seconds: Sequence[Entete],
    imposees: Mapping[str, int],
    ecartees: frozenset[int],
) -> tuple[dict[str, Place], tuple[tuple[str, int], ...]]:
    """Give each column the heading that suits it best: the answered one, else the canonical name before the aliases, in order.

    Also returns, for each column, the headings that would have suited it too.
    """
    index = _index(genre.nom)
    meilleurs: dict[tuple[int, int], tuple[bool, int]] = {}
    for rang, (entete, second) in enumerate(zip(entetes, seconds, strict=True)):
        for forme in {*entete.cles, *second.cles} - {""}:
            seul = forme not in entete.cles  # the lower line of a double heading: it says less than the whole
            for position, preference in index.get(forme, ()):
                connue = meilleurs.get((position, rang), (seul, preference))
                meilleurs[position, rang] = min(connue, (seul, preference))
    paires = [(preference, position, rang) for (position, rang), preference in meilleurs.items()]

    def place(rang: int) -> Place:
        return Place(
            rang, entetes[rang].texte, max(entetes[rang].multiplicateur, seconds[rang].multiplicateur)
        )

    places = {nom: place(rang) for nom, rang in imposees.items()}
    pris = {*imposees.values(), *ecartees}
    for _, position, rang in sorted(paires):
        nom = genre.colonnes[position].nom
        if nom not in places and rang not in pris:
            places[nom] = place(rang)
            pris.add(rang)
    rivaux = [
        (genre.colonnes[position].nom, rang)
        for _, position, rang in sorted(paires)
        if rang not in pris and genre.colonnes[position].nom in places
    ]
    return places, tuple(dict.fromkeys(rivaux))


@cache
def _index(nom: TypeExtrait) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each form of a heading, the columns of a kind that it may name: (position of the column, rank of the name)."""
    index: dict[str, list[tuple[int, int]]] = {}
    for position, colonne in enumerate(GENRES[nom].colonnes):
        for forme, preference in colonne.rangs.items():
            index.setdefault(forme, []).append((position, preference))
    return {forme: tuple(colonnes) for forme, colonnes in index.items()}


def _d_un_contractant(texte: str) -> bool:
    """Tell a heading of one contractor among several: « Titulaire 2 », « Cotraitant »."""
    texte = texte.replace("_", " ")
    return bool(_CONTRACTANT.search(texte) and (_RANG.search(texte) or _COTRAITANT.search(texte)))


def _membres(
    genre: Genre, entetes: Sequence[Entete], places: dict[str, Place], ecartees: frozenset[int]
) -> dict[int, Membre]:
    """Find the numbered contractors: titulaire_id_1…3, « SIRET cotraitant 2 »; the first goes with the main columns."""
    pris = {*ecartees, *(p.rang for p in places.values())}
    colonnes = [c for c in genre.colonnes if c.nom.startswith("titulaire_")]
    membres: dict[int, Membre] = {}
    for rang, entete in enumerate(entetes):
        texte = entete.texte.replace("_", " ")
        numero = _RANG.search(texte)
        cotraitant = _COTRAITANT.search(texte) is not None
        dit = _d_un_contractant(entete.texte)
        if rang in pris or not (dit or numero):
            continue
        base = lire_entete(_CONTRACTANT.sub("titulaire", _RANG.sub(" ", texte, count=1)))
        nom = next((c.nom for c in colonnes if any(cle in c.rangs for cle in base.cles)), None)
        if nom is None or not (dit or nom in _SANS_LE_DIRE):
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
