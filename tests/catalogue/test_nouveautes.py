"""« Quoi de neuf » is data: dated, sorted, checked when it is read."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from spaser.catalogue import CatalogueError
from spaser.catalogue.nouveautes import load_news


def test_les_nouveautes_livrees_se_lisent_et_ne_viennent_pas_du_futur() -> None:
    nouveautes = load_news()
    assert nouveautes[-1].le == date(2026, 11, 22)
    assert all(nouveaute.le <= datetime.now(tz=UTC).date() for nouveaute in nouveautes)
    assert len({nouveaute.titre for nouveaute in nouveautes}) == len(nouveautes)


def ecrire(tmp_path: Path, texte: str) -> Path:
    fichier = tmp_path / "nouveautes.yaml"
    fichier.write_text(texte, encoding="utf-8")
    return fichier


def test_une_liste_vide_est_une_liste(tmp_path: Path) -> None:
    assert load_news(ecrire(tmp_path, "# rien encore\n")) == ()


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("- {le: hier, titre: A, texte: B}", "le"),
        ("- {le: 2026-01-01, titre: '', texte: B}", "le texte est vide"),
        ("- {le: 2026-01-01, titre: A, texte: B, auteur: C}", "clé inconnue"),
        ("- {le: 2026-01-01, titre: A, texte: B}\n- {le: 2026-02-01, titre: C, texte: D}", "plus récente"),
        ("- [", "ligne"),
    ],
)
def test_une_liste_mal_ecrite_est_refusee_en_francais(tmp_path: Path, texte: str, raison: str) -> None:
    with pytest.raises(CatalogueError) as leve:
        load_news(ecrire(tmp_path, texte))
    assert raison in str(leve.value)


def test_un_fichier_absent_est_dit(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="illisible"):
        load_news(tmp_path / "absent.yaml")
