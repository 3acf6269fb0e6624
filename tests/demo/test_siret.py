"""Invented identifiers pass the keys that real ones pass."""

import random
from itertools import islice

from spaser.demo.siret import luhn_valide, sirens, siret


def test_la_cle_de_luhn_se_calcule_a_la_main() -> None:
    """732 829 320: 7+6+2+1+6+2+1+8… each second digit from the right is doubled, 40 in all."""
    assert luhn_valide("732829320")
    assert not luhn_valide("732829321")


def test_un_siret_finit_par_la_cle_de_ses_treize_premiers_chiffres() -> None:
    """73282932000074 is the seventh establishment of 732 829 320."""
    assert siret("732829320", 7) == "73282932000074"


def test_les_siren_sont_distincts_valides_et_dans_le_trou_du_repertoire() -> None:
    tires = list(islice(sirens(random.Random(1)), 20_000))
    assert len(set(tires)) == 20_000
    assert all(luhn_valide(s) and "002000000" <= s <= "004999999" for s in tires)
