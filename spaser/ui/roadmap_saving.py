"""From a draft to a published version: an extract is written, read by the real import, compared with the editor, published.

Nothing is published unless the import has read exactly what the editor shows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spaser import francais as fr
from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.measure.roadmap import FeuilleDeRoute, LigneMoyen, staged_rows
from spaser.store import (
    Mode,
    OpenVersion,
    PublicationRefusedError,
    Source,
    Staged,
    StoreError,
    Warehouse,
    discard,
    publish,
    stage,
)
from spaser.ui.roadmap_draft import CHAMPS, VIDE, Draft, Saisie
from spaser.ui.roadmap_extract import write_extract
from spaser.ui.roadmap_wording import value_text

_SHOWN: Final = 5


@dataclass(frozen=True)
class Extract:
    """What a draft deposits: rows, and whether they complete the year or replace it."""

    lignes: tuple[LigneMoyen, ...]
    mode: Mode


def extract_of(draft: Draft, feuille: FeuilleDeRoute) -> Extract:
    """Return the rows to deposit for a draft begun (or carried over) on this roadmap.

    « completer » replaces whole rows, so that an emptied field is emptied: the changed rows are enough, and the others
    keep their file and line. It cannot take a row away: when a means becomes « non renseigné », the whole year is
    deposited as « remplacer », rows of means unknown to the catalogue included.
    """
    written = {code: saisie for code, saisie in draft.saisies.items() if saisie != VIDE}
    rows = tuple(_ligne(code, draft.annee, saisie) for code, saisie in written.items())
    if len(written) == len(draft.saisies):
        return Extract(rows, "completer")
    kept = tuple(ligne for ligne in feuille.lignes if ligne.moyen not in draft.saisies)
    return Extract((*kept, *rows), "remplacer")


def save(
    target: Warehouse,
    draft: Draft,
    feuille: FeuilleDeRoute,
    *,
    auteur: str,
    commentaire: str,
    demonstration: bool,
    progress: Callable[[str, float], None],
) -> OpenVersion:
    """Deposit a draft over the version that ``feuille`` was read from, and publish it.

    Edits of fictive data are fictive: ``demonstration`` is that of the version (decision 006).

    Raises:
        StoreError: nothing was published (refused row, value that the import reads otherwise, version published meanwhile,
            disk); the message is French and says why.
    """
    extract = extract_of(draft, feuille)
    if not extract.lignes:
        raise PublicationRefusedError(
            f"La feuille de route {draft.annee} serait entièrement vide : laissez au moins un moyen renseigné, ou "
            "restaurez une version antérieure."
        )
    name = f"feuille_de_route_{draft.annee}_saisie_version_{draft.version}.xlsx"
    origin = (
        f"Feuille de route {draft.annee} saisie à l'écran par {auteur} le {fr.moment(target.now())}, "
        f"sur la version {draft.version}"
    )
    with tempfile.TemporaryDirectory(prefix="spaser-feuille-") as folder:
        path = Path(folder) / "extrait.xlsx"
        write_extract(path, extract.lignes, origin)
        staged = stage(
            target,
            [Source(chemin=path, nom=name)],
            ImportOptions(type="moyens", periode=f"{draft.annee}"),
            mode=extract.mode,
            auteur=auteur,
            demonstration=demonstration,
            progress=progress,
        )
    try:
        _refuse_if_read_otherwise(staged, extract)
    except StoreError:
        discard(staged)
        raise
    progress("Construction de la version", 1.0)
    version = publish(
        target,
        staged,
        auteur=auteur,
        commentaire=commentaire,
        version_attendue=draft.version,
        motif=commentaire,
        comparer=restatements,
    )
    if version is None:
        raise PublicationRefusedError("La version publiée contient déjà exactement ces lignes.")
    return version


def _ligne(code: str, annee: int, saisie: Saisie) -> LigneMoyen:
    return LigneMoyen(
        moyen=code,
        annee=annee,
        statut=saisie.etat,
        pilote=saisie.pilote,
        echeance=saisie.echeance,
        avancement=saisie.avancement,
        livrable=saisie.livrable,
        commentaire=saisie.commentaire,
    )


def _refuse_if_read_otherwise(staged: Staged, extract: Extract) -> None:
    if staged.refuse or not staged.extraits:
        raise PublicationRefusedError("\n\n".join(report.texte() for report in staged.rapports))
    read = [_bare(ligne) for ligne in staged_rows(staged.extraits[0].chemin)]
    wanted = [_bare(ligne) for ligne in extract.lignes]
    if sorted(read, key=repr) == sorted(wanted, key=repr):
        return
    found = {ligne.moyen: Saisie.de(ligne) for ligne in read}
    raise PublicationRefusedError(
        "L’import lirait autre chose que ce qui est saisi ; rien n’a été publié. Corrigez : "
        + " ; ".join(_differences(wanted, found)[:_SHOWN])
        + "."
    )


def _bare(ligne: LigneMoyen) -> LigneMoyen:
    return replace(ligne, depot="", fichier=None, ligne=0)


def _differences(wanted: list[LigneMoyen], found: Mapping[str, Saisie]) -> list[str]:
    return [
        f"{ligne.moyen}, {CHAMPS[champ]} : « {value_text(asked, champ)} » serait lu « {value_text(read, champ)} »"
        for ligne in wanted
        for champ in CHAMPS
        for asked, read in [(getattr(Saisie.de(ligne), champ), getattr(found.get(ligne.moyen, VIDE), champ))]
        if asked != read
    ]
