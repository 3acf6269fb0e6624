"""The SQL of the product, read from `queries/` once per process."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "queries"


@cache
def sql(name: str) -> str:
    """Return the statement kept in `queries/<name>.sql`.

    Raises:
        FileNotFoundError: no such query.
    """
    return (ROOT / f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the queries of a folder, in name order, as `sql` takes them."""
    return tuple(
        str(path.relative_to(ROOT).with_suffix("")) for path in sorted((ROOT / folder).glob("*.sql"))
    )
