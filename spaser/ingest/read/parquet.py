"""Parquet (SIRENE): rows read by batches, cells written as text; a national stock is never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import compute

from spaser.ingest.options import Limites
from spaser.ingest.read.classeur import cellule_en_texte
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError, Ligne
from spaser.ingest.read.sirene import Connus
from spaser.ingest.rendu import nombre

_LOT = 20_000
_REMEDE = "Téléchargez-le de nouveau, ou exportez-le en CSV, puis déposez-le."


def lire_parquet(chemin: Path, limites: Limites, connus: Connus | None = None) -> list[Feuille]:
    """Return the rows as one sheet; row 1 is the names of the columns. Given known suppliers, their rows alone.

    Raises:
        LectureRefuseeError: damaged, too large, or columns that no cell can hold.
    """
    try:
        with pq.ParquetFile(chemin) as fichier:
            lignes, colonnes = fichier.metadata.num_rows, fichier.schema_arrow.names
            imbriquees = [champ.name for champ in fichier.schema_arrow if pa.types.is_nested(champ.type)]
    except (pa.ArrowException, OSError) as cause:
        raise _abime() from cause
    cle = None if connus is None else connus.colonne(colonnes)
    if (lignes > limites.lignes and cle is None) or len(colonnes) > limites.colonnes:
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

    hors: list[int] = [] if cle is None else [0]
    voulus = None if connus is None or cle is None else pa.array(sorted(connus.numeros(cle)), pa.string())

    def cellules() -> Iterator[Ligne]:
        yield 1, list(colonnes)
        hors[:] = [0] * len(hors)
        lus = 1
        try:
            with pq.ParquetFile(chemin) as fichier:
                for lot in fichier.iter_batches(batch_size=_LOT):
                    premier, lus = lus + 1, lus + lot.num_rows
                    numeros: Iterable[int] = range(premier, lus + 1)
                    garde = lot
                    if voulus is not None:
                        positions = _positions(lot.column(cle), voulus)
                        hors[0] += lot.num_rows - len(positions)
                        numeros, garde = compute.add(positions, premier).to_pylist(), lot.take(positions)
                    for numero, rangee in zip(numeros, _rangees(garde), strict=True):
                        yield numero, [v if type(v) is str else cellule_en_texte(v) for v in rangee]
        except (pa.ArrowException, OSError) as cause:
            raise _abime() from cause

    return [Feuille(None, cellules, debut=Feuille.apercu(cellules()), hors_fournisseurs=hors)]


def _positions(colonne: pa.Array, voulus: pa.Array) -> pa.Array:
    """Return where a column holds one of the numbers wanted."""
    return compute.indices_nonzero(compute.is_in(colonne.cast(pa.string()), value_set=voulus)).cast(
        pa.int64()
    )


def _rangees(lot: pa.RecordBatch) -> Iterator[tuple[object, ...]]:
    return zip(*(colonne.to_pylist() for colonne in lot.columns), strict=True)


def _abime() -> LectureRefuseeError:
    return LectureRefuseeError("fichier_tronque", "Ce fichier Parquet est tronqué ou abîmé.", _REMEDE)
