"""What a file leaves open, asked once, each question with what it could be, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spaser.catalogue import Catalogue
from spaser.ingest.appariement import Appariement
from spaser.ingest.contenu import cellules_de, intitule_proche, pareils, part_lisible, valeurs_proches
from spaser.ingest.kinds import GENRES, Colonne, Genre
from spaser.ingest.listes import Traduction
from spaser.ingest.options import REFERENCES, Reference, Reponses
from spaser.ingest.reconnaissance import Proposition, Question
from spaser.ingest.rendu import accorde

_PROPOSITIONS_MAX = 5
_VALEURS_MAX = 60
_VALEUR_PROCHE = 0.4
_INTITULE_PROCHE = 0.7
_CANDIDATE = 0.2
_RATTRAPAGE = 0.3
"""What is left of a likeness when the cells say otherwise."""
_PART_CONTRAIRE = 0.2
_SENSIBLES = frozenset({"montant", "date", "siret", "identifiant", "mois", "annee", "nombre"})
"""Types of columns where reading the other heading would change a figure."""
_INCONNUE: Mapping[Reference, str] = {
    "domaine": "n’est pas un domaine connu : lequel est-ce ?",
    "dga": "n’est pas une DGA connue : laquelle est-ce ?",
    "territoire": "n’est pas un territoire connu : lequel est-ce ?",
}
_DITS = {
    "montant": "des montants",
    "nombre": "des nombres",
    "date": "des dates",
    "mois": "des mois",
    "annee": "des années",
    "siret": "des SIRET ou des SIREN à la clé juste",
    "identifiant": "des numéros",
    "entier": "des nombres entiers",
    "oui_non": "des oui ou des non",
    "taux": "des taux",
    "cpv": "des codes CPV",
    "code_postal": "des codes postaux",
    "code_commune": "des codes de commune",
    "departement": "des départements",
    "domaine": "des domaines connus",
    "dga": "des DGA connues",
    "territoire": "des territoires connus",
    "choix": "des valeurs de la liste",
}


def nom_de_colonne(colonne: str) -> str:
    """Write a canonical column as people read it: « date notification »."""
    return colonne.replace("_", " ")


def questions_de_choix(egales: Sequence[Appariement]) -> Iterator[Question]:
    """Ask between readings that are as good as each other: the sheet, else the kind."""
    feuilles = list(dict.fromkeys(a.feuille.nom for a in egales if a.feuille.nom))
    if len(feuilles) > 1:
        yield Question(
            code="feuille",
            sujet="feuille",
            bloquante=True,
            texte="Plusieurs feuilles se lisent aussi bien les unes que les autres : laquelle lire ?",
            propositions=tuple(
                Proposition(
                    libelle=nom,
                    score=round(1 / len(feuilles), 2),
                    raison="mêmes colonnes reconnues que l’autre feuille",
                    reponses=Reponses(feuille=nom),
                )
                for nom in feuilles
            ),
            retenue=None,
        )
    types = list(dict.fromkeys(a.genre.nom for a in egales if a.feuille.nom == egales[0].feuille.nom))
    if len(types) > 1:
        yield _question_de_type([(GENRES[t], 1 / len(types)) for t in types])


def questions_de_manque(
    lectures: Sequence[Appariement], voulu: Reponses, catalogue: Catalogue
) -> Iterator[Question]:
    """Ask what is missing for the closest reading to be right: the kind, then a heading for each required column.

    Args:
        lectures: readings that lack something, closest first.
        voulu: what was chosen already.
        catalogue: reference lists.
    """
    if not voulu.type:
        notes: dict[str, float] = {}
        for lecture in lectures:
            part = lecture.satisfaites / (len(lecture.genre.exigences) or 1)
            notes.setdefault(lecture.genre.nom, 0.0 if lecture.ecarte else part)
        yield _question_de_type([(g, min(1.0, max(0.0, notes.get(g.nom, 0.0)))) for g in GENRES.values()])
    if not lectures or (not lectures[0].reconnues and not voulu.type):
        return
    proche = lectures[0]
    for choix in proche.manquantes:
        colonnes = [proche.genre.colonne(nom) for nom in choix]
        noms = " ou ".join(f"« {nom_de_colonne(nom)} »" for nom in choix)
        yield Question(
            code=f"colonne:{choix[0]}",
            sujet="colonne",
            bloquante=True,
            texte=f"Quelle colonne du fichier est {noms} ? Sans elle, le fichier ne se lit pas comme {proche.genre.libelle}.",
            propositions=tuple(_candidates(proche, colonnes, catalogue)),
            retenue=None,
        )


def _question_de_type(notes: Sequence[tuple[Genre, float]]) -> Question:
    ordre = sorted(notes, key=lambda p: -p[1])
    return Question(
        code="type",
        sujet="type",
        bloquante=True,
        texte="De quel type d’extrait s’agit-il ?",
        propositions=tuple(
            Proposition(
                libelle=genre.libelle,
                score=round(note, 2),
                raison="part des colonnes obligatoires reconnues"
                if len(notes) == len(GENRES)
                else "toutes les colonnes obligatoires sont là",
                reponses=Reponses(type=genre.nom),
            )
            for genre, note in ordre
        ),
        retenue=None,
    )


def _candidates(
    lecture: Appariement, colonnes: Sequence[Colonne], catalogue: Catalogue
) -> Iterator[Proposition]:
    """Propose, for a column that is missing, the headings that nothing else took."""
    trouvees = []
    for rang in libres(lecture):
        for colonne in colonnes:
            score, raison = _note(lecture, rang, colonne, catalogue)
            if score >= _CANDIDATE:
                trouvees.append((score, -rang, colonne.nom, raison))
    for score, moins_rang, nom, raison in sorted(trouvees, reverse=True)[:_PROPOSITIONS_MAX]:
        repere = lecture.reperes[-moins_rang]
        suite = f" comme {nom_de_colonne(nom)}" if len(colonnes) > 1 else ""
        yield Proposition(
            libelle=f"{repere}{suite}",
            score=score,
            raison=raison,
            reponses=Reponses(colonnes={repere: nom}),
        )


def libres(lecture: Appariement) -> list[int]:
    """Return the ranks of the headings that were taken for nothing."""
    pris = {p.rang for p in lecture.colonnes.values()}
    pris |= {p.rang for m in lecture.membres.values() for p in m.colonnes.values()}
    pris |= {p.rang for p, _ in lecture.dispositifs}
    return [rang for rang in range(len(lecture.entetes)) if rang not in pris]


def _note(lecture: Appariement, rang: int, colonne: Colonne, catalogue: Catalogue) -> tuple[float, str]:
    """Score a heading for a column: 60 % the likeness of their names, 40 % the share of cells that the column could read."""
    proche, nom = intitule_proche(lecture.entetes[rang], colonne)
    intitule = f"intitulé proche de « {nom} »" if proche else "intitulé sans ressemblance"
    cellules = cellules_de(lecture, rang)
    part = part_lisible(colonne, cellules, catalogue)
    if part is None:
        return round(0.8 * proche, 2), intitule
    contenu = f"{round(part * len(cellules))} cellules sur {len(cellules)} sont {_DITS[colonne.type]}"
    if colonne.type == "identifiant":
        part *= len(set(cellules)) / len(
            cellules
        )  # a number names one thing: years and codes repeat themselves
    score = 0.6 * proche + 0.4 * part
    if part < _PART_CONTRAIRE:
        score *= _RATTRAPAGE
    return round(score, 2), f"{intitule} ; {contenu}"


def questions_de_doubles(lecture: Appariement, suivies: Reponses, catalogue: Catalogue) -> Iterator[Question]:
    """Ask which of the headings that say the same thing is to be read, where the choice would change a figure."""
    if lecture.decp:
        return
    dispo = set(libres(lecture))
    for nom, place in lecture.colonnes.items():
        rangs = [place.rang, *(rang for colonne, rang in lecture.rivaux if colonne == nom and rang in dispo)]
        colonne = lecture.genre.colonne(nom)
        repere = lecture.reperes[place.rang]
        semblables = pareils(lecture.entetes[rang] for rang in rangs)
        if len(rangs) == 1 or repere in suivies.colonnes or not (colonne.type in _SENSIBLES or semblables):
            continue
        yield _question_de_double(lecture, colonne, rangs, catalogue)


def _question_de_double(
    lecture: Appariement, colonne: Colonne, rangs: Sequence[int], catalogue: Catalogue
) -> Question:
    poids = []
    for rang in rangs:
        cellules = cellules_de(lecture, rang)
        part = part_lisible(colonne, cellules, catalogue)
        poids.append(0.01 + len(cellules) * (1.0 if part is None else part))
    noms = [lecture.reperes[rang] for rang in rangs]
    return Question(
        code=f"colonne:{colonne.nom}",
        sujet="colonne",
        bloquante=False,
        texte=f"Plusieurs intitulés conviennent à « {nom_de_colonne(colonne.nom)} » : lequel lire ? Pour l’instant, « {noms[0]} ».",
        propositions=tuple(
            Proposition(
                libelle=noms[i],
                score=round(poids[i] / sum(poids), 2),
                raison=f"{accorde(len(cellules_de(lecture, rang)), 'cellule remplie', 'cellules remplies')} parmi les premières lignes",
                reponses=Reponses(colonnes={n: colonne.nom if n == noms[i] else None for n in noms}),
            )
            for i, rang in enumerate(rangs)
        ),
        retenue=0,
    )


def questions_de_proches(lecture: Appariement, suivies: Reponses, catalogue: Catalogue) -> Iterator[Question]:
    """Ask whether a heading left aside is a column that the file would otherwise lack."""
    absentes = [c for c in lecture.genre.colonnes if not lecture.presente(c.nom)]
    rivaux = {rang for _, rang in lecture.rivaux}
    for rang in libres(lecture):
        repere = lecture.reperes[rang]
        if repere in suivies.colonnes or rang in rivaux or not lecture.entetes[rang]:
            continue
        notes = [
            (score, colonne.nom, raison)
            for colonne in absentes
            if intitule_proche(lecture.entetes[rang], colonne)[0] >= _INTITULE_PROCHE
            for score, raison in (_note(lecture, rang, colonne, catalogue),)
            if score >= _INTITULE_PROCHE
        ]
        if not notes:
            continue
        notes.sort(key=lambda n: (-n[0], n[1]))
        yield Question(
            code=f"intitule:{repere}",
            sujet="colonne",
            bloquante=False,
            texte=f"« {repere} » est laissé de côté : est-ce « {nom_de_colonne(notes[0][1])} » ?",
            propositions=(
                *(
                    Proposition(
                        libelle=f"Lire comme {nom_de_colonne(nom)}",
                        score=score,
                        raison=raison,
                        reponses=Reponses(colonnes={repere: nom}),
                    )
                    for score, nom, raison in notes[:_PROPOSITIONS_MAX]
                ),
                Proposition(
                    libelle="Laisser de côté",
                    score=round(1 - notes[0][0], 2),
                    raison="aucune colonne de ce nom",
                    reponses=Reponses(colonnes={repere: None}),
                ),
            ),
            retenue=min(len(notes), _PROPOSITIONS_MAX),
        )


def questions_de_valeurs(sens: Mapping[str, Traduction], catalogue: Catalogue) -> Iterator[Question]:
    """Ask what the values mean that the reference lists do not know, those of the most rows first."""
    for liste in REFERENCES:
        if liste not in sens:
            continue
        demandees = sorted(sens[liste].a_demander.items(), key=lambda p: (-p[1], p[0]))
        for valeur, lignes in demandees[:_VALEURS_MAX]:
            yield _question_de_valeur(liste, valeur, lignes, catalogue)


def _question_de_valeur(liste: Reference, valeur: str, lignes: int, catalogue: Catalogue) -> Question:
    noms = noms_de_liste(catalogue, liste)
    libelles = valeurs_de_liste(catalogue, liste)
    proches = [(c, n) for c, n in valeurs_proches(valeur, noms, _PROPOSITIONS_MAX) if n >= _VALEUR_PROCHE]
    return Question(
        code=f"valeur:{liste}:{valeur}",
        sujet="valeur",
        bloquante=False,
        texte=f"« {valeur} » {_INCONNUE[liste]}",
        propositions=tuple(
            Proposition(
                libelle=libelles[canonique],
                score=round(note, 2),
                raison="nom proche",
                reponses=Reponses(valeurs={liste: {valeur: canonique}}),
            )
            for canonique, note in proches
        ),
        retenue=None,
        occurrences=lignes,
    )


def valeurs_de_liste(catalogue: Catalogue, liste: Reference) -> dict[str, str]:
    """Return the canonical values of a reference list, each with the name to show: a DGA goes by its code."""
    if liste == "dga":
        return {d.code: d.code if d.code == d.nom else f"{d.code} – {d.nom}" for d in catalogue.dga}
    return {e.nom: e.nom for e in (catalogue.domaines if liste == "domaine" else catalogue.territoires)}


def noms_de_liste(catalogue: Catalogue, liste: Reference) -> dict[str, str]:
    """Map every name of a reference list, aliases included, to its canonical value."""
    elements = {"domaine": catalogue.domaines, "dga": catalogue.dga, "territoire": catalogue.territoires}[
        liste
    ]
    return {
        nom: e.code if liste == "dga" else e.nom
        for e in elements
        for nom in ((e.code,) if liste == "dga" else ()) + (e.nom, *e.alias)
    }
