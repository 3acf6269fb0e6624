"""Which encoding a text is written in: its letters are read as they were written, or the file is refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaser.ingest.read import encodage
from tests.ingest.conftest import Lire
from tests.ingest.test_dialectes import ENTETES, LIGNE


def test_deux_encodages_colles_sont_lus_chacun_dans_le_sien(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "colle.csv"
    lignes = [";".join(ENTETES), ";".join([*LIGNE[:5], "Été"]), ";".join(["M2", *LIGNE[1:5], "Hôtel"])]
    chemin.write_bytes("\n".join(lignes[:2]).encode() + b"\n" + lignes[2].encode("cp1252") + b"\n")
    lu = lire(chemin)
    assert [n for (n,) in lu.lignes("depenses", "tiers_nom")] == ["Été", "Hôtel"]
    assert "encodages_meles" in lu.regles()


@pytest.mark.parametrize("encodage", ["mac-roman", "cp850", "iso8859-15", "cp1252"])
def test_les_encodages_a_huit_bits_se_reconnaissent_a_leurs_lettres(lire_csv: Lire, encodage: str) -> None:
    nom = "Société générale d'œuvres à façon" if encodage != "cp850" else "Société générale à façon"
    lu = lire_csv([ENTETES, [*LIGNE[:5], nom]], encodage=encodage)
    assert lu.lignes("depenses", "tiers_nom") == [(nom,)]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text("aé€😀\ufffd\ud7ff\U0010ffff\n").map(str.encode),
    st.lists(st.tuples(st.integers(0, 40), st.binary(max_size=2)), max_size=3),
    st.integers(1, 9),
)
def test_l_utf8_se_reconnait_par_blocs_comme_en_une_fois(
    tmp_path: Path, octets: bytes, abimes: list[tuple[int, bytes]], bloc: int
) -> None:
    for place, autres in abimes:
        octets = octets[:place] + autres + octets[place + 1 :]
    chemin = tmp_path / "texte.csv"
    chemin.write_bytes(octets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodage, "_BLOC", bloc)
        reconnu = encodage.est_de_l_utf8(chemin)
    try:
        texte = octets.decode()
    except UnicodeDecodeError:
        assert not reconnu[0]
    else:
        assert reconnu == (True, "\ufffd" in texte)


def test_une_capitale_accentuee_devant_une_espace_insecable_reste_elle_meme(lire_csv: Lire) -> None:
    """« É » then a no-break space are two bytes of Windows-1252 that are also one letter of UTF-8."""
    nom = "MARCHÉ\u00a0: BÂTIMENT"
    lu = lire_csv([ENTETES, [*LIGNE[:5], nom]], encodage="cp1252")
    assert lu.lignes("depenses", "tiers_nom") == [(nom,)]
    assert lu.rapport.encodage == "Windows-1252"


def test_un_alphabet_inconnu_est_refuse_avec_sa_ligne(lire_csv: Lire) -> None:
    anomalie = lire_csv([ENTETES, [*LIGNE[:5], "A"], [*LIGNE[:5], "Общество"]], encodage="cp1251").anomalie(
        "encodage_inconnu"
    )
    assert anomalie.ligne == 3
