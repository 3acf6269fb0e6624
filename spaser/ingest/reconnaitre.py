"""What was recognised, put together for the report: how each thing was decided, what is still to ask, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from spaser.catalogue import Catalogue
from spaser.ingest.appariement import Appariement, Place
from spaser.ingest.choisir import Choix, ReconnaissanceRefuseeError
from spaser.ingest.contenu import cellules_de, part_lisible
from spaser.ingest.demande import Demande
from spaser.ingest.entetes import lire_entete, unite_dite
from spaser.ingest.listes import Traduction
from spaser.ingest.options import REFERENCES, Reponses
from spaser.ingest.questions import (
    questions_de_choix,
    questions_de_doubles,
    questions_de_manque,
    questions_de_proches,
    questions_de_valeurs,
)
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.reconnaissance import (
    Changement,
    Comment,
    Intitule,
    Memoire,
    Question,
    Reconnaissance,
    Score,
    ValeurLue,
)
from spaser.ingest.reponses import Suivies, ecarts_de_disposition, retenues, sans_objet
from spaser.ingest.unites import changements_d_ordre, medianes, questions_d_unite

_EXEMPLES = 3
_EXEMPLE_MAX = 60


def reconnaissance_lue(
    con: duckdb.DuckDBPyConnection,
    demande: Demande,
    choix: Choix,
    feuilles: Sequence[Feuille],
    sens: Mapping[str, Traduction],
    appliquees: Reponses,
) -> Reconnaissance:
    """Describe a file that was read.

    Args:
        con: the workshop, its accepted rows decided.
        demande: what was asked.
        choix: the reading and the answers that it follows.
        feuilles: the sheets of the file.
        sens: what the values of lists were taken for.
        appliquees: the answers that really bore on the file.
    """
    lecture, suivies, catalogue = choix.lecture, choix.suivies, demande.catalogue
    vues = medianes(con, lecture)
    questions = (
        *questions_de_doubles(lecture, suivies.reponses, catalogue),
        *questions_de_proches(lecture, suivies.reponses, catalogue),
        *questions_d_unite(lecture, suivies.reponses, vues, suivies.souvenir),
        *questions_de_valeurs(sens, catalogue),
    )
    changements = (
        *ecarts_de_disposition(lecture, suivies),
        *changements_d_ordre(suivies.souvenir, vues),
        *sans_objet(lecture, demande.options.reponses),
    )
    return _decrire(lecture, suivies, feuilles, demande, questions, changements).model_copy(
        update={
            "appliquees": appliquees,
            "medianes": vues,
            "valeurs": tuple(_valeurs(appliquees, suivies)),
        }
    )


def reconnaissance_refusee(
    refus: LectureRefuseeError, feuilles: Sequence[Feuille], demande: Demande
) -> Reconnaissance | None:
    """Describe a file that no reading suits, with the questions whose answers would make one right."""
    if not isinstance(refus, ReconnaissanceRefuseeError):
        return None
    valables = [a for a in refus.lectures if a.valable]
    voulu = demande.options.choix.avec(refus.suivies.reponses)
    questions = tuple(
        questions_de_choix(valables)
        if valables
        else questions_de_manque(refus.lectures, voulu, demande.catalogue)
    )
    if not refus.lectures:
        return Reconnaissance(feuilles=_noms(feuilles), questions=questions, donnees=demande.options.reponses)
    lecture = refus.lectures[0]
    changements = (
        *ecarts_de_disposition(lecture, refus.suivies),
        *sans_objet(lecture, demande.options.reponses),
    )
    reconnu = _decrire(lecture, refus.suivies, feuilles, demande, questions, changements)
    return reconnu.model_copy(update={"appliquees": retenues(lecture, refus.suivies.reponses, {})})


def _decrire(
    lecture: Appariement,
    suivies: Suivies,
    feuilles: Sequence[Feuille],
    demande: Demande,
    questions: tuple[Question, ...],
    changements: tuple[Changement, ...],
) -> Reconnaissance:
    souvenir = suivies.souvenir
    type_dit, trace = suivies.dite("type")
    return Reconnaissance(
        type=lecture.genre.nom,
        type_dit="repondue" if demande.options.type and type_dit == "reconnue" else type_dit,
        type_trace=trace,
        feuilles=_noms(feuilles),
        feuille=lecture.feuille.nom,
        feuille_dite=suivies.dite("feuille")[0],
        ligne_entete=lecture.ligne_entete or None,
        ligne_entete_dite=suivies.dite("ligne_entete")[0],
        intitules=tuple(_intitules(lecture, suivies, demande.catalogue)),
        questions=questions,
        changements=changements,
        memoire=None
        if souvenir is None
        else Memoire(
            source=souvenir.source,
            vue_le=souvenir.vue_le,
            vue_par=souvenir.vue_par,
            fichier=souvenir.fichier,
            publiee=souvenir.publiee,
        ),
        donnees=demande.options.reponses,
    )


def _valeurs(appliquees: Reponses, suivies: Suivies) -> Iterator[ValeurLue]:
    for liste, sens in appliquees.valeurs.items():
        for ecrite, canonique in sens.items():
            comment, trace = suivies.dite(f"valeur:{liste}:{ecrite}")
            yield ValeurLue(liste=liste, ecrite=ecrite, canonique=canonique, comment=comment, trace=trace)


def _noms(feuilles: Sequence[Feuille]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.nom for f in feuilles if f.nom))


def _intitules(lecture: Appariement, suivies: Suivies, catalogue: Catalogue) -> Iterator[Intitule]:
    """Describe every heading, in the order of the file."""
    prises: dict[int, tuple[str, Place, Comment, Score]] = {}
    for nom, place in lecture.colonnes.items():
        prises[place.rang] = (nom, place, *_comment(lecture, nom, place, catalogue))
    for rang, membre in lecture.membres.items():
        for nom, place in membre.colonnes.items():
            prises[place.rang] = (f"{nom} ({rang})", place, *_comment(lecture, nom, place, catalogue))
    for place, dispositif in lecture.dispositifs:
        suite = f", {dispositif.type}" if dispositif.type else ""
        prises[place.rang] = (f"considération {dispositif.sujet}{suite}", place, "reconnue", 1.0)
    for rang, repere in enumerate(lecture.reperes):
        exemples = tuple(c[:_EXEMPLE_MAX] for c in cellules_de(lecture, rang)[:_EXEMPLES])
        dite, trace = suivies.dite(f"colonne:{repere}")
        decidee = None if dite == "reconnue" else dite
        if rang not in prises:
            if lecture.entetes[rang] or exemples:
                yield Intitule(repere=repere, comment=decidee, trace=trace, exemples=exemples)
            continue
        nom, place, comment, score = prises[rang]
        unite = suivies.dite(f"unite:{repere}")[0]
        yield Intitule(
            repere=repere,
            colonne=nom,
            comment=decidee or comment,
            score=1.0 if decidee else score,
            trace=trace,
            multiplicateur=place.multiplicateur,
            unite_dite=_unite_dite(lecture.entetes[rang], place, unite),
            exemples=exemples,
        )


def _unite_dite(entete: str, place: Place, unite: Comment) -> Comment | None:
    """Say how a unit was decided: answered, in the heading, announced above the table (deduced), or euros by default (None)."""
    if unite != "reconnue" or unite_dite(entete):
        return unite
    return None if place.multiplicateur == 1 else "deduite"


def _comment(lecture: Appariement, nom: str, place: Place, catalogue: Catalogue) -> tuple[Comment, Score]:
    """Say how a heading that nobody answered about was decided.

    « Reconnue »: it is a known name of that column alone, or its canonical name. « Déduite »: a name that several columns
    share, or cells that do not all look like what the column expects. The score is the share of cells that do, halved
    for a shared name.
    """
    colonne = lecture.genre.colonne(nom)
    formes = set(lire_entete(place.entete).cles)
    canonique = any(colonne.rangs.get(forme) == 0 for forme in formes)
    partage = not canonique and sum(bool(formes & set(c.rangs)) for c in lecture.genre.colonnes) != 1
    listee = (
        colonne.type == "choix" or colonne.type in REFERENCES
    )  # an unknown value says nothing against its heading
    part = None if listee else part_lisible(colonne, cellules_de(lecture, place.rang), catalogue)
    score = (1.0 if part is None else part) * (0.5 if partage else 1.0)
    return ("deduite" if partage or score < 1 else "reconnue"), round(score, 2)
