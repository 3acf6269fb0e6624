"""Among the sheets of a file and the kinds, the one reading that is right; or a refusal that says what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from spaser.ingest.entetes import cle
from spaser.ingest.kinds import GENRES
from spaser.ingest.options import ImportOptions
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.recognise import Appariement, apparier_feuille, merite

_CHOISIR_FEUILLE = "Indiquez la feuille à lire (à l'écran, ou --feuille « NOM » en ligne de commande)."


def choisir(
    feuilles: Sequence[Feuille], options: ImportOptions, lignes_max: int
) -> tuple[Appariement, tuple[str, ...]]:
    """Return the best reading, and the names of the other sheets that could have been read.

    Raises:
        LectureRefuseeError: unknown sheet, nothing recognisable, or two readings as good as each other.
    """
    retenues = _feuilles_voulues(feuilles, options)
    lectures = [a for f in retenues for a in apparier_feuille(f, options.type, lignes_max)]
    lectures.sort(key=merite, reverse=True)
    valables = [a for a in lectures if a.valable]
    if not valables:
        raise _rien_de_reconnu(lectures, options)
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
        raise _ambigu(meilleure, egales[0])
    autres = dict.fromkeys(
        a.feuille.nom for a in rivales if a.feuille.nom and a.feuille.nom != meilleure.feuille.nom
    )
    return meilleure, tuple(nom for nom in autres if nom)


def _feuilles_voulues(feuilles: Sequence[Feuille], options: ImportOptions) -> Sequence[Feuille]:
    if options.feuille is None or all(f.nom is None for f in feuilles):
        return feuilles
    voulue = [f for f in feuilles if f.nom == options.feuille] or [
        f for f in feuilles if cle(f.nom or "") == cle(options.feuille)
    ]
    if voulue:
        return voulue
    noms = ", ".join(f"« {f.nom} »" for f in feuilles)
    raise LectureRefuseeError(
        "feuille_inconnue",
        f"Ce classeur n'a pas de feuille visible et remplie nommée « {options.feuille} ».",
        f"Choisissez parmi : {noms}.",
    )


def _ambigu(une: Appariement, autre: Appariement) -> LectureRefuseeError:
    if une.feuille.nom == autre.feuille.nom:
        return LectureRefuseeError(
            "type_ambigu",
            f"Ce fichier peut se lire comme {une.genre.libelle} ou comme {autre.genre.libelle}.",
            f"Indiquez le type de l'extrait : {une.genre.nom} ou {autre.genre.nom}.",
        )
    return LectureRefuseeError(
        "feuille_ambigue",
        f"Les feuilles « {une.feuille.nom} » et « {autre.feuille.nom} » se lisent aussi bien l'une que l'autre.",
        _CHOISIR_FEUILLE,
    )


def _rien_de_reconnu(lectures: Sequence[Appariement], options: ImportOptions) -> LectureRefuseeError:
    attendus = (
        GENRES[options.type].libelle
        if options.type
        else "aucun des extraits attendus (contrats, dépenses, fournisseurs, heures, évènements, moyens, programmation)"
    )
    debut = f"Ce fichier n'est pas {attendus}" if options.type else f"Ce fichier n'est {attendus}"
    proche = lectures[0] if lectures else None
    if proche is None or proche.reconnues == 0:
        return LectureRefuseeError(
            "type_inconnu",
            f"{debut} : aucune ligne d'en-têtes reconnue dans les premières lignes.",
            "Vérifiez que le tableau a une ligne d'en-têtes (« N° de marché », « Date de notification », « Montant HT »…) parmi ses trente premières lignes.",
        )
    if proche.ecarte and not proche.manquantes:
        return LectureRefuseeError(
            "type_inconnu",
            f"{debut} : on y trouve des SIRET, mais aussi des montants ou des objets qu'une liste de fournisseurs n'a pas.",
            "Déposez un extrait de contrats (numéro, objet, date de notification, montant) ou de dépenses (mandat, exercice, date, montant, SIRET).",
        )
    manque = " ; ".join(" ou ".join(f"« {nom} »" for nom in choix) for choix in proche.manquantes)
    vues = ", ".join(f"« {e} »" for e in proche.entetes[:12] if e)
    constat = f"{debut} :" if options.type else f"{debut}. Le plus proche est {proche.genre.libelle}, mais"
    return LectureRefuseeError(
        "colonne_obligatoire_absente" if options.type else "type_inconnu",
        f"{constat} il manque {manque}. En-têtes lus ligne {max(proche.ligne_entete, 1)} : {vues}.",
        "Ajoutez les colonnes manquantes à l'export, ou renommez leurs en-têtes avec les noms indiqués, puis déposez-le de nouveau.",
    )
