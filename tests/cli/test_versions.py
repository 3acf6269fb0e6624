"""Versions on the command line: list, compare, freeze, restate with a reason, restore, check, fetch the files back."""

import json
from pathlib import Path
from typing import Any

import pytest

from spaser.cli import main
from tests.extraits import CONTRATS, contrat, write_csv


def test_figer_reviser_comparer_restaurer_et_retrouver_ses_fichiers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 ÷ 2 = 50 % signed; a contract without clause forgotten then makes it 1 ÷ 3."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([*map(str, arguments), "--entrepot", str(tmp_path / "entrepot")])
        out, err = capsys.readouterr()
        return code, out, err

    def read(*arguments: str | Path) -> Any:
        code, out, err = run(*arguments, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    first = write_csv(
        tmp_path / "2024.csv",
        CONTRATS,
        [contrat("A1", "05/03/2024", "100", env="oui"), contrat("A2", "31/12/2024", "200", env="non")],
    )
    late = write_csv(tmp_path / "suite.csv", CONTRATS, [contrat("B1", "06/03/2024", "100", env="non")])
    read("importer", first)
    assert "fige" not in read("indicateurs", "--annee", "2024", "--code", "F2.3")["mesures"][0]
    made = read("figer", "2024", "--commentaire", "Bilan présenté au comité")
    assert (made["annee"], made["version"], made["commentaire"]) == (2024, 1, "Bilan présenté au comité")

    code, out, _ = run("importer", late, "--mode", "completer", "--format", "json")
    refused = json.loads(out)
    assert (code, refused["publie"], refused["version"]) == (1, False, 1)
    assert "F2.3 (2024)" in refused["fichiers"][0]["anomalies"][0]["message"]
    read("importer", late, "--mode", "completer", "--motif", "Contrat oublié")
    (found,) = read("indicateurs", "--annee", "2024", "--code", "F2.3")["mesures"]
    assert (found["valeur"], found["valeur_figee"], found["motif_ecart"]) == (1 / 3, 0.5, "Contrat oublié")
    assert found["fige"] == made["le"]
    assert "chiffre officiel 50,0" in run("indicateurs", "--annee", "2024", "--code", "F2.3")[1]

    listed = read("versions")
    assert (listed["version"], [v["numero"] for v in listed["versions"]]) == (2, [1, 2])
    assert [(gel["annee"], gel["version"]) for gel in listed["gels"]] == [(2024, 1)]
    assert [event["geste"] for event in listed["journal"]] == ["publication", "gel", "publication"]

    compared = read("comparer", "1", "2")
    assert {k["type"]: (k["ajoutees"], k["inchangees"]) for k in compared["lignes"]}["contrats"] == (1, 2)
    effect = next(e for e in compared["indicateurs"] if e["code"] == "F2.3")
    assert (effect["avant"], effect["apres"], effect["change"]) == (0.5, 1 / 3, True)

    assert run("restaurer", "1", "--commentaire", "Dépôt retiré")[0] == 0
    code, _, err = run("restaurer", "2")
    assert (code, "F2.3 (2024)" in err) == (1, True)
    assert read("versions")["journal"][-1]["commentaire"] == "Dépôt retiré"

    checked = read("verifier")
    assert (checked["versions"], checked["depots"], checked["gels"], checked["problemes"]) == (2, 2, 1, [])
    (path,) = read("telecharger", "2", "--dossier", tmp_path / "retrouves")["fichiers"]
    assert Path(path).read_bytes() == late.read_bytes()
    code, _, err = run("telecharger", "2", "autre.csv", "--dossier", tmp_path / "retrouves")
    assert (code, "« suite.csv »" in err) == (1, True)
