"""The command line as scripts use it: exit codes, one JSON document on stdout, French words."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from spaser.cli import main
from tests.extraits import CONTRATS, DEPENSES, FOURNISSEURS, SIRET_A, SIRET_B, contrat, mandat, write_csv


class Terminal:
    """Run commands against one warehouse and keep what they print."""

    def __init__(self, warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.warehouse = warehouse
        self.capsys = capsys

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        code = main([*map(str, arguments), "--entrepot", str(self.warehouse)])
        out, err = self.capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str | Path) -> dict[str, Any]:
        code, out, err = self.run(*arguments, "--format", "json")
        assert code == 0, err
        document: dict[str, Any] = json.loads(out)
        return document


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "entrepot", capsys)


def write_contracts(folder: Path) -> Path:
    """Write four contracts of 2024: one yes, two noes, one not filled in; 100 + 200 + 300 + 400 €."""
    return write_csv(
        folder / "contrats.csv",
        CONTRATS,
        [
            contrat("A1", "05/03/2024", "100", env="oui"),
            contrat("A2", "06/06/2024", "200", env="non", domaine="Énergie"),
            contrat("A3", "07/09/2024", "300", env="non", dga="DUST"),
            contrat("A4", "08/12/2024", "400", env="", domaine="Énergie"),
        ],
    )


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    return write_contracts(tmp_path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publie")
    arguments = ("importer", write_contracts(folder), "--entrepot", folder / "entrepot")
    assert main([str(argument) for argument in arguments]) == 0
    return folder


@pytest.fixture
def deposited(published: Path, terminal: Terminal) -> Path:
    """The contracts, already imported in the terminal's warehouse."""
    copytree(published / "entrepot", terminal.warehouse)
    return published / "contrats.csv"


def test_importer_publie_et_dit_ses_comptes(terminal: Terminal, contracts: Path) -> None:
    document = terminal.json("importer", contracts)
    assert document["publie"] is True
    assert document["version"] == 1
    (file,) = document["fichiers"]
    assert (file["fichier"], file["type"], file["periode"]) == ("contrats.csv", "contrats", "2024")
    assert (file["lus"], file["acceptes"], file["rejetes"], file["ecartes"]) == (4, 4, 0, 0)
    assert set(file) == {
        "fichier", "type", "feuille", "periode", "lus", "acceptes", "rejetes", "ecartes", "anomalies",
        "reconnaissance",
    }  # fmt: skip


def test_essai_ne_publie_rien(terminal: Terminal, contracts: Path) -> None:
    document = terminal.json("importer", contracts, "--essai")
    assert (document["publie"], document["version"]) == (False, None)
    assert terminal.run("indicateurs")[0] == 1


def test_un_dossier_surveille_publie_ce_qui_est_nouveau_et_dit_ce_qui_est_refuse(
    terminal: Terminal, contracts: Path
) -> None:
    """Three runs of a scheduled task: a good file, nothing new, then a bad file beside a good one."""
    folder = contracts.parent / "a_deposer"
    folder.mkdir()
    (folder / "contrats.csv").write_bytes(contracts.read_bytes())
    assert terminal.json("importer", "--dossier", folder)["publie"] is True
    again = terminal.json("importer", "--dossier", folder)
    assert (again["publie"], again["version"], again["fichiers"]) == (False, 1, [])
    write_csv(folder / "poemes.csv", ["Titre", "Vers"], [["Le Lac", "Ô temps"]])
    moyens = [["M1", "2024", "en cours"]]
    write_csv(folder / "moyens.csv", ["Moyen", "Année", "Statut"], moyens)
    code, out, _ = terminal.run("importer", "--dossier", folder, "--format", "json")
    document = json.loads(out)
    assert (code, document["publie"], document["version"]) == (1, True, 2)
    refused = {file["fichier"]: bool(file["anomalies"]) for file in document["fichiers"]}
    assert refused["poemes.csv"]
    assert terminal.run("importer", "--dossier", folder / "absent")[0] == 2


def test_un_fichier_sans_type_reconnu_est_refuse_et_rien_ne_change(
    terminal: Terminal, deposited: Path
) -> None:
    stranger = write_csv(terminal.warehouse.parent / "poemes.csv", ["Titre", "Vers"], [["Le Lac", "Ô temps"]])
    code, out, _ = terminal.run("importer", stranger, "--format", "json")
    assert code == 1
    document = json.loads(out)
    assert (document["publie"], document["version"]) == (False, 1)
    assert document["fichiers"][0]["anomalies"][0]["gravite"] == "bloquante"


def test_indicateurs_dit_les_nombres_exacts(terminal: Terminal, deposited: Path) -> None:
    """1 oui, 2 non, 1 inconnu : 1 ÷ 4, entre 1 ÷ 4 et 2 ÷ 4, complet aux trois quarts."""
    document = terminal.json("indicateurs", "--annee", "2024", "--code", "F2.3")
    assert document["version"] == 1
    assert document["arrete"] == "2024-12-31"
    (found,) = document["mesures"]
    assert list(found) == [
        "code", "annee", "segment", "valeur", "numerateur", "denominateur", "inconnus", "borne_basse", "borne_haute", "montant",
        "montant_total", "part_montant", "completude", "n_moins_1", "ecart", "cible", "annee_cible", "statut", "annee_jugee",
    ]  # fmt: skip
    assert (found["code"], found["annee"], found["segment"]) == ("F2.3", 2024, None)
    assert (found["valeur"], found["numerateur"], found["denominateur"], found["inconnus"]) == (0.25, 1, 4, 1)
    assert (found["borne_basse"], found["borne_haute"], found["completude"]) == (0.25, 0.5, 0.75)
    assert (found["montant"], found["montant_total"], found["part_montant"]) == (100, 1000, 0.1)
    assert (found["n_moins_1"], found["ecart"], found["cible"], found["annee_cible"]) == (None, None, 1, 2025)


def test_les_chiffres_a_cote_ont_leur_groupe(
    terminal: Terminal, deposited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """F5.1a stands beside F5.1, in a list of its own: the indicators stay 52."""
    document = terminal.json("indicateurs", "--annee", "2024")
    assert len(document["mesures"]) == 52
    assert {item["code"]: item["a_cote_de"] for item in document["a_cote"]} == {
        "F2.4a": "F2.4", "F5.1a": "F5.1", "F8.3a": "F8.3", "F8.3b": "F8.3", "F9.2a": "F9.2",
        "X1a": "X1", "X1b": "X1", "X7a": "X7", "X7b": "X7",
    }  # fmt: skip
    asked = ("indicateurs", "--annee", "2024", "--code")
    of_one = terminal.json(*asked, "f5.1")
    (out_of_waste,) = of_one["a_cote"]
    assert [item["code"] for item in of_one["mesures"]] == ["F5.1"]
    assert (of_one["mesures"][0]["denominateur"], out_of_waste["denominateur"]) == (4, 2)
    assert not {"cible", "annee_cible", "statut"} & set(out_of_waste)
    alone = terminal.json(*asked, "F5.1A")
    assert (alone["mesures"], [item["code"] for item in alone["a_cote"]]) == ([], ["F5.1a"])
    _, text, _ = terminal.run(*asked, "F5.1")
    indicators, _, beside = text.partition("À côté des indicateurs (autres lectures, sans cible ni verdict)")
    assert "F5.1a" not in indicators
    assert beside.split("\n")[1].split()[:4] == ["Code", "À", "côté", "de"]
    assert any(line.split()[:3] == ["F5.1a", "F5.1", "2024"] for line in beside.splitlines())
    _, written, _ = terminal.run(*asked, "F5.1", "--format", "csv")
    lines = [line.split(";") for line in written.splitlines()]
    assert (lines[1][-3] != "", lines[2][-3]) == (True, "")  # a verdict, and none
    assert [(line[0], line[-1]) for line in lines] == [("code", "a_cote_de"), ("F5.1", ""), ("F5.1a", "F5.1")]
    assert len(terminal.json("lignes", "F5.1a", "--annee", "2024")["lignes"]) == 2


def test_par_domaine_l_ensemble_vient_d_abord_et_les_segments_s_ajoutent(
    terminal: Terminal, deposited: Path
) -> None:
    document = terminal.json("indicateurs", "--annee", "2024", "--code", "F2.3", "--par", "domaine")
    found = [(item["segment"], item["numerateur"], item["denominateur"]) for item in document["mesures"]]
    assert found == [(None, 1, 4), ("Déchets", 1, 2), ("Énergie", 0, 2)]


def test_un_filtre_prend_un_alias_ou_la_valeur_ecrite(terminal: Terminal, deposited: Path) -> None:
    for name in ("énergie", "ENERGIE"):
        document = terminal.json("indicateurs", "--annee", "2024", "--code", "F2.3", "--domaine", name)
        assert document["mesures"][0]["denominateur"] == 2


def test_compter_les_lignes_donne_le_numerateur_et_le_denominateur(
    terminal: Terminal, deposited: Path
) -> None:
    rows = terminal.json("lignes", "F2.3", "--annee", "2024")["lignes"]
    assert isinstance(rows, list)
    assert len(rows) == 4
    assert sum(row["appartient"] or 0 for row in rows) == 1
    assert [row["appartient"] for row in rows].count(None) == 1
    first = next(row for row in rows if row["appartient"] == 1)
    assert (first["jour"], first["montant"], first["fichier"], first["ligne"]) == (
        "2024-03-05",
        100,
        "contrats.csv",
        2,
    )
    unknown = terminal.json("lignes", "F2.3", "--annee", "2024", "--appartenance", "inconnu")["lignes"]
    assert [row["montant"] for row in unknown] == [400]


def test_une_depense_se_mesure_en_euros(terminal: Terminal, tmp_path: Path) -> None:
    """30 € of 100 € go to an ESAT; 10 € to a supplier that no list knows."""
    spend = write_csv(
        tmp_path / "depenses.csv",
        DEPENSES,
        [
            mandat("M1", "05/03/2024", "30", SIRET_A),
            mandat("M2", "05/03/2024", "60", SIRET_B),
            mandat("M3", "05/03/2024", "10", "00000003400017"),
        ],
    )
    suppliers = write_csv(
        tmp_path / "fournisseurs.csv",
        FOURNISSEURS,
        [(SIRET_A, "Atelier", "PME", "Oui", "ESAT", "13055"), (SIRET_B, "Firme", "GE", "Non", "", "75056")],
    )
    terminal.json("importer", spend, suppliers)
    (found,) = terminal.json("indicateurs", "--annee", "2024", "--code", "F3.1")["mesures"]
    assert (found["valeur"], found["numerateur"], found["denominateur"], found["inconnus"]) == (
        0.3,
        30,
        100,
        10,
    )
    assert (found["borne_haute"], found["completude"]) == (0.4, 0.9)


def test_une_annee_sans_rien_n_a_pas_de_valeur(terminal: Terminal, deposited: Path) -> None:
    (found,) = terminal.json("indicateurs", "--annee", "2021", "--code", "F2.3")["mesures"]
    assert (found["valeur"], found["denominateur"], found["statut"]) == (None, 0, "DONNEE_INSUFFISANTE")


def test_versions_restaurer_verifier_reconstruire_vider(terminal: Terminal, deposited: Path) -> None:
    terminal.json(
        "importer",
        write_csv(terminal.warehouse.parent / "2023.csv", CONTRATS, [contrat("Z", "05/03/2023", "1")]),
    )
    assert terminal.json("versions")["version"] == 2
    assert terminal.run("restaurer", "1")[:2] == (0, "Version 1 de nouveau publiée.\n")
    assert terminal.run("restaurer", "9")[0] == 1
    assert terminal.run("verifier")[0] == 0
    before = terminal.json("indicateurs", "--annee", "2024")["mesures"]
    assert terminal.run("reconstruire")[0] == 0
    assert terminal.json("indicateurs", "--annee", "2024")["mesures"] == before
    assert terminal.run("vider")[0] == 0
    assert terminal.run("indicateurs")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("indicateurs", "--par", "couleur"),
        ("importer",),
        ("importer", "absent.csv"),
        ("importer", "x.csv", "--periode", "2026-T5"),
        ("indicateurs", "--arrete", "30/09/2025"),
    ],
)
def test_un_mauvais_usage_sort_en_2_et_parle_francais(
    arguments: tuple[str, ...], terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = terminal.run(*arguments)[0]
    except SystemExit as stop:
        code = int(str(stop.code))
    out, err = capsys.readouterr()
    assert code == 2
    assert "usage:" not in out + err
    assert "invalid" not in out + err
    assert "required" not in out + err


def test_un_code_inconnu_est_refuse_avec_la_liste(terminal: Terminal, deposited: Path) -> None:
    code, _, err = terminal.run("indicateurs", "--code", "F99.9")
    assert code == 1
    assert "Indicateur inconnu « F99.9 »" in err


def test_un_domaine_hors_catalogue_se_filtre_sans_souci_de_majuscules_et_une_faute_est_dite(
    terminal: Terminal, tmp_path: Path
) -> None:
    """One contract of « Drones » : the filter « drones » finds it, « Dronnes » is said to be unknown."""
    terminal.json(
        "importer",
        write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "100", domaine="Drones")]),
    )
    ask = ("indicateurs", "--annee", "2024", "--code", "F2.3", "--domaine")
    (found,) = terminal.json(*ask, "drones")["mesures"]
    assert (found["numerateur"], found["denominateur"]) == (1, 1)
    code, out, err = terminal.run(*ask, "Dronnes")
    assert code == 0
    assert "« Dronnes »" in err
    assert "« Drones »" in err
    assert "Donnée insuffisante" in out


def test_un_refus_de_publication_donne_sa_raison_dans_le_document(terminal: Terminal, tmp_path: Path) -> None:
    """The same mandat in two files: refused, and the JSON alone says which one."""
    one = write_csv(tmp_path / "un.csv", DEPENSES, [mandat("30", "10/07/2024", "10")])
    two = write_csv(
        tmp_path / "deux.csv", DEPENSES, [mandat("30", "10/07/2024", "10"), mandat("31", "10/07/2024", "1")]
    )
    code, out, _ = terminal.run("importer", one, two, "--format", "json")
    document = json.loads(out)
    assert (code, document["publie"]) == (1, False)
    for file in document["fichiers"]:
        assert file["anomalies"][0]["gravite"] == "bloquante"
        assert "mandat 30, exercice 2024" in file["anomalies"][0]["message"]


def test_une_annee_mal_ecrite_est_dite_en_francais(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        terminal.run("indicateurs", "--annee", "abc")
    assert stopped.value.code == 2
    assert "« abc » n'est pas un exercice" in capsys.readouterr().err
