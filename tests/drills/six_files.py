"""Six extracts of six systems, written from the demonstration's rows: each in another format, under headings of its own."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from openpyxl import Workbook, load_workbook

from spaser.catalogue import Catalogue
from spaser.demo import generate

Row = list[str]
_SIRET = re.compile(r"\d{14}")
_DAY = re.compile(r"(?!3[01]/02)\d\d/\d\d/\d{4}")
_AMOUNT = re.compile(r"-?\d+,\d\d")
_SPEND, _HOURS, _SUPPLIERS, _CONTRACTS, _DECP = 2_000, 300, 500, 120, 12


def six_files(folder: Path, catalogue: Catalogue) -> dict[Path, tuple[str, int]]:
    """Write the files; return for each its table and how many rows it holds, all of them readable."""
    demo = folder / "demo"
    generate(demo, catalogue, 1)
    folder.mkdir(exist_ok=True)
    return {
        _contracts(demo, folder / "Marchés notifiés 2025 (MARCO).xlsx"): ("contrats", _CONTRACTS),
        _decp(folder / "decp-2024.json", catalogue.autorite.siren): ("contrats", _DECP),
        _spend(demo, folder / "export_mandats_2022.csv"): ("depenses", _SPEND),
        _hours(demo, folder / "Suivi clauses.xls"): ("heures", _HOURS),
        _suppliers(demo, folder / "TIERS.tsv"): ("fournisseurs", _SUPPLIERS),
        _roadmap(demo, folder / "feuille de route.xlsx"): ("moyens", _roadmap_rows(demo)),
    }


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as reader:
        yield from (row for row in csv.reader(reader, delimiter=";") if len(row) > 1)


def _sheet(path: Path) -> list[list[object]]:
    with closing(load_workbook(path, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [list(row) for row in rows if sum(cell is not None for cell in row) > 1]


def _contracts(demo: Path, target: Path) -> Path:
    """A workbook with two titles, a blank row, a total at the end."""
    headings, *rows = _sheet(demo / "demo_fictif_contrats_2025.xlsx")
    number, day, siret, amount = (
        headings.index(name)
        for name in ("Numéro de contrat", "Date de notification", "SIRET du titulaire", "Montant HT (€)")
    )
    kept: dict[object, list[object]] = {}
    for row in rows:
        sound = isinstance(row[day], datetime) and _SIRET.fullmatch(str(row[siret]))
        if sound and isinstance(row[amount], int | float):
            kept.setdefault(row[number], row)
    chosen = list(kept.values())[:_CONTRACTS]
    total: list[object] = [None] * len(headings)
    total[number], total[amount] = "TOTAL", sum(float(str(row[amount])) for row in chosen)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["Direction de la commande publique"],
        ["Édité le 05/01/2026"],
        [],
        headings,
        *chosen,
        total,
    ):
        sheet.append(line)
    book.save(target)
    return target


def _decp(target: Path, siren: str) -> Path:
    """The essential data that a buyer's profile publishes."""
    markets = [
        {
            "id": f"2024DECP{rank:03d}",
            "acheteur": {"id": f"{siren}00017"},
            "nature": "Marché",
            "objet": f"Travaux d'entretien, secteur {rank}",
            "codeCPV": "45233141-9",
            "procedure": "Procédure adaptée",
            "lieuExecution": {"code": "13055", "typeCode": "Code commune"},
            "dureeMois": 12,
            "dateNotification": f"2024-{rank + 1:02d}-10",
            "datePublicationDonnees": f"2024-{rank + 1:02d}-20",
            "montant": 50_000.0 + 1_000 * rank,
            "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": "00000001800010"}}],
            "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
            "considerationsEnvironnementales": {"considerationEnvironnementale": ["Critère environnemental"]},
        }
        for rank in range(_DECP)
    ]
    target.write_text(json.dumps({"marches": {"marche": markets}}, ensure_ascii=False), encoding="utf-8")
    return target


def _spend(demo: Path, target: Path) -> Path:
    """Windows-1252, `;`; the supplier's number stands under a heading that nobody else uses, a domaine is written another way."""
    headings, *rows = _rows(demo / "demo_fictif_depenses_2022.csv", "cp1252")
    siret, domain = headings.index("N° SIRET"), headings.index("Domaine d'achat")
    headings[siret] = "Cpte tiers"
    day, amount = headings.index("Date d'émission"), headings.index("Montant HT")
    sound = (
        row
        for row in rows
        if _SIRET.fullmatch(row[siret]) and _DAY.fullmatch(row[day]) and _AMOUNT.fullmatch(row[amount])
    )
    with target.open("w", encoding="cp1252", newline="") as writer:
        lines = csv.writer(writer, delimiter=";")
        lines.writerow(headings)
        for row in islice(sound, _SPEND):
            row[domain] = "Gestion déchets ménagers" if row[domain] == "Déchets" else row[domain]
            lines.writerow(row)
    return target


def _hours(demo: Path, target: Path) -> Path:
    """A « .xls » that is text: UTF-16, tabs, as many systems call it."""
    headings, *rows = _rows(demo / "demo_fictif_heures_insertion.csv", "utf-8-sig")
    unique = list({tuple(row): None for row in rows})[:_HOURS]
    target.write_text(
        "".join("\t".join(row) + "\r\n" for row in (headings, *unique)), encoding="utf-16", newline=""
    )
    return target


def _suppliers(demo: Path, target: Path) -> Path:
    """Tabs, UTF-8."""
    headings, *rows = _rows(demo / "demo_fictif_fournisseurs.csv", "utf-8-sig")
    unique = list({row[0]: row for row in rows if _SIRET.fullmatch(row[0])}.values())[:_SUPPLIERS]
    target.write_text("".join("\t".join(row) + "\n" for row in (headings, *unique)), encoding="utf-8")
    return target


def _roadmap(demo: Path, target: Path) -> Path:
    """The workbook as it is, under another name."""
    target.write_bytes((demo / "demo_fictif_moyens.xlsx").read_bytes())
    return target


def _roadmap_rows(demo: Path) -> int:
    return len(_sheet(demo / "demo_fictif_moyens.xlsx")) - 1
