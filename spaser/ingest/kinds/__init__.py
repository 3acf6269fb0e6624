"""The seven kinds of extract, one declaration each."""

from __future__ import annotations

from collections.abc import Mapping

from spaser.ingest.kinds import contrats, depenses, evenements, fournisseurs, heures, moyens, programmation
from spaser.ingest.kinds.base import Colonne, Genre
from spaser.ingest.options import TypeExtrait

GENRES: Mapping[TypeExtrait, Genre] = {
    module.GENRE.nom: module.GENRE
    for module in (contrats, depenses, fournisseurs, heures, evenements, moyens, programmation)
}

__all__ = ["GENRES", "Colonne", "Genre"]
