"""Parts of a page that run again without the page: each asks first whether it is still in front of whom it was drawn for.

The framework runs a fragment or a dialog again by itself, with what it was given when the page was drawn, and keeps it after a run that
stopped at the door: without this question a login that is shut would go on reading rows, and rights withdrawn would still hold.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec

import streamlit as st

from spaser.access import Identity
from spaser.ui.person import check_still, identify

_P = ParamSpec("_P")
_Part = Callable[_P, None]


def part(run_every: float | None = None) -> Callable[[_Part[_P]], _Part[_P]]:
    """Make a part that runs again by itself, at each of its interactions and every so many seconds."""
    return lambda work: _asked_again(work, st.fragment(run_every=run_every))


def dialog(
    title: str,
    *,
    width: Literal["small", "medium", "large"] = "small",
    on_dismiss: Literal["ignore", "rerun"] | Callable[[], None] = "ignore",
) -> Callable[[_Part[_P]], _Part[_P]]:
    """Make a dialog over the page; it runs again by itself at each of its interactions."""
    return lambda work: _asked_again(work, st.dialog(title, width=width, on_dismiss=on_dismiss))


def _asked_again(
    work: _Part[_P], decorate: Callable[[Callable[..., None]], Callable[..., None]]
) -> _Part[_P]:
    @decorate
    @wraps(work)
    def run(drawn_for: Identity, /, *args: _P.args, **kwargs: _P.kwargs) -> None:
        check_still(drawn_for)
        work(*args, **kwargs)

    @wraps(work)
    def draw(*args: _P.args, **kwargs: _P.kwargs) -> None:
        run(identify(), *args, **kwargs)

    return draw
