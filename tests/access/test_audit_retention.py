"""How long the audit log is kept, its purge, and the three commands."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spaser.access.audit import AuditError, AuditLog
from spaser.access.audit_check import check
from spaser.access.audit_retention import months_kept, purge
from spaser.cli import main
from tests.access.journal import JEANNE, Clock, lines, write_log


def at(year: int, month: int, day: int) -> Clock:
    return Clock(now=datetime(year, month, day, tzinfo=UTC))


def names(warehouse: Path) -> list[str]:
    return sorted(path.stem for path in (warehouse / "journal_acces").glob("*.jsonl"))


def test_les_mois_trop_anciens_partent_et_la_chaine_tient(tmp_path: Path) -> None:
    """Twelve months: on 30 September 2027 nothing of October 2026 is a year old, on 1 October its first day is."""
    write_log(tmp_path, 3, 2, 1)
    assert purge(AuditLog(tmp_path, at(2027, 9, 30)), JEANNE, 12) == ()
    october = AuditLog(tmp_path, at(2027, 10, 1))
    sealed = lines(tmp_path / "journal_acces/2026-10.jsonl")[-1]
    assert purge(october, JEANNE, 12) == ("2026-10",)
    assert names(tmp_path) == ["2026-11", "2026-12", "2027-10"]
    entries = [entry for entry in october.entries() if entry is not None]
    assert [entry.numero for entry in entries] == [4, 5, 6, 7]
    assert (entries[-1].action, entries[-1].sujet) == ("purge", "https://idp.example|42")
    assert entries[0].precedent in entries[-1].objet
    assert b"axe-3" in sealed
    assert check(tmp_path).problemes == ()
    assert purge(october, JEANNE, 12) == ()

    assert purge(AuditLog(tmp_path, at(2028, 1, 1)), JEANNE, 12) == ("2026-11", "2026-12")
    assert purge(AuditLog(tmp_path, at(2029, 5, 1)), JEANNE, 12) == ("2027-10", "2028-01")
    (left,) = [entry for entry in october.entries() if entry is not None]
    assert (left.numero, left.action) == (9, "purge")
    october.record("gel", JEANNE)
    assert check(tmp_path).problemes == ()


def test_une_purge_interrompue_laisse_une_chaine_qui_tient_et_se_termine(tmp_path: Path) -> None:
    """Cut after its event, then after its anchor, then between two files."""
    write_log(tmp_path, 2, 2, 2)
    folder = tmp_path / "journal_acces"
    october = (folder / "2026-10.jsonl").read_bytes()
    november = (folder / "2026-11.jsonl").read_bytes()
    log = AuditLog(tmp_path, at(2027, 11, 2))
    assert purge(log, JEANNE, 12) == ("2026-10", "2026-11")
    anchor = (folder / "ancre.json").read_bytes()
    for with_october, with_anchor in ((True, False), (True, True), (False, True)):
        (folder / "2026-11.jsonl").write_bytes(november)
        if with_october:
            (folder / "2026-10.jsonl").write_bytes(october)
        if not with_anchor:
            (folder / "ancre.json").unlink()
        found = check(tmp_path)
        assert found.problemes == ()
        assert len(found.notes) == with_anchor * (1 + with_october)
        events = found.dernier_numero
        assert purge(log, JEANNE, 12)[-1] == "2026-11"
        assert check(tmp_path).dernier_numero == events + (not with_anchor)  # one anchor, one event
        assert names(tmp_path) == ["2026-12", "2027-11"]
        ended = check(tmp_path)
        assert (ended.problemes, ended.notes) == ((), ())
    assert json.loads((folder / "ancre.json").read_bytes()) == json.loads(anchor)


def test_un_mois_retire_sans_purge_se_voit_meme_avec_une_ancre_faite_pour(tmp_path: Path) -> None:
    write_log(tmp_path, 2, 2, 2)
    folder = tmp_path / "journal_acces"
    purge(AuditLog(tmp_path, at(2027, 10, 2)), JEANNE, 12)
    anchor = (folder / "ancre.json").read_bytes()
    following = json.loads(lines(folder / "2026-12.jsonl")[0])["precedent"]
    (folder / "2026-11.jsonl").unlink()
    assert [problem.nature for problem in check(tmp_path).problemes] == ["retirée"]
    (folder / "ancre.json").write_text(json.dumps({"numero": 4, "empreinte": following, "mois": "2026-11"}))
    assert [problem.nature for problem in check(tmp_path).problemes] == ["ancre"]
    (folder / "ancre.json").write_bytes(anchor)
    (folder / "2026-12.jsonl").write_bytes(b"")
    assert [problem.nature for problem in check(tmp_path).problemes] == ["retirée"]


@pytest.mark.parametrize("asked", ["6", "37", "0", "-12", "douze", "12.5", "²", "1e1"])
def test_une_duree_que_la_cnil_ne_recommande_pas_est_refusee(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPASER_JOURNAL_MOIS", asked)
    with pytest.raises(AuditError, match=f"SPASER_JOURNAL_MOIS vaut « {asked} »"):
        months_kept()


def test_une_duree_choisie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPASER_JOURNAL_MOIS", raising=False)
    assert months_kept() == 12
    monkeypatch.setenv("SPASER_JOURNAL_MOIS", "7")
    assert months_kept() == 7


def test_lire_verifier_purger_en_ligne_de_commande(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPASER_JOURNAL_MOIS", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["journal", *arguments, "--entrepot", str(tmp_path)])
        return code, *capsys.readouterr()

    assert run("verifier") == (0, "Le journal des accès est vide.\n", "")
    assert run("lire", "--format", "csv")[1].count("\n") == 1
    clock = at(2020, 1, 5)
    log = AuditLog(tmp_path, clock)
    log.record("refus", JEANNE, objet="page:deposer", resultat="refusé", motif="role")
    clock.now = datetime(2020, 2, 5, tzinfo=UTC)
    log.record("export", JEANNE.model_copy(update={"nom": "=1+1"}), objet="page:axe-2", version=3)

    code, out, _ = run("verifier")
    assert code == 0
    assert "2\u202flignes" in out
    assert len(json.loads(run("lire", "--format", "json")[1])["evenements"]) == 2
    (event,) = json.loads(run("lire", "--depuis", "2020-02-05", "--format", "json")[1])["evenements"]
    assert (event["numero"], event["action"], event["version"]) == (2, "export", 3)
    assert run("lire", "--depuis", "2020-02-06", "--format", "csv")[1].count("\n") == 1
    heading, row = run("lire", "--action", "export", "--format", "csv")[1].splitlines()
    assert dict(zip(heading.split(";"), row.split(";"), strict=True))["nom"] == "'=1+1"
    table = run("lire", "--action", "refus")[1]
    assert "refusé (role)" in table
    assert "Jeanne Martin (https://idp.example|42)" in table

    path = tmp_path / "journal_acces/2020-01.jsonl"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Martin", b"Durand"))
    code, out, _ = run("verifier")
    assert (code, out.startswith("2020-01.jsonl, ligne 1 : ligne altérée")) == (1, True)
    code, out, _ = run("verifier", "--format", "json")
    assert (code, json.loads(out)["problemes"][0]["ligne"]) == (1, 1)
    path.write_bytes(content[:-20])
    assert "1\u202fligne illisible" in run("lire")[2]
    path.write_bytes(content)

    code, out, _ = run("purger")
    assert (code, out) == (0, "Mois effacés du journal des accès : 2020-01, 2020-02.\n")
    assert run("verifier")[0] == 0
    assert json.loads(run("purger", "--format", "json")[1]) == {
        "mois_effaces": [],
        "duree_mois": 12,
        "connexions_oubliees": 0,
    }
    monkeypatch.setenv("SPASER_JOURNAL_MOIS", "3")
    code, _, err = run("purger")
    assert (code, "entre 7 et 36" in err) == (1, True)
