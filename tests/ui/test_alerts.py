"""Every alert leads to a page that exists, with words for its link and its gravity."""

from pathlib import Path
from typing import get_args

import pytest

from spaser.catalogue import load_catalogue
from spaser.measure.alerts import Alerte, Genre, Gravite, Page
from spaser.ui.alerts import _ICONS, _LINKS, _WORDS, page_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", [page for page in get_args(Page) if page != "axe"])
def test_une_alerte_mene_a_une_page_qui_existe(page: Page) -> None:
    assert (ROOT / page_of(Alerte("extrait_en_retard", "haute", "texte", page))).is_file()


@pytest.mark.parametrize("axe", [axe.numero for axe in load_catalogue().axes])
def test_une_alerte_d_axe_mene_a_cet_axe(axe: int) -> None:
    assert (ROOT / page_of(Alerte("recul", "haute", "texte", "axe", axe=axe))).is_file()


def test_chaque_genre_et_chaque_gravite_ont_leurs_mots() -> None:
    assert set(_LINKS) == set(get_args(Genre))
    assert set(_WORDS) == set(_ICONS) == set(get_args(Gravite))
    assert len(set(_WORDS.values())) == len(set(_ICONS.values())) == 3
