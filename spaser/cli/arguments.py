"""The commands, their options, and argparse's own words in French."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

from spaser.cli import audit, committees, deposit, figures, history, reports, templates, upkeep
from spaser.ingest import Reponses
from spaser.report import DOCUMENTS

KINDS = ("contrats", "depenses", "fournisseurs", "heures", "evenements", "moyens", "programmation")
_WORDS = {
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "show this help message and exit": "affiche cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il manque : %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n'est pas possible (choix : %(choices)s)",
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas une valeur possible",
}


class _Parser(argparse.ArgumentParser):
    """argparse, saying its own errors in French."""

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(2, f"{self.prog} : {message}\n")


def _french(message: str) -> str:
    return _WORDS.get(message, message)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date : écrivez 2025-09-30") from None


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre entier") from None


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un exercice : écrivez 2025")
    return int(text)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; the chosen one is the function `commande` of its result."""
    # argparse takes its words from gettext; replacing the lookup is the documented way to translate it.
    argparse._ = _french  # type: ignore[attr-defined]
    common = _Parser(add_help=False)
    common.add_argument(
        "--entrepot",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="dossier de l'entrepôt (par défaut SPASER_ENTREPOT, sinon ./entrepot)",
    )
    parser = _Parser(prog="python -m spaser", description="Tableau de bord du SPASER.", parents=[common])
    commands = parser.add_subparsers(
        title="commandes", required=True, metavar="COMMANDE", parser_class=_Parser
    )
    _add_deposit(commands, common)
    _add_figures(commands, common)
    _add_history(commands, common)
    _add_upkeep(commands, common)
    _add_audit(commands, common)
    return parser


def _add_deposit(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    command = commands.add_parser("importer", parents=[common], help="lire des extraits et les publier")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER", default=[])
    what.add_argument(
        "--dossier",
        type=Path,
        metavar="DIR",
        help="tous les fichiers d'un dossier, pour une tâche planifiée : ceux déjà publiés sont laissés, un refusé ne retient pas les autres",
    )
    command.add_argument("--type", choices=KINDS, help="type de l'extrait (sinon reconnu aux en-têtes)")
    command.add_argument("--feuille", metavar="NOM", help="feuille du classeur (sinon reconnue)")
    command.add_argument(
        "--periode", metavar="2026|2026-T3", type=deposit.period, help="période couverte (sinon lue)"
    )
    command.add_argument("--mode", choices=("remplacer", "completer"), default="remplacer")
    command.add_argument(
        "--acheteur",
        metavar="SIREN|tous",
        type=deposit.buyer,
        help="contrats d'un autre acheteur, ou de tous",
    )
    command.add_argument(
        "--reponses",
        metavar="FICHIER.json",
        type=deposit.answers,
        default=Reponses(),
        help="réponses aux questions du rapport : colonnes, unités, valeurs… (retenues pour la source)",
    )
    command.add_argument(
        "--motif", default="", metavar="TEXTE", help="motif, si des chiffres d'exercices figés changent"
    )
    command.add_argument("--essai", action="store_true", help="rapport seul, rien n'est publié")
    command.add_argument("--format", choices=("texte", "json"), default="texte")
    command.set_defaults(commande=deposit.importer)
    command = commands.add_parser(
        "modeles", parents=[common], help="écrire les modèles Excel des extraits, à remplir"
    )
    command.add_argument("--dossier", type=Path, required=True, metavar="DIR")
    command.set_defaults(commande=templates.modeles)


def _add_filters(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--annee", "--exercice", type=_year, help="exercice (par défaut le dernier qui a des données)"
    )
    command.add_argument(
        "--arrete", type=_day, metavar="AAAA-MM-JJ", help="arrêté au (par défaut la fin des données)"
    )
    for name in ("domaine", "dga", "territoire"):
        command.add_argument(f"--{name}", nargs="+", action="extend", default=[], metavar="NOM")
    command.add_argument(
        "--perimetre", choices=("marches", "tous"), help="par défaut celui de chaque indicateur"
    )


def _add_figures(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    command = commands.add_parser("indicateurs", parents=[common], help="mesurer les indicateurs")
    _add_filters(command)
    command.add_argument("--code", nargs="+", action="extend", default=[], metavar="F2.3")
    command.add_argument("--par", choices=("domaine", "dga", "territoire", "trimestre", "annee"))
    command.add_argument("--format", choices=("table", "json", "csv"), default="table")
    command.set_defaults(commande=figures.indicateurs)

    command = commands.add_parser("lignes", parents=[common], help="lister les lignes derrière un chiffre")
    command.add_argument("code", metavar="F2.3")
    _add_filters(command)
    command.add_argument("--appartenance", choices=("oui", "non", "inconnu"))
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(commande=figures.lignes)

    command = commands.add_parser(
        "comites", parents=[common], help="exporter en CSV ce que les comités ont écrit"
    )
    command.add_argument("quoi", choices=tuple(committees.EXPORTS), metavar="|".join(committees.EXPORTS))
    command.set_defaults(commande=committees.comites)

    command = commands.add_parser(
        "rapport", parents=[common], help="écrire un document : diapositives, classeur, publication…"
    )
    command.add_argument(
        "nom", choices=tuple(document.nom for document in DOCUMENTS), help="document à écrire"
    )
    _add_filters(command)
    command.add_argument("--sortie", type=Path, metavar="FICHIER", help="fichier à écrire (par défaut ici)")
    command.add_argument(
        "--auteur", metavar="NOM", help="auteur écrit dans le document (par défaut le compte en cours)"
    )
    command.set_defaults(commande=reports.rapport)


def _add_history(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    command = commands.add_parser("versions", parents=[common], help="lister les versions publiées")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(commande=history.versions)
    command = commands.add_parser(
        "comparer", parents=[common], help="comparer les lignes et les indicateurs de deux versions"
    )
    command.add_argument("avant", type=_whole_number, metavar="N")
    command.add_argument("apres", type=_whole_number, metavar="M")
    command.add_argument(
        "--annee", type=_year, help="exercice comparé (par défaut le dernier qui a des données)"
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(commande=history.comparer)
    command = commands.add_parser(
        "restaurer", parents=[common], help="publier de nouveau une version antérieure"
    )
    command.add_argument("numero", type=_whole_number, metavar="N")
    command.add_argument(
        "--commentaire", default="", metavar="TEXTE", help="pourquoi (nécessaire si un exercice figé change)"
    )
    command.set_defaults(commande=history.restaurer)
    command = commands.add_parser("figer", parents=[common], help="figer les chiffres d'un exercice clos")
    command.add_argument("annee", type=_year, metavar="ANNEE")
    command.add_argument("--commentaire", required=True, metavar="TEXTE", help="pourquoi, devant qui")
    command.add_argument(
        "--motif", default="", metavar="TEXTE", help="motif de la révision, si l'exercice est déjà figé"
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(commande=history.figer)
    command = commands.add_parser(
        "verifier",
        parents=[common],
        help="contrôler l'intégrité des versions, des dépôts, des gels et du journal",
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(commande=history.verifier)
    command = commands.add_parser(
        "telecharger", parents=[common], help="copier les fichiers d'origine d'une version"
    )
    command.add_argument("numero", type=_whole_number, metavar="VERSION")
    command.add_argument("fichier", nargs="?", metavar="FICHIER", help="un seul fichier (par défaut tous)")
    command.add_argument("--dossier", type=Path, required=True, metavar="DIR")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(commande=history.telecharger)


def _add_upkeep(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    command = commands.add_parser(
        "reconstruire", parents=[common], help="reconstruire la version depuis ses dépôts"
    )
    command.add_argument(
        "--motif", default="", metavar="TEXTE", help="motif, si des chiffres d'exercices figés changent"
    )
    command.set_defaults(commande=upkeep.reconstruire)
    command = commands.add_parser(
        "demo", parents=[common], help="publier des données de démonstration fictives"
    )
    command.add_argument("--lignes", type=_whole_number, metavar="N", help="nombre de lignes de mandats")
    command.add_argument(
        "--si-vide", action="store_true", help="ne rien faire si l'entrepôt a déjà une version"
    )
    command.set_defaults(commande=upkeep.demo)
    command = commands.add_parser(
        "vider", parents=[common], help="repartir d'un entrepôt vide (rien n'est effacé)"
    )
    command.set_defaults(commande=upkeep.vider)


def _add_audit(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    command = commands.add_parser("journal", help="journal des accès : vérifier, lire, purger")
    ways = command.add_subparsers(title="commandes", required=True, metavar="COMMANDE", parser_class=_Parser)
    way = ways.add_parser("verifier", parents=[common], help="contrôler que rien n'a été changé ni retiré")
    way.add_argument("--format", choices=("table", "json"), default="table")
    way.set_defaults(commande=audit.verifier)
    way = ways.add_parser("lire", parents=[common], help="lister les événements")
    way.add_argument("--depuis", type=_day, metavar="AAAA-MM-JJ", help="à partir de ce jour (heure UTC)")
    way.add_argument("--action", choices=audit.ACTIONS, help="une seule sorte d'action")
    way.add_argument("--format", choices=("table", "csv", "json"), default="table")
    way.set_defaults(commande=audit.lire)
    way = ways.add_parser(
        "purger",
        parents=[common],
        help=f"effacer les mois trop anciens ({audit.ENVIRONMENT}, {audit.USUAL_MONTHS} mois par défaut)",
    )
    way.add_argument("--format", choices=("table", "json"), default="table")
    way.set_defaults(commande=audit.purger)
