"""Silence is a failure: every spoilt file is read exactly or refused with its line; the harness sees what is read otherwise."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from spaser.ingest.audit import Verdict, auditer, juger, juger_a_part, principal
from spaser.ingest.options import Limites
from tests.ingest.pollution import Cas, cas, ecrire

LIMITES = Limites()


def _juger(tmp_path: Path, un: Cas) -> Verdict:
    pollue, propre = tmp_path / un.nom, tmp_path / f"propre-{un.nom}"
    pollue.write_bytes(un.octets)
    texte = io.StringIO(newline="")
    csv.writer(texte).writerows(un.verite)
    propre.write_bytes(texte.getvalue().encode())
    return juger(pollue, un.nom, propre, LIMITES)


def test_aucun_fichier_abime_n_est_lu_autrement_qu_il_n_est_ecrit(tmp_path: Path) -> None:
    """417 ways to spoil a table: none read differently, each refusal says its line, and what is certain is read."""
    inattendus = []
    for un in cas(18):
        verdict = _juger(tmp_path, un)
        attendus = {un.attendu} if un.attendu else {"exact", "refuse"}
        sans_ligne = un.nom in {"aucun_octet.csv", "utf16_tronque.csv"}
        muet = verdict.verdict == "refuse" and not (verdict.message and (verdict.ligne or sans_ligne))
        if verdict.verdict not in attendus or muet:
            inattendus.append((un.nom, un.attendu, verdict))
    assert inattendus == []


def test_la_ligne_nommee_est_celle_qui_est_abimee(tmp_path: Path) -> None:
    """A separator or a quotation mark too many or missing in row 9 of 18 (row 10 of the file) is said there."""
    for un in cas(18):
        if un.nom.startswith("ligne_9_separateur") or un.nom in {"ligne_9_courte.csv", "ligne_9_longue.csv"}:
            assert _juger(tmp_path, un).ligne == 10, un.nom


@pytest.mark.parametrize(
    ("propre", "dit"),
    [
        ("a,b\n1,2\n3,5\n", "colonne « b » : lu « 4 » au lieu de « 5 »"),
        ("a,c\n1,2\n3,4\n", "en-têtes lus"),
        ("a,b\n1,2\n", "2 lignes lues au lieu de 1"),
        ("a,b\n1,2\n3,4\n5,6\n", "2 lignes lues au lieu de 3"),
    ],
)
def test_le_banc_voit_ce_qui_est_lu_autrement(
    tmp_path: Path, propre: str, dit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for nom, texte in (("pollues", "a;b\n1;2\n3;4\n"), ("propres", propre)):
        (tmp_path / nom).mkdir()
        (tmp_path / nom / "x.csv").write_text(texte, encoding="utf-8")
    assert principal([str(tmp_path), "--format", "json"]) == 1
    [fichier] = json.loads(capsys.readouterr().out)["fichiers"]
    assert set(fichier) == {"fichier", "verdict", "ligne", "message", "secondes"}
    assert (fichier["fichier"], fichier["verdict"]) == ("x.csv", "different")
    assert dit in fichier["message"]


def test_un_dossier_de_paires_donne_un_verdict_par_fichier_en_tableau_ou_en_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choisis = {"source.csv", "blanc.csv", "ligne_1_courte.csv", "aucun_octet.csv"}
    ecrire(tmp_path, (un for un in cas(18) if un.nom in choisis))
    assert principal([str(tmp_path)]) == 0
    assert "différent : 0 · refusé : 2 · lu : 0 · exact : 2" in capsys.readouterr().out
    assert {v.fichier: v.verdict for v in auditer(tmp_path)} == {
        "source.csv": "exact",
        "blanc.csv": "exact",
        "ligne_1_courte.csv": "refuse",
        "aucun_octet.csv": "refuse",
    }


def test_sans_verite_les_fichiers_sont_lus_ou_refuses(tmp_path: Path) -> None:
    (tmp_path / "pollues" / "sous-dossier").mkdir(parents=True)
    (tmp_path / "pollues" / "bon.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (tmp_path / "pollues" / "sous-dossier" / "hasard.csv").write_bytes(bytes(range(256)) * 50)
    assert [(v.fichier, v.verdict) for v in auditer(tmp_path)] == [
        ("bon.csv", "lu"),
        ("sous-dossier/hasard.csv", "refuse"),
    ]
    assert principal([str(tmp_path / "absent")]) == 2


@pytest.mark.parametrize(
    ("limites", "dit"),
    [(Limites(memoire_octets=2**20), "mémoire"), (Limites(secondes=0.0001), "dépassé")],
)
def test_un_fichier_qui_depasse_les_limites_est_refuse_et_le_banc_continue(
    tmp_path: Path, limites: Limites, dit: str
) -> None:
    gros = tmp_path / "gros.csv"
    gros.write_text("a;b\n" + "1;2\n" * 300_000, encoding="utf-8")
    verdict = juger_a_part(gros, "gros.csv", None, limites)
    assert verdict.verdict == "refuse"
    assert dit in verdict.message


def test_un_classeur_se_compare_par_ses_valeurs(tmp_path: Path) -> None:
    classeur = openpyxl.Workbook()
    feuille = classeur.worksheets[0]
    feuille.append(["Achats 2024"])
    feuille.append([])
    for ligne in (["Référence", "Date", "Montant HT"], ["A-1", "2024-03-12", 10.5], ["B-2", "2024-04-01", 3]):
        feuille.append(ligne)
    classeur.save(tmp_path / "x.xlsx")
    propre = tmp_path / "propre.csv"
    propre.write_text(
        'Référence,Date,Montant HT\nA-1,12/03/2024,"10,50"\nB-2,01/04/2024,3\n', encoding="utf-8"
    )
    assert juger(tmp_path / "x.xlsx", "x.xlsx", propre, LIMITES).verdict == "exact"
    propre.write_text("Référence,Date,Montant HT\nA-1,12/03/2024,10.51\nB-2,01/04/2024,3\n", encoding="utf-8")
    assert juger(tmp_path / "x.xlsx", "x.xlsx", propre, LIMITES).verdict == "different"


@pytest.mark.echantillons
def test_csv_spectrum(tmp_path: Path, echantillons: Path) -> None:
    """The twelve files against their JSON; one of them says another telephone number than its JSON, and is refused for its quotes."""
    dossier = echantillons / "hostile" / "csv-spectrum"
    verdicts = {}
    for chemin in sorted((dossier / "csvs").iterdir()):
        lu = json.loads((dossier / "json" / f"{chemin.stem}.json").read_text(encoding="utf-8"))
        lignes = lu if isinstance(lu, list) else [lu]
        verite = [list(lignes[0]), *(list(ligne.values()) for ligne in lignes)]
        verdicts[chemin.stem] = _juger(tmp_path, Cas(chemin.name, chemin.read_bytes(), verite)).verdict
    assert {nom for nom, verdict in verdicts.items() if verdict != "exact"} == {"location_coordinates"}
    assert verdicts["location_coordinates"] == "refuse"
