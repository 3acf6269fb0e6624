"""Méthode: an indicator is found as one types, under an anchor of its own; every choice says what it would change."""

import pytest

from spaser.catalogue import Catalogue, load_catalogue
from spaser.ui.method_indicators import anchor_of, contents, definition, matching


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def codes(catalogue: Catalogue, asked: str) -> list[str]:
    return [i.code for i in matching(catalogue.indicateurs, asked)]


@pytest.mark.parametrize("asked", ["F2.3", "f2.3", " F2-3 ", "f2 3"])
def test_un_code_trouve_son_seul_indicateur(catalogue: Catalogue, asked: str) -> None:
    assert codes(catalogue, asked) == ["F2.3"]


def test_sans_accents_ni_casse_et_dans_n_importe_quel_ordre(catalogue: Catalogue) -> None:
    assert "X9" in codes(catalogue, "PAIEMENT delai")
    assert codes(catalogue, "délai paiement") == codes(catalogue, "PAIEMENT delai")


def test_rien_de_tape_montre_tout_et_un_mot_inconnu_rien(catalogue: Catalogue) -> None:
    assert len(codes(catalogue, "")) == len(catalogue.indicateurs)
    assert codes(catalogue, "<script>alert(1)</script>") == []


def test_chaque_indicateur_a_son_ancre(catalogue: Catalogue) -> None:
    ancres = [anchor_of(i.code) for i in catalogue.indicateurs]
    assert len(set(ancres)) == len(ancres)
    assert anchor_of("F10.2") == "f10-2"
    assert "[F2.3](#f2-3)" in contents(catalogue.indicateurs)


def test_une_definition_dit_le_libelle_exact_la_formule_et_la_cible(catalogue: Catalogue) -> None:
    indicateur = catalogue.indicateur("F2.3")
    texte = definition(indicateur)
    assert indicateur.libelle in texte
    assert indicateur.formule in texte
    assert "100\u202f% en 2025" in texte
    assert "**Cible** : aucune" in definition(catalogue.indicateur("F1.1"))
