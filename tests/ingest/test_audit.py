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


_ACHATS = "N°;Date;Montant\nA-1;12/03/2024;10,50\nA-2;13/03/2024;11,00\nA-3;14/03/2024;12,25\n"


@pytest.mark.parametrize(
    ("texte", "ligne"),
    [
        pytest.param(_ACHATS + "A-4 15/03/2024 13,00\n", 5, id="derniere rangee separee par des espaces"),
        pytest.param(_ACHATS + "A-4|15/03/2024|13,00\n", 5, id="derniere rangee dans un autre separateur"),
        pytest.param(_ACHATS + '""\n', 5, id="rangee reduite a une cellule vide"),
        pytest.param(_ACHATS + ";\n", 5, id="rangee reduite a deux cellules vides"),
        pytest.param(
            "N°;Date;Montant\ntexte;jj/mm/aaaa;€\n" + _ACHATS[16:], 2, id="unites sous les en-tetes"
        ),
        pytest.param("Début;Part\n€;(1)\n00:47;12 %\n17:37;3 %\n", 2, id="unites sous des en-tetes"),
        pytest.param(_ACHATS + "\nVisa;Mme Martin;\n", 6, id="visa sous le tableau"),
        pytest.param(_ACHATS + "Nombre de lignes;3;\n", 5, id="compte sous le tableau"),
        pytest.param("Article;Montant\nGants;10,50\nTotaux;11,50\n", 3, id="total faux d'un tableau etroit"),
        pytest.param(
            "Courriel;Taux\na@b.fr;1 %\nSecteur sud;\nc@d.fr;2 %\ne@f.fr;3 %\n", 3, id="intertitre etroit"
        ),
        pytest.param(
            "Code;Prix;Tiers\n13001;2,50;A\n13002;2,75;B\n\nDate;Statut;Nom\n12/03/2024;clos;C\n",
            5,
            id="second tableau sous un premier tres court",
        ),
        pytest.param(
            "SIRET;Prix;Code\n05520135000017;2,50;13001\n05520135000025;2,75;13002\nZone;Clause;Objet\nnord;oui;eau\nsud;non;bois\n",
            4,
            id="second tableau colle sous un premier tres court",
        ),
        pytest.param(
            "Zone (m²)|Code postal|SIRET\neau de ville|13001|055|\n", 1, id="separateur de plus, une rangee"
        ),
        pytest.param(
            "Heures,Début,Budget (k€)\n348,06:23,3.30,73 %\n", 1, id="en-tetes trop courts, une rangee"
        ),
        pytest.param(
            "'Montant;Statut\n12,50;clos\n13,50;clos\n", 1, id="apostrophe ouverte dans les en-tetes"
        ),
    ],
)
def test_ce_qui_ressemble_a_un_tableau_sans_l_etre_est_refuse_a_sa_ligne(
    tmp_path: Path, texte: str, ligne: int
) -> None:
    verdict = _juger(tmp_path, Cas("x.csv", texte.encode(), []))
    assert (verdict.verdict, verdict.ligne) == ("refuse", ligne), verdict.message


@pytest.mark.parametrize(
    ("autour", "lignes"),
    [
        pytest.param("\n12 lignes\n", 3, id="compte a part"),
        pytest.param("Édité le 15/03/2024\n", 3, id="date d'edition"),
        pytest.param("\nDocument provisoire\nMarseille, le 3 mai\n", 3, id="deux mentions"),
        pytest.param("\nA-10;15/03/2024;13,00\n", 4, id="rangee apres un blanc, code plus long"),
        pytest.param("A-4;15/03/2024;\n", 4, id="cellule vide"),
    ],
)
def test_ce_qui_est_certain_sous_un_tableau_est_lu(tmp_path: Path, autour: str, lignes: int) -> None:
    rangees = [r for r in csv.reader((_ACHATS + autour).splitlines(), delimiter=";") if len(r) == 3]
    assert len(rangees) == lignes + 1
    verdict = _juger(tmp_path, Cas("x.csv", (_ACHATS + autour).encode(), rangees))
    assert verdict.verdict == "exact", verdict.message


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


_TABLE: list[list[object]] = [
    ["Référence", "Date", "Objet", "Montant HT"],
    ["A-1", "2024-03-12", "gants", 10.5],
    ["B-2", "2024-04-01", "colle", 3],
    ["C-3", "2024-05-02", "bois", 4.25],
]


@pytest.mark.parametrize(
    ("lignes", "ligne"),
    [
        pytest.param(
            [["Service", "Achats"], ["Exercice :", 2024], *_TABLE], None, id="noms et valeurs au-dessus"
        ),
        pytest.param([["Achats 2024"], [], *_TABLE, [], ["Source : finances"]], None, id="titre et note"),
        pytest.param([*_TABLE, ["Total", None, None, 17.75]], None, id="total juste"),
        pytest.param([*_TABLE, ["Total", None, None, 18]], 5, id="total faux"),
        pytest.param([["Achat", None, "Article"], *_TABLE], 1, id="groupes de colonnes"),
        pytest.param([_TABLE[0], ["texte", "date", "texte", "€"], *_TABLE[1:]], 2, id="unites"),
        pytest.param(
            [[*_TABLE[0], None, "Code"], [*_TABLE[1], None, "A"], *_TABLE[2:]], 1, id="legende a cote"
        ),
        pytest.param([*_TABLE[:3], ["C-3", "2024-05-02", "bois", "#DIV/0!"]], 4, id="formule en erreur"),
        pytest.param([*_TABLE, [], ["Visa", "Mme Martin"]], 6, id="visa"),
    ],
)
def test_un_classeur_habille_est_lu_exactement_ou_refuse_a_sa_ligne(
    tmp_path: Path, lignes: list[list[object]], ligne: int | None
) -> None:
    classeur = openpyxl.Workbook()
    for rangee in lignes:
        classeur.worksheets[0].append(rangee)
    classeur.save(tmp_path / "x.xlsx")
    propre = tmp_path / "propre.csv"
    with propre.open("w", encoding="utf-8", newline="") as texte:
        csv.writer(texte).writerows(_TABLE)
    verdict = juger(tmp_path / "x.xlsx", "x.xlsx", propre, LIMITES)
    assert (verdict.verdict, verdict.ligne) == ("exact" if ligne is None else "refuse", ligne), (
        verdict.message
    )


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
