"""`python -m spaser journal verifier | lire | purger`: the audit log, as scripts use it."""

import argparse
import sys
from datetime import UTC, datetime
from typing import get_args

from spaser import francais as fr
from spaser.access.audit import Action, AuditLog, Entry
from spaser.access.audit_check import check
from spaser.access.audit_retention import ENVIRONMENT, USUAL_MONTHS, months_kept, purge
from spaser.access.mode import database_url
from spaser.access.register import forget_old_logins
from spaser.cli.recorded import command_author
from spaser.cli.terminal import print_csv, print_json, print_table, warehouse_of

__all__ = ["ACTIONS", "ENVIRONMENT", "USUAL_MONTHS", "lire", "purger", "verifier"]

ACTIONS: tuple[str, ...] = get_args(Action)
_FIELDS = (
    "numero",
    "quand",
    "action",
    "resultat",
    "motif",
    "objet",
    "cible",
    "version",
    "sujet",
    "nom",
    "role",
    "perimetre",
    "adresse",
    "seance",
)
_HEADINGS = (
    "N°",
    "Quand (UTC)",
    "Action",
    "Résultat",
    "Objet",
    "Version",
    "Qui",
    "Rôle",
    "Périmètre",
    "Depuis",
)


def verifier(options: argparse.Namespace) -> int:
    """Check the chain; the number and hash of its last line are printed, to be kept elsewhere."""
    found = check(warehouse_of(options).path)
    if options.format == "json":
        print_json(found.model_dump(mode="json"))
        return 1 if found.problemes else 0
    sys.stdout.write("".join(f"{note}\n" for note in found.notes))
    if found.problemes:
        sys.stdout.write("".join(f"{problem.message}\n" for problem in found.problemes))
    elif found.dernier_numero == 0:
        sys.stdout.write("Le journal des accès est vide.\n")
    else:
        sys.stdout.write(
            f"Journal des accès intact : {fr.plural(found.lignes, 'ligne')}, la dernière porte le numéro {found.dernier_numero} et "
            f"l’empreinte {found.derniere_empreinte}.\n"
        )
    return 1 if found.problemes else 0


def lire(options: argparse.Namespace) -> int:
    """List events, oldest first; lines that are not events are counted on stderr."""
    every = list(AuditLog(warehouse_of(options).path).entries())
    unreadable = every.count(None)
    if unreadable:
        sys.stderr.write(
            f"{fr.plural(unreadable, 'ligne illisible', 'lignes illisibles')} : lancez « python -m spaser journal verifier ».\n"
        )
    entries = [entry for entry in every if entry is not None and _asked(entry, options)]
    match options.format:
        case "json":
            print_json({"evenements": [entry.model_dump(mode="json") for entry in entries]})
        case "csv":
            dumps = [entry.model_dump(mode="json") for entry in entries]
            print_csv(_FIELDS, [[dump[field] for field in _FIELDS] for dump in dumps])
        case _:
            print_table(_HEADINGS, [_row(entry) for entry in entries], right=frozenset({0, 5}))
    return 0


def purger(options: argparse.Namespace) -> int:
    """Delete the months too old, and record it; forget the logins whose cookie has been dead for days."""
    months = months_kept()
    warehouse = warehouse_of(options)
    gone = purge(AuditLog(warehouse.path), command_author(), months)
    logins = forget_old_logins(database_url(warehouse.path), datetime.now(UTC).replace(tzinfo=None))
    if options.format == "json":
        print_json({"mois_effaces": list(gone), "duree_mois": months, "connexions_oubliees": logins})
        return 0
    if gone:
        sys.stdout.write(f"Mois effacés du journal des accès : {', '.join(gone)}.\n")
    else:
        sys.stdout.write(f"Rien à effacer : aucun mois du journal des accès n’atteint {months} mois.\n")
    if logins:
        sys.stdout.write(f"{fr.plural(logins, 'connexion oubliée', 'connexions oubliées')}.\n")
    return 0


def _asked(entry: Entry, options: argparse.Namespace) -> bool:
    since = options.depuis is None or entry.quand.astimezone(UTC).date() >= options.depuis
    return since and options.action in (None, entry.action)


def _row(entry: Entry) -> list[str]:
    return [
        str(entry.numero),
        f"{entry.quand.astimezone(UTC):%d/%m/%Y %H:%M:%S}",
        entry.action,
        entry.resultat + (f" ({entry.motif})" if entry.motif else ""),
        " → ".join(part for part in (entry.objet, entry.cible) if part),
        "" if entry.version is None else str(entry.version),
        f"{entry.nom} ({entry.sujet})",
        entry.role,
        entry.perimetre,
        entry.adresse,
    ]
