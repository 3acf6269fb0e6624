"""The command line, in French, as scripts use it: `python -m spaser …`.

Exit 0 done, 1 refused (the report says why; nothing changed), 2 misuse. Results on stdout, progress on stderr.
"""

import sys
from collections.abc import Sequence

from spaser.access.audit import AuditError
from spaser.catalogue import CatalogueError
from spaser.cli.arguments import build_parser
from spaser.committees import CommitteeError
from spaser.store import StoreError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.commande(options)
    except (AuditError, CatalogueError, CommitteeError, StoreError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        return 1
    return code
