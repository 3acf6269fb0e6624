"""The rows of two versions set side by side: added, changed field by field, taken away, unchanged, for each kind of extract."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import BaseModel, ConfigDict

from spaser.store.queries import sql

_KEYS: Mapping[str, tuple[str, ...]] = {
    "contrats": ("acheteur_siren", "contrat_id", "lot", "titulaire_siret"),
    "considerations": ("acheteur_siren", "contrat_id", "lot", "sujet", "type"),
    "depenses": ("exercice", "mandat_id", "tiers_siret"),
    "fournisseurs": ("siret", "statut_debut"),
    "heures": ("contrat_id", "mois", "structure_siret", "type_public"),
    "evenements": ("jour", "type", "intitule", "reference"),
    "moyens": ("annee", "moyen"),
    "programmation": ("annee", "besoin_id"),
}
"""What names a row of each kind to a reader; rows of one key are told apart by all they hold."""
_EXAMPLES = 100


class FieldChange(BaseModel):
    """A field before and after, as stored."""

    model_config = ConfigDict(frozen=True)

    champ: str
    avant: str | None
    apres: str | None


class RowChange(BaseModel):
    """A row that differs. ``champs`` are those that changed; a row added or taken away has none."""

    model_config = ConfigDict(frozen=True)

    cle: str
    sort: Literal["ajoutée", "modifiée", "disparue"]
    champs: tuple[FieldChange, ...] = ()


class KindDifference(BaseModel):
    """Counts of rows of one kind, and the first rows that differ (changed ones first, by key)."""

    model_config = ConfigDict(frozen=True)

    type: str
    ajoutees: int
    modifiees: int
    disparues: int
    inchangees: int
    exemples: tuple[RowChange, ...]


def row_differences(before: Path, after: Path) -> tuple[KindDifference, ...]:
    """Compare every kind of extract of the files of two different versions; kinds that neither holds are left out.

    File and line are not compared: the same row deposited again is unchanged.
    """
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as con:
        for name, path in (("avant", before), ("apres", after)):
            con.execute(f"attach '{_quoted(path)}' as {name} (read_only)")  # ATTACH takes no parameter
        found = [_compared(con, kind, keys) for kind, keys in _KEYS.items()]
    return tuple(d for d in found if d.ajoutees or d.modifiees or d.disparues or d.inchangees)


def _compared(con: duckdb.DuckDBPyConnection, kind: str, keys: Sequence[str]) -> KindDifference:
    row = con.execute(
        sql("store/comparer_lignes"),
        {
            "avant": f"avant.lignes.{kind}",
            "apres": f"apres.lignes.{kind}",
            "cles": [f"$.{key}" for key in keys],
            "exemples": _EXAMPLES,
        },
    ).fetchone()
    added, changed, gone, same, examples = row or (0, 0, 0, 0, None)
    return KindDifference(
        type=kind,
        ajoutees=added,
        modifiees=changed,
        disparues=gone,
        inchangees=same,
        exemples=tuple(change for example in examples or () for change in _changes(example)),
    )


def _changes(example: Mapping[str, Sequence[str] | None]) -> tuple[RowChange, ...]:
    """Pair the rows of one key in their order; what one side has more of was added or taken away."""
    key = " · ".join(part for part in example["cle"] or () if part)
    before = [json.loads(text) for text in example["avant"] or ()]
    after = [json.loads(text) for text in example["apres"] or ()]
    both = min(len(before), len(after))
    return (
        *(
            RowChange(cle=key, sort="modifiée", champs=_fields(old, new))
            for old, new in zip(before[:both], after[:both], strict=True)
        ),
        *(RowChange(cle=key, sort="disparue") for _ in before[both:]),
        *(RowChange(cle=key, sort="ajoutée") for _ in after[both:]),
    )


def _fields(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(champ=name, avant=_text(old.get(name)), apres=_text(new.get(name)))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
