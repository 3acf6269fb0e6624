"""Among the sheets of a file and the kinds, the one reading that is right; or a refusal that says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import cle
from spaser.ingest.kinds import GENRES
from spaser.ingest.options import ImportOptions, Reponses, Trace
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.recognise import apparier_feuille, merite
from spaser.ingest.reponses import Souvenir, Suivies, ressemblance, retrouver, suivre

_CHOISIR_FEUILLE = "Indiquez la feuille à lire (à l'écran, ou --feuille « NOM » en ligne de commande)."


@dataclass(frozen=True)
class Choix:
    """The reading that is right, the names of the other sheets that could have been read, the answers followed."""

    lecture: Appariement
    autres: tuple[str, ...]
    suivies: Suivies


class ReconnaissanceRefuseeError(LectureRefuseeError):
    """No reading is right, or two are: says why, and keeps the readings that an answer could make right, best first."""

    def __init__(
        self, regle: str, message: str, remede: str, lectures: Sequence[Appariement], suivies: Suivies
    ) -> None:
        """Keep what the report and its questions need."""
        super().__init__(regle, message, remede)
        self.lectures = tuple(lectures)
        self.suivies = suivies


def choisir(
    feuilles: Sequence[Feuille],
    options: ImportOptions,
    lignes_max: int,
    souvenirs: Sequence[Souvenir] = (),
    trace: Trace | None = None,
) -> Choix:
    """Return the best reading, following what was answered about the file and what is remembered of its source.

    Raises:
        LectureRefuseeError: unknown sheet.
        ReconnaissanceRefuseeError: nothing recognisable, or two readings as good as each other.
    """
    voulu = options.choix
    trouvee = retrouver(_feuilles_voulues(feuilles, voulu.feuille), souvenirs, voulu, lignes_max)
    suivies = suivre(trouvee, options.reponses, trace, feuilles)
    choix = _choisir(feuilles, voulu.avec(suivies.reponses), suivies, lignes_max)
    if suivies.souvenir is None or ressemblance(
        choix.lecture.reperes, choix.lecture.feuille.nom, suivies.souvenir
    ):
        return choix
    return choisir(feuilles, options, lignes_max, (), trace)  # what is read is not the sheet of that source


def _choisir(feuilles: Sequence[Feuille], voulu: Reponses, suivies: Suivies, lignes_max: int) -> Choix:
    retenues = _feuilles_voulues(feuilles, voulu.feuille)
    lectures = [a for f in retenues for a in apparier_feuille(f, voulu, lignes_max)]
    lectures.sort(key=merite, reverse=True)
    valables = [a for a in lectures if a.valable]
    if not valables:
        raise _rien_de_reconnu(lectures, voulu, suivies)
    meilleure = valables[0]
    rivales = [
        a
        for a in valables[1:]
        if a.feuille.nom != meilleure.feuille.nom or a.feuille.separateur == meilleure.feuille.separateur
    ]
    egales = [
        a
        for a in rivales
        if a.reconnues == meilleure.reconnues
        and (a.genre.nom, a.feuille.nom) != (meilleure.genre.nom, meilleure.feuille.nom)
    ]
    if egales:
        raise _ambigu([meilleure, *egales], suivies)
    autres = dict.fromkeys(
        a.feuille.nom for a in rivales if a.feuille.nom and a.feuille.nom != meilleure.feuille.nom
    )
    return Choix(meilleure, tuple(nom for nom in autres if nom), suivies)


def _feuilles_voulues(feuilles: Sequence[Feuille], demandee: str | None) -> Sequence[Feuille]:
    if demandee is None or all(f.nom is None for f in feuilles):
        return feuilles
    voulue = [f for f in feuilles if f.nom == demandee] or [
        f for f in feuilles if cle(f.nom or "") == cle(demandee)
    ]
    if voulue:
        return voulue
    noms = ", ".join(f"« {f.nom} »" for f in feuilles)
    raise LectureRefuseeError(
        "feuille_inconnue",
        f"Ce classeur n'a pas de feuille visible et remplie nommée « {demandee} ».",
        f"Choisissez parmi : {noms}.",
    )


def _ambigu(egales: Sequence[Appariement], suivies: Suivies) -> LectureRefuseeError:
    une, autre = egales[:2]
    if une.feuille.nom == autre.feuille.nom:
        return ReconnaissanceRefuseeError(
            "type_ambigu",
            f"Ce fichier peut se lire comme {une.genre.libelle} ou comme {autre.genre.libelle}.",
            f"Indiquez le type de l'extrait : {une.genre.nom} ou {autre.genre.nom}.",
            egales,
            suivies,
        )
    return ReconnaissanceRefuseeError(
        "feuille_ambigue",
        f"Les feuilles « {une.feuille.nom} » et « {autre.feuille.nom} » se lisent aussi bien l'une que l'autre.",
        _CHOISIR_FEUILLE,
        egales,
        suivies,
    )


def _rien_de_reconnu(
    lectures: Sequence[Appariement], voulu: Reponses, suivies: Suivies
) -> LectureRefuseeError:
    attendus = (
        GENRES[voulu.type].libelle
        if voulu.type
        else "aucun des extraits attendus (contrats, dépenses, fournisseurs, heures, évènements, moyens, programmation)"
    )
    debut = f"Ce fichier n'est pas {attendus}" if voulu.type else f"Ce fichier n'est {attendus}"
    proche = lectures[0] if lectures else None
    if proche is None or proche.reconnues == 0:
        return ReconnaissanceRefuseeError(
            "type_inconnu",
            f"{debut} : aucune ligne d'en-têtes reconnue dans les premières lignes.",
            "Vérifiez que le tableau a une ligne d'en-têtes (« N° de marché », « Date de notification », « Montant HT »…) parmi ses trente premières lignes.",
            lectures,
            suivies,
        )
    if proche.ecarte and not proche.manquantes:
        return ReconnaissanceRefuseeError(
            "type_inconnu",
            f"{debut} : on y trouve des SIRET, mais aussi des montants ou des objets qu'une liste de fournisseurs n'a pas.",
            "Déposez un extrait de contrats (numéro, objet, date de notification, montant) ou de dépenses (mandat, exercice, date, montant, SIRET).",
            lectures,
            suivies,
        )
    manque = " ; ".join(" ou ".join(f"« {nom} »" for nom in choix) for choix in proche.manquantes)
    vues = ", ".join(f"« {e} »" for e in proche.entetes[:12] if e)
    constat = f"{debut} :" if voulu.type else f"{debut}. Le plus proche est {proche.genre.libelle}, mais"
    return ReconnaissanceRefuseeError(
        "colonne_obligatoire_absente" if voulu.type else "type_inconnu",
        f"{constat} il manque {manque}. En-têtes lus ligne {max(proche.ligne_entete, 1)} : {vues}.",
        "Dites quelle colonne du fichier les contient, ou ajoutez-les à l'export, puis relisez-le.",
        lectures,
        suivies,
    )
