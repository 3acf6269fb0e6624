"""Publish an earlier version again, or nothing; and keep who did it, when, from which version to which, and why."""

from collections.abc import Callable, Sequence

from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError
from spaser.store.freeze import has_freezes
from spaser.store.journal import Restatement, record
from spaser.store.manifest import LOCAL_AUTHOR
from spaser.store.warehouse import Warehouse

Compare = Callable[[Warehouse, OpenVersion], Sequence[Restatement]]
"""What tells the figures of frozen years that a version would restate: ``spaser.measure.freezing.restatements``."""


def restore(
    warehouse: Warehouse,
    numero: int,
    *,
    auteur: str = LOCAL_AUTHOR,
    commentaire: str = "",
    comparer: Compare | None = None,
) -> OpenVersion:
    """Publish an earlier version again: the journal says so, then the pointer moves. No row is lost, nothing is rebuilt.

    Raises:
        PublicationRefusedError: it would restate a frozen year, and no comment says why (R13). The pointer has not moved.
        StoreError: unknown or damaged version; the pointer has not moved.
    """
    with warehouse.writing():
        version = warehouse.open(numero)
        ecarts = restated(warehouse, version, commentaire, comparer)
        record(
            warehouse,
            "restauration",
            auteur=auteur,
            commentaire=commentaire.strip(),
            version=numero,
            motif=commentaire.strip() if ecarts else "",
            ecarts=ecarts,
        )
        warehouse.point_to(version.manifest)
        return version


def empty(warehouse: Warehouse, *, auteur: str = LOCAL_AUTHOR) -> None:
    """Start again with nothing published: the journal says so; versions, deposits and freezes stay on disk.

    Raises:
        StoreError: somebody else is publishing, or the journal cannot be written.
    """
    warehouse.clear(auteur)


def restated(
    warehouse: Warehouse, version: OpenVersion, motif: str, comparer: Compare | None
) -> tuple[Restatement, ...]:
    """Return the figures of frozen years that a version restates, once they have a reason.

    Raises:
        PublicationRefusedError: they have none, or nobody said how to compare while a year is frozen.
    """
    if comparer is None:
        if has_freezes(warehouse):
            raise PublicationRefusedError(
                "Des exercices sont figés : cette publication doit d'abord leur être comparée. Rien n'a été modifié."
            )
        return ()
    ecarts = tuple(comparer(warehouse, version))
    if ecarts and not motif.strip():
        listed = ", ".join(dict.fromkeys(f"{ecart.code} ({ecart.annee})" for ecart in ecarts))
        raise PublicationRefusedError(
            f"Des chiffres d'exercices figés changeraient : {listed}. Donnez le motif de cette révision ; "
            "les deux valeurs seront gardées. Rien n'a été modifié."
        )
    return ecarts
