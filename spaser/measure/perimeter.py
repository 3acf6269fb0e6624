"""Who may see what: a required argument of every measure, applied in one SQL place (``queries/measure/visibles.sql``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Perimeter:
    """The territoires and DGA whose rows may be seen; both conditions hold together.

    None is « all », an empty set is « nothing ». There is no default: whoever may see everything says ``Perimeter.tout()``.
    """

    territoires: frozenset[str] | None
    dga: frozenset[str] | None

    @classmethod
    def tout(cls) -> Perimeter:
        """Return the perimeter that sees every row."""
        return cls(territoires=None, dga=None)

    @property
    def est_tout(self) -> bool:
        """Whether nothing is hidden."""
        return self.territoires is None and self.dga is None

    def parametres(self) -> dict[str, list[str] | None]:
        """Return the bound parameters of the macro ``visibles``."""
        return {
            "territoires_vus": None if self.territoires is None else sorted(self.territoires),
            "dga_vues": None if self.dga is None else sorted(self.dga),
        }
