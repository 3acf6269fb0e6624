"""Parquet (SIRENE): rows read by batches, cells written as text; a national stock is never held whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from spaser.ingest.options import Limites
from spaser.ingest.read.classeur import cellule_en_texte
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError, Ligne
from spaser.ingest.rendu import nombre

_LOT = 20_000
_REMEDE = "Téléchargez-le de nouveau, ou exportez-le en CSV, puis déposez-le."


def lire_parquet(chemin: Path, limites: Limites) -> list[Feuille]:
    """Return the rows as one sheet; row 1 is the names of the columns.

    Raises:
        LectureRefuseeError: damaged, too large, or columns that no cell can hold.
    """
    try:
        with pq.ParquetFile(chemin) as fichier:
            lignes, colonnes = fichier.metadata.num_rows, fichier.schema_arrow.names
            imbriquees = [champ.name for champ in fichier.schema_arrow if pa.types.is_nested(champ.type)]
    except (pa.ArrowException, OSError) as cause:
        raise _abime() from cause
    if lignes > limites.lignes or len(colonnes) > limites.colonnes:
        raise LectureRefuseeError(
            "fichier_trop_gros",
            f"Ce fichier Parquet a {nombre(lignes)} lignes et {nombre(len(colonnes))} colonnes ; les limites sont de "
            f"{nombre(limites.lignes)} et {nombre(limites.colonnes)}.",
            "Gardez-y les lignes de vos fournisseurs, puis déposez-le de nouveau.",
        )
    if imbriquees:
        raise LectureRefuseeError(
            "format_inconnu",
            f"Des colonnes de ce fichier Parquet contiennent des listes ou des objets ({', '.join(imbriquees[:5])}), pas des cellules.",
            "Exportez-le en tableau simple (CSV ou Parquet à plat), puis déposez-le de nouveau.",
        )

    def cellules() -> Iterator[Ligne]:
        yield 1, list(colonnes)
        numero = 1
        try:
            with pq.ParquetFile(chemin) as fichier:
                for lot in fichier.iter_batches(batch_size=_LOT):
                    for rangee in zip(*(colonne.to_pylist() for colonne in lot.columns), strict=True):
                        numero += 1
                        yield numero, [v if type(v) is str else cellule_en_texte(v) for v in rangee]
        except (pa.ArrowException, OSError) as cause:
            raise _abime() from cause

    return [Feuille(None, cellules, debut=Feuille.apercu(cellules()))]


def _abime() -> LectureRefuseeError:
    return LectureRefuseeError("fichier_tronque", "Ce fichier Parquet est tronqué ou abîmé.", _REMEDE)
