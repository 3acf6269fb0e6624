"""Exact ratios: the standard library's fractions, from an implementation compiled to machine code (a screen makes thousands of them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import quicktions  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from fractions import Fraction
else:
    Fraction = quicktions.Fraction

__all__ = ["Fraction"]
