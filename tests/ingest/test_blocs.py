"""A text without quotation marks is read by blocks of columns: the rows are those of the reading row by row."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from spaser.ingest.read import blocs
from spaser.ingest.read.feuille import Bloc, Feuille, Ligne
from spaser.ingest.read.texte import lire_texte

_ENTETE, _LARGEUR = 3, 4
_RANGEES = (
    "a;b;Dépôt n° 3;2024",
    "",
    "x;y",
    "1;2;3;4;5",
    "a;b\x0bc;\u2028d é;  ",
    ";;;",
    "m;1,5;œuvre;2025",
    "\ufeffe;f;g;h",
)


def par_blocs(feuille: Feuille) -> Iterator[Ligne]:
    assert feuille.blocs is not None
    for rangee in feuille.blocs(_ENTETE, _LARGEUR):
        if isinstance(rangee, Bloc):
            colonnes = [colonne.to_pylist() for colonne in rangee.colonnes]
            yield from enumerate(map(list, zip(*colonnes, strict=True)), start=rangee.premiere)
        else:
            yield rangee


@pytest.mark.parametrize("taille", [10, 60, 100_000])
@pytest.mark.parametrize(("codec", "fin"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("cp1252", "\r\n")])
def test_les_blocs_donnent_les_memes_rangees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taille: int, codec: str, fin: str
) -> None:
    monkeypatch.setattr(blocs, "_BLOC", taille)
    hasard = random.Random(taille)
    for tirage in range(15):
        corps = hasard.choices(_RANGEES, weights=(12, 1, 1, 1, 2, 1, 12, 2), k=60)
        texte = fin.join(["Titre", "", "a;b;cé;d", *corps, *[""] * (tirage % 3)])
        chemin = tmp_path / "extrait.csv"
        chemin.write_bytes(texte.encode(codec, errors="ignore"))
        (feuille,) = lire_texte(chemin)
        assert list(par_blocs(feuille)) == [r for r in feuille.lignes() if r[0] > _ENTETE]


@pytest.mark.parametrize("texte", ['a;b;c;d\n"1";2;3;4\n5;6;7;8\n', "a;b;c;d\r1;2;3;4\r5;6;7;8\r"])
def test_un_texte_cite_ou_aux_fins_de_ligne_rares_se_lit_ligne_a_ligne(tmp_path: Path, texte: str) -> None:
    chemin = tmp_path / "extrait.csv"
    chemin.write_text(texte, encoding="utf-8", newline="")
    assert lire_texte(chemin)[0].blocs is None
