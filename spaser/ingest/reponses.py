"""Answers one by one, what a source remembers of them, and which of them a file follows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import cle, lire_entete
from spaser.ingest.kinds import GENRES
from spaser.ingest.lignes import lignes_entete, reperes
from spaser.ingest.options import REFERENCES, ImportOptions, Reponses, Trace, TypeExtrait
from spaser.ingest.read.feuille import Feuille
from spaser.ingest.reconnaissance import Changement, Comment

_MEME_SOURCE = 0.5
"""Share of headings in common from which a sheet of the same name is the same source…"""
_MEME_SOURCE_AILLEURS = 0.8
"""… and a sheet of another name."""


class Souvenir(BaseModel):
    """What is remembered of one source: its last layout, and the answers given about it."""

    model_config = ConfigDict(frozen=True)

    source: str
    type: TypeExtrait
    feuille: str | None = None
    entetes: tuple[str, ...]
    """Headings of the last deposit, as answers name them."""
    medianes: Mapping[str, float] = {}
    """Median of each amount column of the last deposit, in €."""
    vue_le: datetime
    vue_par: str
    fichier: str | None = None
    publiee: bool = True
    """False as long as no file of it was published."""
    reponses: Reponses = Reponses()
    traces: Mapping[str, Trace] = {}
    """By code of element (``elements``, made ``comparable``): who answered, and when."""


@dataclass(frozen=True)
class Retrouvaille:
    """A known source found in a file: the row of its headings, and how they are written there."""

    souvenir: Souvenir
    ligne: int
    noms: tuple[str, ...]


@dataclass(frozen=True)
class Suivies:
    """The answers that a reading follows, and where each comes from."""

    reponses: Reponses = field(default_factory=Reponses)
    dites: Mapping[str, tuple[Comment, Trace | None]] = field(default_factory=dict)
    """By code of element, made ``comparable``."""
    caduques: tuple[Changement, ...] = ()
    souvenir: Souvenir | None = None

    def dite(self, code: str) -> tuple[Comment, Trace | None]:
        """Return how an element was decided: « reconnue » when nobody answered."""
        return self.dites.get(comparable(code), ("reconnue", None))


def elements(reponses: Reponses) -> Iterator[tuple[str, Reponses]]:
    """Yield every single answer with its code: « type », « colonne:Montant », « unite:Montant », « valeur:dga:Pôle X »."""
    for nom in ("type", "feuille", "ligne_entete", "periode"):
        if getattr(reponses, nom) is not None:
            yield nom, Reponses.model_validate({nom: getattr(reponses, nom)})
    for entete, colonne in reponses.colonnes.items():
        yield f"colonne:{entete}", Reponses(colonnes={entete: colonne})
    for entete, unite in reponses.unites.items():
        yield f"unite:{entete}", Reponses(unites={entete: unite})
    for liste, valeurs in reponses.valeurs.items():
        for valeur, sens in valeurs.items():
            yield f"valeur:{liste}:{valeur}", Reponses(valeurs={liste: {valeur: sens}})


def comparable(code: str) -> str:
    """Reduce the code of an element to what two spellings of one heading or value share."""
    return ":".join(cle(partie) for partie in code.split(":"))


def sans(reponses: Reponses, codes: Iterable[str]) -> Reponses:
    """Return the answers but those of the given codes."""
    otees = {comparable(code) for code in codes}
    gardees = Reponses()
    for code, element in elements(reponses):
        if comparable(code) not in otees:
            gardees = gardees.avec(element)
    return gardees


def identifiant_de_depot(sha256: str, options: ImportOptions, suivies: Reponses) -> str:
    """Return the name of a deposit: the same bytes read with the same choices are the same deposit."""
    choix = [str(c) for c in (sha256, options.type, options.feuille, options.periode, options.acheteur)]
    choix += sorted(element.model_dump_json(exclude_defaults=True) for _, element in elements(suivies))
    return hashlib.sha256("|".join(choix).encode()).hexdigest()[:16]


def motif_de_feuille(nom: str | None) -> str:
    """Reduce the name of a sheet to what does not change from one period to the next: « Mandats 2025 » → mandats."""
    return "".join(c for c in cle(nom or "") if not c.isdigit())


def retrouver(
    feuilles: Sequence[Feuille], souvenirs: Sequence[Souvenir], voulu: Reponses, lignes_max: int
) -> Retrouvaille | None:
    """Find the source that a file comes from; None when no known layout is near enough."""
    candidats = [s for s in souvenirs if voulu.type in {None, s.type}]
    trouvees = [
        (note, souvenir.vue_le, -ligne.numero, Retrouvaille(souvenir, ligne.numero, noms))
        for feuille in (feuilles if candidats else ())
        for ligne in lignes_entete(feuille.debut, max(lignes_max, voulu.ligne_entete or 0))
        if voulu.ligne_entete in {None, ligne.numero}
        for noms in (reperes(ligne.textes),)
        for souvenir in candidats
        if (note := ressemblance(noms, feuille.nom, souvenir))
    ]
    return max(trouvees, key=lambda t: t[:3])[3] if trouvees else None


def ressemblance(noms: Sequence[str], feuille: str | None, souvenir: Souvenir) -> float:
    """Return how much a layout is that of a source, 0 when it is not: share of headings in common, and the sheet's name."""
    ici, avant = _cles(noms), _cles(souvenir.entetes)
    part = len(ici & avant) / len(ici | avant) if ici | avant else 0.0
    meme = motif_de_feuille(feuille) == motif_de_feuille(souvenir.feuille)
    if part < (_MEME_SOURCE if meme else _MEME_SOURCE_AILLEURS):
        return 0.0
    return part + (0.1 if meme else 0.0) + (0.05 if feuille == souvenir.feuille else 0.0)


def suivre(
    trouvee: Retrouvaille | None, donnees: Reponses, trace: Trace | None, feuilles: Sequence[Feuille]
) -> Suivies:
    """Put together what is remembered of the source and what was answered about this file; the latter prevails."""
    if trouvee is None:
        return Suivies(donnees, {comparable(code): ("repondue", trace) for code, _ in elements(donnees)})
    suivies, caduques = _encore_valables(trouvee, feuilles)
    dites: dict[str, tuple[Comment, Trace | None]] = {
        comparable(code): ("memorisee", trouvee.souvenir.traces.get(comparable(code)))
        for code, _ in elements(suivies)
    }
    dites.update({comparable(code): ("repondue", trace) for code, _ in elements(donnees)})
    return Suivies(suivies.avec(donnees), dites, caduques, trouvee.souvenir)


def _encore_valables(
    trouvee: Retrouvaille, feuilles: Sequence[Feuille]
) -> tuple[Reponses, tuple[Changement, ...]]:
    """Keep the remembered answers that this layout still admits, under its own spelling of the headings."""
    souvenir, noms = trouvee.souvenir, trouvee.noms
    memoire = souvenir.reponses
    ici = {cle(nom): nom for nom in reversed(noms)}
    nouveaux = [nom for nom in noms if cle(nom) not in _cles(souvenir.entetes)]
    genre = GENRES[memoire.type or souvenir.type]
    caduques: list[Changement] = []
    colonnes: dict[str, str | None] = {}
    for entete, colonne in memoire.colonnes.items():
        nom = ici.get(cle(entete))
        rival = next((n for n in nouveaux if colonne and _nomme(n, genre.nom, colonne)), None)
        if nom is None:
            caduques.append(_caduque(entete, colonne, "l’intitulé n’est plus dans le fichier"))
        elif colonne is not None and colonne not in {c.nom for c in genre.colonnes}:
            caduques.append(_caduque(entete, colonne, "le logiciel ne connaît plus cette colonne"))
        elif rival is not None and rival != nom:
            caduques.append(_caduque(entete, colonne, f"un nouvel intitulé, « {rival} », la désigne mieux"))
        else:
            colonnes[nom] = colonne
    unites = {ici[cle(entete)]: unite for entete, unite in memoire.unites.items() if cle(entete) in ici}
    presentes = {f.nom for f in feuilles}
    suivies = Reponses(
        type=memoire.type,
        feuille=memoire.feuille if memoire.feuille in presentes else None,
        ligne_entete=trouvee.ligne if memoire.ligne_entete else None,
        colonnes=colonnes,
        unites=unites,
        valeurs=memoire.valeurs,
    )
    return suivies, tuple(caduques)


def ecarts_de_disposition(lecture: Appariement, suivies: Suivies) -> tuple[Changement, ...]:
    """List what changed since the last deposit of the source: headings gone, come, renamed, units; the order does not count."""
    souvenir = suivies.souvenir
    if souvenir is None:
        return suivies.caduques
    changements = []
    if souvenir.type != lecture.genre.nom:
        avant = GENRES[souvenir.type].libelle
        changements.append(
            Changement(nature="type", texte=f"La dernière fois, ce fichier a été lu comme {avant}.")
        )
    noms = [nom for nom, entete in zip(lecture.reperes, lecture.entetes, strict=True) if entete]
    disparues = [n for n in souvenir.entetes if cle(n) not in _cles(noms)]
    apparues = [n for n in noms if cle(n) not in _cles(souvenir.entetes)]
    for ancien in list(disparues):
        nouveau = next((n for n in apparues if _meme_sens(ancien, n, lecture.genre.nom)), None)
        if nouveau is None:
            continue
        disparues.remove(ancien)
        apparues.remove(nouveau)
        unite = lire_entete(ancien).multiplicateur != lire_entete(nouveau).multiplicateur
        changements.append(
            Changement(
                nature="unite" if unite else "renommee",
                texte=f"« {ancien} » s’appelle maintenant « {nouveau} »"
                + (" : l’unité a changé." if unite else "."),
            )
        )
    changements += [
        Changement(nature="disparue", texte=f"« {n} » n’est plus dans le fichier.") for n in disparues
    ]
    changements += [
        Changement(nature="apparue", texte=f"« {n} » n’y était pas la dernière fois.") for n in apparues
    ]
    return (*changements, *suivies.caduques)


def sans_objet(lecture: Appariement, donnees: Reponses) -> Iterator[Changement]:
    """Say which answers of this reading name a heading that the file does not have, or a column that its kind does not have."""
    connues = {c.nom for c in lecture.genre.colonnes}
    for nom, colonne in donnees.colonnes.items():
        if nom not in lecture.reperes:
            yield _caduque(nom, colonne, "le fichier n’a pas cet intitulé")
        elif colonne is not None and colonne not in connues:
            yield _caduque(nom, colonne, f"{lecture.genre.libelle} n’a pas cette colonne")
    for nom in donnees.unites:
        if nom not in lecture.reperes:
            yield Changement(
                nature="caduque",
                texte=f"L’unité répondue pour « {nom} » n’est pas suivie : le fichier n’a pas cet intitulé.",
            )


def retenues(
    lecture: Appariement, suivies: Reponses, valeurs: Mapping[str, Mapping[str, str | None]]
) -> Reponses:
    """Keep the answers that really bore on this file: they are the ones to read it again with.

    Args:
        lecture: the reading.
        suivies: all the answers followed.
        valeurs: for each list, the values of the file that an answer translated.
    """
    return Reponses(
        type=suivies.type,
        feuille=suivies.feuille,
        ligne_entete=suivies.ligne_entete,
        periode=suivies.periode,
        colonnes={nom: c for nom, c in suivies.colonnes.items() if nom in lecture.reperes},
        unites={nom: u for nom, u in suivies.unites.items() if nom in lecture.reperes},
        valeurs={liste: valeurs[liste] for liste in REFERENCES if valeurs.get(liste)},
    )


def _cles(noms: Sequence[str]) -> frozenset[str]:
    return frozenset(c for nom in noms if (c := cle(nom)))


def _nomme(entete: str, type_: TypeExtrait, colonne: str) -> bool:
    """Tell whether a heading is a known name of a column."""
    rangs = next((c.rangs for c in GENRES[type_].colonnes if c.nom == colonne), {})
    return any(forme in rangs for forme in lire_entete(entete).cles)


def _meme_sens(ancien: str, nouveau: str, type_: TypeExtrait) -> bool:
    """Tell whether two headings are one, renamed: the same words but for the unit, or known names of the same column."""
    if lire_entete(ancien).legere == lire_entete(nouveau).legere:
        return True
    return any(_nomme(ancien, type_, c.nom) and _nomme(nouveau, type_, c.nom) for c in GENRES[type_].colonnes)


def _caduque(entete: str, colonne: str | None, raison: str) -> Changement:
    sens = "laissé de côté" if colonne is None else f"lu comme {colonne}"
    return Changement(nature="caduque", texte=f"La réponse « {entete} » {sens} n’est pas suivie : {raison}.")
