"""Read a YAML file strictly: a syntax error or a key written twice is refused with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from spaser.catalogue.erreurs import CatalogueError, Probleme

if TYPE_CHECKING:
    from yaml import SafeLoader as _Base
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster


class _LecteurStrict(_Base):
    """A safe loader that refuses a key written twice (plain YAML keeps the last one in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, or raise on a key that repeats."""
        vues: dict[Any, int] = {}
        for noeud, _ in node.value:
            cle = self.construct_object(noeud, deep=True)
            ligne = noeud.start_mark.line + 1
            if not isinstance(cle, str):
                raise _CleRefuseeError(
                    ligne, f"la clé « {cle} » doit être un texte (l'écrire entre guillemets)"
                )
            if cle in vues:
                raise _CleRefuseeError(
                    ligne, f"la clé « {cle} » est écrite deux fois (déjà ligne {vues[cle]})"
                )
            vues[cle] = ligne
        return super().construct_mapping(node, deep=deep)


class _CleRefuseeError(Exception):
    """A key that cannot stand: its line and the reason."""

    def __init__(self, ligne: int, raison: str) -> None:
        super().__init__(ligne, raison)
        self.ligne = ligne
        self.raison = raison


def lire_yaml(contenu: bytes, fichier: str) -> object:
    """Parse one YAML document; ``fichier`` is only named in errors.

    Raises:
        CatalogueError: bad encoding, bad syntax or a repeated key, with the line.
    """
    try:
        texte = contenu.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        ligne = contenu.count(b"\n", 0, erreur.start) + 1
        raison = "octet illisible : le fichier doit être enregistré en UTF-8"
        raise CatalogueError(fichier, (Probleme(f"ligne {ligne}", raison),)) from erreur
    try:
        return yaml.load(texte, Loader=_LecteurStrict)  # noqa: S506 -- a subclass of the safe loader
    except _CleRefuseeError as erreur:
        raise CatalogueError(fichier, (Probleme(f"ligne {erreur.ligne}", erreur.raison),)) from erreur
    except yaml.MarkedYAMLError as erreur:
        marque = erreur.problem_mark or erreur.context_mark
        lieu = f"ligne {marque.line + 1}, colonne {marque.column + 1}" if marque else "document"
        raison = f"syntaxe YAML invalide ({erreur.problem or erreur.context})"
        raise CatalogueError(fichier, (Probleme(lieu, raison),)) from erreur
    except (yaml.YAMLError, ValueError) as erreur:
        # ValueError: a plain scalar that looks like a date and is none (2021-13-45)
        raise CatalogueError(fichier, (Probleme("document", f"YAML illisible ({erreur})"),)) from erreur
