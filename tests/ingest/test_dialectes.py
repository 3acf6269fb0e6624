"""Delimited text in any usual dialect: what is written is what is read, or the row is refused."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaser.ingest.audit import juger
from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.sonde import reconnaitre_format
from spaser.ingest.read.texte import lire_texte
from tests.ingest.conftest import Lire
from tests.ingest.pollution import Ecriture

ENTETES = ["N° mandat", "Exercice", "Date mandat", "Montant HT", "SIRET", "Nom du tiers"]
LIGNE = ["M1", "2025", "12/03/2025", "10,50", "20005480700017", "Société « Été » ; frères, œuvre – 5 €"]


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_chaque_dialecte_rend_le_meme_texte(lire_csv: Lire, separateur: str, encodage: str) -> None:
    lu = lire_csv([ENTETES, LIGNE], separateur=separateur, encodage=encodage)
    assert lu.lignes("depenses", "montant_ht", "tiers_nom") == [(Decimal("10.50"), LIGNE[5])]
    assert lu.rapport.separateur == separateur


def test_les_lignes_se_comptent_comme_dans_excel(lire: Lire, tmp_path: Path) -> None:
    """A cell with a line break is one row; a blank record between rows is a row."""
    chemin = tmp_path / "x.csv"
    chemin.write_text(
        ";".join(ENTETES)
        + '\nM1;2025;12/03/2025;10;20005480700017;"Deux\nlignes"\n\nM2;2025;12/03/2025;11;20005480700017;B\n;;;;;\n\n\n',
        encoding="utf-8",
    )
    lu = lire(chemin)
    assert lu.lignes("depenses", "mandat_id", "ligne", "tiers_nom") == [
        ("M1", 2, "Deux\nlignes"),
        ("M2", 4, "B"),
    ]
    assert (lu.rapport.lus, lu.rapport.ecartes) == (4, 2)


def test_une_ligne_decalee_est_rejetee_avec_son_numero(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "x.csv"
    bonnes = [f"M{i};2025;12/03/2025;10;20005480700017;A" for i in range(40)]
    chemin.write_text(
        "\n".join([";".join(ENTETES), *bonnes, "M99;2025;12/03/2025;10;20005480700017;Dupont;fils"]),
        encoding="utf-8",
    )
    lu = lire(chemin)
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (40, 1)
    assert lu.anomalie("ligne_irreguliere").ligne == 42


@pytest.mark.parametrize("rang", [0, 3, 6])
def test_un_separateur_de_trop_ne_decale_pas_une_ligne_en_silence(
    lire: Lire, tmp_path: Path, rang: int
) -> None:
    """The last column is empty: the row that is shifted ends with one more empty cell, and is refused all the same."""
    chemin = tmp_path / "x.csv"
    cellules = ["M99", "2025", "12/03/2025", "10", "20005480700017", "A", ""]
    lignes = [f"M{i};2025;12/03/2025;10;20005480700017;A;" for i in range(30)]
    decalee = ";".join([*cellules[:rang], "", *cellules[rang:]])
    chemin.write_text("\n".join([";".join([*ENTETES, "Observations"]), *lignes, decalee]), encoding="utf-8")
    lu = lire(chemin)
    assert (lu.rapport.acceptes, lu.rapport.rejetes, lu.anomalie("ligne_irreguliere").ligne) == (30, 1, 32)


def test_un_separateur_au_bout_de_chaque_ligne_ne_gene_pas(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "x.csv"
    lignes = [f"M{i};2025;12/03/2025;10;20005480700017;A;" for i in range(3)]
    chemin.write_text("\n".join([";".join(ENTETES), *lignes]), encoding="utf-8")
    assert lire(chemin).rapport.acceptes == 3


@pytest.mark.parametrize(
    ("fautive", "ligne"),
    [
        ('M9;2025;12/03/2025;10;20005480700017;"Le "Phare"', 3),
        ('M9;2025;"12/03/2025"";10;20005480700017;A', 3),
    ],
)
def test_un_guillemet_en_trop_est_refuse_avec_sa_ligne(
    lire: Lire, tmp_path: Path, fautive: str, ligne: int
) -> None:
    chemin = tmp_path / "x.csv"
    bonne = 'M1;2025;12/03/2025;10;20005480700017;"A"'
    chemin.write_text("\n".join([";".join(ENTETES), bonne, fautive, bonne]), encoding="utf-8")
    anomalie = lire(chemin).anomalie("guillemet_fautif")
    assert (anomalie.gravite, anomalie.ligne) == ("bloquante", ligne)


def test_des_pouces_dans_un_texte_sans_guillemets_se_lisent_tels_quels(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "x.csv"
    chemin.write_text(
        "\n".join([";".join(ENTETES), 'M1;2025;12/03/2025;10;20005480700017;Tuyau 3" PVC']), encoding="utf-8"
    )
    assert lire(chemin).lignes("depenses", "tiers_nom") == [('Tuyau 3" PVC',)]


def test_la_directive_sep_d_excel_est_suivie(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "x.csv"
    chemin.write_text(
        "sep=;\n" + ";".join(ENTETES) + "\nM1;2025;12/03/2025;10,50;20005480700017;A\n", encoding="utf-8"
    )
    lu = lire(chemin)
    assert (lu.rapport.separateur, lu.lignes("depenses", "montant_ht")) == (";", [(Decimal("10.50"),)])


def test_total_entete_repetee_et_note_sont_ecartes(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            ENTETES,
            LIGNE,
            ENTETES,
            ["M2", *LIGNE[1:]],
            ["Total général", "", "", "21,00", "", ""],
            ["Source : logiciel financier", "", "", "", "", ""],
        ]
    )
    assert (lu.rapport.lus, lu.rapport.acceptes, lu.rapport.ecartes) == (5, 2, 3)
    assert {"ligne_total", "entete_repetee", "note"} <= lu.regles()
    assert [m for (m,) in lu.lignes("rejets", "motif")] == ["entete_repetee", "ligne_total", "note"]


def test_le_separateur_se_decide_par_les_entetes_et_non_par_les_virgules_du_texte(
    lire: Lire, tmp_path: Path
) -> None:
    chemin = tmp_path / "x.csv"
    lignes = [f"M{i};2025;12/03/2025;10,5;20005480700017;A, B, C, D, E" for i in range(5)]
    chemin.write_text("\n".join([";".join(ENTETES), *lignes]), encoding="utf-8")
    assert lire(chemin).rapport.separateur == ";"


@pytest.mark.parametrize(
    ("octets", "regle"),
    [
        (b"", "fichier_vide"),
        (b"\n\n\n", "fichier_vide"),
        (b"%PDF-1.7 ...", "format_inconnu"),
        (b"PAR1....", "fichier_tronque"),
        (b"\x1f\x8b\x08\x00", "format_inconnu"),
        (b"PK\x03\x04tronque", "fichier_tronque"),
        (bytes(range(256)) * 20, "format_inconnu"),
        (b'{"marches": [', "json_illisible"),
        (b"[1, 2, 3]", "json_sans_contrat"),
        (b"<?xml version='1.0'?><a/>", "xml_sans_contrat"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "fichier_tronque"),
    ],
)
def test_ce_qui_n_est_pas_un_extrait_est_refuse_par_son_nom(
    lire: Lire, tmp_path: Path, octets: bytes, regle: str
) -> None:
    chemin = tmp_path / "faux.xlsx"
    chemin.write_bytes(octets)
    rapport = lire(chemin).rapport
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, regle)
    assert rapport.anomalies[0].remede


def test_un_fichier_trop_gros_est_refuse_avant_lecture(tmp_path: Path) -> None:
    chemin = tmp_path / "gros.csv"
    chemin.write_bytes(b"a;b\n" * 1000)
    with pytest.raises(LectureRefuseeError, match="limite"):
        reconnaitre_format(chemin, Limites(octets_fichier=1000))


_CELLULES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12
)


@given(
    cellules=st.lists(st.lists(_CELLULES, min_size=4, max_size=4), min_size=1, max_size=6),
    separateur=st.sampled_from([";", ",", "\t", "|"]),
    encodage=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_n_importe_quel_csv_bien_forme_se_relit_a_l_identique(
    tmp_path: Path, cellules: list[list[str]], separateur: str, encodage: str
) -> None:
    chemin = tmp_path / "aller-retour.csv"
    texte = io.StringIO(newline="")
    csv.writer(texte, delimiter=separateur, quoting=csv.QUOTE_ALL).writerows(
        [["a", "b", "c", "d"], *cellules]
    )
    chemin.write_bytes(texte.getvalue().encode(encodage))
    [feuille] = [f for f in lire_texte(chemin) if f.separateur == separateur]
    assert [ligne for _, ligne in feuille.lignes()] == [["a", "b", "c", "d"], *cellules]


@given(
    lignes=st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(1, 10**6), _CELLULES, _CELLULES),
        min_size=3,
        max_size=9,
    ),
    separateur=st.sampled_from([";", ",", "\t", "|", ":", "~", "||", ", ", " "]),
    echappement=st.sampled_from(['"', "\\"]),
    citer=st.sampled_from(["tout", "utile"]),
    fin=st.sampled_from(["\n", "\r\n", "\r"]),
    encodage=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    autour=st.sampled_from(
        [("", ""), ("Achats{fin}", ""), ("{fin}", "{fin}{fin}"), ("", "{fin}* provisoire{fin}")]
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_un_tableau_au_hasard_dans_un_dialecte_au_hasard_n_est_jamais_lu_autrement(
    tmp_path: Path,
    lignes: list[tuple[date, int, str, str]],
    separateur: str,
    echappement: str,
    citer: Literal["tout", "utile"],
    fin: str,
    encodage: str,
    autour: tuple[str, str],
) -> None:
    verite = [["Date", "Montant HT", "Objet", "Observations"]]
    verite += [[f"{jour:%d/%m/%Y}", f"{cents / 100:.2f}", *textes] for jour, cents, *textes in lignes]
    ecriture = Ecriture(separateur, echappement=echappement, citer=citer, fin=fin)
    avant, apres = (texte.format(fin=fin) for texte in autour)
    pollue, propre = tmp_path / "x.csv", tmp_path / "propre.csv"
    pollue.write_bytes((avant + "".join(map(ecriture.ligne, verite)) + apres).encode(encodage))
    propre.write_bytes(Ecriture().octets(verite))
    verdict = juger(pollue, "x.csv", propre, Limites())
    assert verdict.verdict != "different", verdict.message
    if citer == "tout" and echappement == '"' and separateur in ";,\t|" and not any(autour):
        assert verdict.verdict == "exact", verdict.message


_JOURS = st.dates(date(2015, 1, 1), date(2026, 9, 30))
_MONTANTS = st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2)


def _ecrire_montant(montant: Decimal, style: int) -> str:
    entier = f"{abs(montant):,.2f}"
    signe = "-" if montant < 0 else ""
    if style == 0:
        return f"{montant}"
    if style == 1:
        return signe + entier.replace(",", "\u202f").replace(".", ",") + " €"
    if style == 2:
        return signe + entier.replace(",", "_").replace(".", ",").replace("_", ".")
    return signe + f"{abs(montant)}".replace(".", ",")


@given(
    lignes=st.lists(st.tuples(_MONTANTS, _JOURS), min_size=1, max_size=8),
    style=st.integers(0, 3),
    forme=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%dT00:00:00"]),
    separateur=st.sampled_from([";", "\t", "|", ","]),
    encodage=st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
@settings(
    max_examples=6,
    deadline=timedelta(seconds=30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_des_depenses_au_hasard_se_relisent_au_centime(
    lire_csv: Lire, lignes: list[tuple[Decimal, date]], style: int, forme: str, separateur: str, encodage: str
) -> None:
    if style == 1 and encodage == "cp1252":
        encodage = "utf-8"  # Windows-1252 has no narrow no-break space
    ecrites = [
        [f"M{i}", jour.year, jour.strftime(forme), _ecrire_montant(montant, style), "20005480700017"]
        for i, (montant, jour) in enumerate(lignes)
    ]
    lu = lire_csv([ENTETES[:5], *ecrites], separateur=separateur, encodage=encodage)
    assert lu.lignes("depenses", "montant_ht", "date_mandat") == lignes
