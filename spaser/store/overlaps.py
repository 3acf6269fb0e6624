"""Files of one publication that hold the same rows: amounts and hours would add up twice."""

from collections.abc import Sequence

import duckdb

from spaser.store.errors import PublicationRefusedError
from spaser.store.manifest import Deposit
from spaser.store.queries import sql


def refuse_twins(deposits: tuple[Deposit, ...]) -> None:
    """Refuse two files with the same content.

    Raises:
        PublicationRefusedError: names both files.
    """
    seen: dict[str, str] = {}
    for deposit in deposits:
        if deposit.depot in seen:
            raise PublicationRefusedError(
                f"Les fichiers « {seen[deposit.depot]} » et « {deposit.fichier} » ont exactement le même contenu : "
                "tout serait compté deux fois. Ne déposez que l'un des deux."
            )
        seen[deposit.depot] = deposit.fichier


def refuse_overlaps(con: duckdb.DuckDBPyConnection, kinds: Sequence[str]) -> None:
    """Refuse spend lines and insertion hours that stand in two files, given the kind of each; only the new rows are loaded yet.

    Raises:
        PublicationRefusedError: names the files, how many rows they share, and one of them.
    """
    if len(set(kinds)) == len(kinds):
        return
    shared = con.execute(sql("store/chevauchements")).fetchall()
    if shared:
        listed = " ; ".join(
            f"{files} – {nature} en commun : {count}, dont {example}"
            for nature, files, example, count in shared
        )
        raise PublicationRefusedError(
            f"Des lignes identiques figurent dans plusieurs fichiers de ce dépôt et seraient comptées deux fois : {listed}. "
            "Retirez-les de l'un des fichiers, ou déposez les fichiers l'un après l'autre."
        )
