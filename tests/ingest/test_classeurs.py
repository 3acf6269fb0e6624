"""Workbooks: dates, errors, sheets, and the ones that try to take the server down."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from spaser.ingest import Limites
from spaser.ingest.read.classeur import cellule_en_texte, nombres_en_texte
from tests.ingest.conftest import Lire

ENTETES = ["N° mandat", "Exercice", "Date mandat", "Montant HT", "SIRET"]
SIRET = "20005480700017"
MIDI = datetime(2025, 3, 12, 12)  # noqa: DTZ001 - a workbook has no time zone


@pytest.mark.parametrize("epoque_1904", [False, True])
def test_les_dates_sont_justes_dans_les_deux_epoques(lire: Lire, tmp_path: Path, epoque_1904: bool) -> None:
    classeur = openpyxl.Workbook()
    if epoque_1904:
        classeur.epoch = CALENDAR_MAC_1904
    feuille = classeur.worksheets[0]
    serie = 45728 - (1462 if epoque_1904 else 0)  # 12/03/2025
    for ligne in (ENTETES, ["1", 2025, MIDI, 10, SIRET], ["2", 2025, serie, 10, SIRET]):
        feuille.append(ligne)
    classeur.save(tmp_path / "e.xlsx")
    assert lire(tmp_path / "e.xlsx").lignes("depenses", "date_mandat") == [
        (date(2025, 3, 12),),
        (date(2025, 3, 12),),
    ]


def test_un_siret_numerique_garde_ses_chiffres_et_un_montant_flottant_ses_centimes(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {
            "D": [
                ENTETES,
                ["1", 2025, date(2025, 3, 12), 0.1 + 0.2, 20005480700017],
                ["2", 2025.0, date(2025, 3, 12), 1.234, 5680065901740],
            ]
        }
    )
    assert lu.lignes("depenses", "montant_ht", "tiers_siret") == [
        (Decimal("0.30"), SIRET),
        (Decimal("1.23"), "05680065901740"),
    ]
    assert lu.anomalie("siret_repare").ligne == 3


def test_une_erreur_de_formule_n_est_jamais_une_valeur(lire_xlsx: Lire) -> None:
    entetes: list[object] = [*ENTETES, "Nom du tiers"]
    lu = lire_xlsx(
        {
            "D": [
                entetes,
                ["1", 2025, date(2025, 3, 12), 10, SIRET, "#REF!"],
                ["2", 2025, date(2025, 3, 12), 10, SIRET, "A"],
            ]
        }
    )
    assert [n for (n,) in lu.lignes("depenses", "tiers_nom")] == [None, "A"]
    erreur = lu.anomalie("erreur_excel")
    assert (erreur.ligne, erreur.colonne) == (2, "Nom du tiers")


def test_la_feuille_se_choisit_et_une_feuille_inconnue_est_dite(lire_xlsx: Lire) -> None:
    def feuille(numero: str) -> list[list[object]]:
        return [list(ENTETES), [numero, 2025, date(2025, 3, 12), 10, SIRET]]

    deux = {"2024": feuille("A"), "2025": feuille("B")}
    assert lire_xlsx(deux).anomalie("feuille_ambigue").remede
    assert lire_xlsx(deux, feuille="2025").lignes("depenses", "mandat_id") == [("B",)]
    assert "« 2024 »" in lire_xlsx(deux, feuille="2026").anomalie("feuille_inconnue").remede


def test_une_cellule_perdue_au_bout_de_la_feuille_fait_refuser_le_classeur(
    lire: Lire, tmp_path: Path
) -> None:
    classeur = openpyxl.Workbook()
    feuille = classeur.worksheets[0]
    feuille["A1"], feuille["XFD1048576"] = 1, 2
    classeur.save(tmp_path / "loin.xlsx")
    rapport = lire(tmp_path / "loin.xlsx").rapport
    assert rapport.anomalies[0].regle == "classeur_demesure"
    assert "1\u202f048\u202f576 lignes" in rapport.anomalies[0].message


def test_une_bombe_de_compression_est_refusee_sans_etre_ouverte(lire: Lire, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bombe.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 2**20))
    assert lire(tmp_path / "bombe.xlsx").rapport.anomalies[0].regle == "classeur_demesure"


def test_trop_de_parties_dans_un_classeur(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {"D": [ENTETES, ["1", 2025, date(2025, 3, 12), 10, SIRET]]}, limites=Limites(entrees_zip=3)
    )
    assert lu.rapport.anomalies[0].regle == "classeur_demesure"


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (15.0, "15"),
        (1.5, "1.5"),
        (1.234, "1.2340"),
        (1e-7, "0.0000001"),
        (2.43e13, "24300000000000"),
        (True, "oui"),
        (date(2025, 3, 12), "2025-03-12"),
        (MIDI, "2025-03-12 12:00:00"),
        (None, ""),
    ],
)
def test_une_cellule_devient_un_texte_sans_perte(valeur: object, texte: str) -> None:
    assert cellule_en_texte(valeur) == texte


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=False, allow_infinity=False),
            st.integers(-(10**15), 10**15).map(lambda millimes: millimes / 1000),
            st.integers(-(10**18), 10**18).map(float),
        ),
        min_size=1,
    )
)
@example([-0.0, 1.5])
@example([1.234, -0.5, 1000.0, 2.43e13, 0.0001])
def test_une_colonne_de_nombres_s_ecrit_comme_ses_cellules(nombres: list[float]) -> None:
    assert nombres_en_texte(nombres).to_pylist() == [cellule_en_texte(nombre) for nombre in nombres]


def _avec(chemin: Path, avant: bytes, apres: bytes) -> Path:
    """Change the XML of the first sheet of a workbook, as a generator of workbooks might have written it."""
    octets = {}
    with zipfile.ZipFile(chemin) as archive:
        octets = {nom: archive.read(nom) for nom in archive.namelist()}
    feuille = octets["xl/worksheets/sheet1.xml"]
    assert avant in feuille
    octets["xl/worksheets/sheet1.xml"] = feuille.replace(avant, apres, 1)
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in octets.items():
            archive.writestr(nom, contenu)
    return chemin


@pytest.mark.parametrize(
    ("cellule", "refuse"),
    [
        (b'<c r="XFD1048576" s="0"><v>1</v></c>', True),
        (b'<c s="0"\n  r="XFD1048576" t="n"><v>1</v></c>', True),
        (b"<c r='XFD1048576'><v>1</v></c>", True),
        (b'<c r="XFD1048576" s="0"/>', False),
        (b'<c t="inlineStr" r="F2"><is><t>dit r="XFD1048576" et s\'arr\xc3\xaate</t></is></c>', False),
    ],
)
def test_une_cellule_lointaine_se_voit_ou_qu_elle_soit_ecrite(
    lire: Lire, tmp_path: Path, cellule: bytes, refuse: bool
) -> None:
    """A filled cell is refused wherever its reference stands in its tag; a formatted blank, or a text that looks like one, is not."""
    chemin = tmp_path / "loin.xlsx"
    classeur = openpyxl.Workbook()
    for ligne in (ENTETES, ["1", 2025, date(2025, 3, 12), 10, SIRET]):
        classeur.worksheets[0].append(ligne)
    classeur.save(chemin)
    rapport = lire(_avec(chemin, b"</row></sheetData>", cellule + b"</row></sheetData>")).rapport
    assert [a.regle for a in rapport.anomalies if a.regle == "classeur_demesure"] == [
        "classeur_demesure"
    ] * refuse
    assert rapport.acceptes == (0 if refuse else 1)
