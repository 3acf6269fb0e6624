"""What the audit log writes: whole lines, one chain whoever writes, no cell of a file, and nothing lost to a crash."""

import errno
import hashlib
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spaser.access import Rights
from spaser.access.audit import AuditError, AuditLog, Entry
from spaser.access.audit_check import check
from spaser.access.audit_events import objet_fichier, perimetre_en_texte
from tests.access.journal import JEANNE, Clock, lines, write_log

OCTOBER = "journal_acces/2026-10.jsonl"


def read(log: AuditLog) -> list[Entry]:
    return [entry for entry in log.entries() if entry is not None]


def test_une_ligne_dit_qui_quoi_quand_version_perimetre_resultat_et_d_ou(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = AuditLog(tmp_path, Clock())
    with caplog.at_level(logging.INFO, "spaser.audit"):
        log.record("publication", JEANNE, objet="contrats:sha256-0123456789ab:xlsx", version=3)
        log.record("refus", JEANNE, objet="page:deposer", resultat="refusé", motif="role")
    first, second = lines(tmp_path / OCTOBER)
    assert json.loads(second) == {
        "numero": 2,
        "precedent": hashlib.sha256(first).hexdigest(),
        "quand": "2026-10-05T08:00:02.000000+00:00",
        "action": "refus",
        "objet": "page:deposer",
        "cible": "",
        "version": None,
        "resultat": "refusé",
        "motif": "role",
        "sujet": "https://idp.example|42",
        "nom": "Jeanne Martin",
        "role": "relais",
        "perimetre": "territoires : Marseille",
        "adresse": "192.0.2.7",
        "seance": hashlib.sha256(b"8f14e45f-ceea-467f-a8b6-2c7f7d1f0b1e").hexdigest()[:16],
    }
    assert json.loads(first)["precedent"] == "0" * 64
    shipped = [record.getMessage() for record in caplog.records if record.name == "spaser.audit"]
    assert shipped[-1] == f"2 {hashlib.sha256(second).hexdigest()}"
    assert (tmp_path / "journal_acces").stat().st_mode & 0o077 == 0
    assert check(tmp_path).problemes == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "SARL Dupont & Fils",
        "dupont\nmartin",
        '{"numero": 1}',
        "13055 Marseille",
        "82345678900017",
        "contrat:12345678900017",
        "06 12 34 56 78",
        "=HYPERLINK(1)",
        "évènement",
        "a" * 129,
        "\x00\x1b[2J",
        "\ud800",
    ],
)
def test_aucune_valeur_de_cellule_n_entre(tmp_path: Path, hostile: str) -> None:
    log = AuditLog(tmp_path, Clock())
    entry = log.record("export", JEANNE, objet=hostile, motif=hostile)
    assert (entry.objet, entry.motif) == ("hors_format", "hors_format")
    (line,) = lines(tmp_path / OCTOBER)
    assert hostile.encode(errors="replace") not in line
    assert check(tmp_path).problemes == ()


def test_un_nom_hostile_reste_sur_une_ligne_et_une_adresse_inventee_n_est_pas_gardee(tmp_path: Path) -> None:
    hostile = JEANNE.model_dump() | {
        "nom": "Jean\n\u202ene\u0000" + "x" * 500,
        "adresse": "192.0.2.7, SARL Dupont",
    }
    entry = AuditLog(tmp_path, Clock()).record("export", type(JEANNE)(**hostile))
    assert entry.nom == "Jean ne " + "x" * 71 + "…"
    assert entry.adresse == "inconnue"
    assert len(lines(tmp_path / OCTOBER)) == 1


def test_un_fichier_se_nomme_par_son_empreinte_et_un_perimetre_par_ses_noms() -> None:
    digest = "123456789012" + "0" * 52
    assert (
        objet_fichier("contrats", digest, "Paie de Jean DUPONT.XLSX") == "contrats:sha256-123456789012:xlsx"
    )
    assert objet_fichier("depenses", digest, "export.de M. Dupont, 12 rue") == "depenses:sha256-123456789012"
    assert perimetre_en_texte(Rights(territoires=None, dga=None)) == "tout"
    assert perimetre_en_texte(Rights(territoires=frozenset({"B", "A"}), dga=frozenset())) == (
        "territoires : A, B ; dga : aucun"
    )


def test_une_empreinte_toute_en_chiffres_est_gardee(tmp_path: Path) -> None:
    objet = objet_fichier("contrats", "1" * 64, "a.csv")
    assert AuditLog(tmp_path, Clock()).record("depot", JEANNE, objet=objet).objet == objet


def test_quatre_processus_de_deux_fils_tiennent_une_seule_chaine(tmp_path: Path) -> None:
    program = """
import os, sys, threading
from multiprocessing import get_context
from pathlib import Path
from spaser.access.audit import AuditLog
from tests.access.journal import JEANNE
os.fsync = os.fdatasync = lambda descriptor: None  # waits for the disk are not what is tried here
log = AuditLog(Path(sys.argv[1]))
def write(process, thread):
    for number in range(25):
        log.record("export", JEANNE, objet=f"lot:{process}-{thread}-{number}")
def work(process):
    threads = [threading.Thread(target=write, args=(process, name)) for name in "ab"]
    [t.start() for t in threads]; [t.join() for t in threads]
running = [get_context("fork").Process(target=work, args=(number,)) for number in range(4)]
[p.start() for p in running]; [p.join() for p in running]
sys.exit(sum(p.exitcode for p in running))
"""
    assert (
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], timeout=60, check=False).returncode
        == 0
    )
    entries = read(AuditLog(tmp_path))
    assert [entry.numero for entry in entries] == list(range(1, 201))
    assert {entry.objet for entry in entries} == {
        f"lot:{process}-{thread}-{number}" for process in range(4) for thread in "ab" for number in range(25)
    }
    verdict = check(tmp_path)
    assert (verdict.problemes, verdict.notes, verdict.dernier_numero) == ((), (), 200)


def test_un_arret_au_milieu_d_une_ecriture_ne_perd_ni_ne_bloque_rien(tmp_path: Path) -> None:
    """Whatever part of the last line reached the disk, the head being still on the one before."""
    write_log(tmp_path, 2)
    path, head = tmp_path / OCTOBER, tmp_path / "journal_acces/tete.json"
    sealed = head.read_bytes()
    AuditLog(tmp_path, Clock()).record("depot", JEANNE)
    *kept, last = lines(path)
    for cut in (1, 2, len(last) // 2, len(last) - 2, len(last) - 1, len(last)):
        path.write_bytes(b"".join(kept) + last[:cut])
        head.write_bytes(sealed)
        before = check(tmp_path)
        assert before.problemes == (), cut
        assert len(before.notes) == 1, cut
        again = AuditLog(tmp_path, Clock())
        again.record("gel", JEANNE)
        after = check(tmp_path)
        assert after.problemes == (), cut
        whole = cut >= len(last) - 1  # only the end of line was missing
        assert [(entry.action, entry.motif) for entry in read(again)[2:]] == [
            *([("depot", "")] if whole else []),
            ("reprise", "tete_en_retard" if whole else "ligne_interrompue"),
            ("gel", ""),
        ]
        assert path.read_bytes().startswith(b"".join(kept) + last[:cut])


def test_un_arret_pendant_le_tout_premier_evenement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed half-way through the line: nothing of the program runs after that."""
    real = os.write

    def killed(descriptor: int, data: bytes) -> int:
        real(descriptor, bytes(data)[:100])
        raise KeyboardInterrupt

    log = AuditLog(tmp_path, Clock())
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            log.record("gel", JEANNE)
    cut = check(tmp_path)
    assert (cut.problemes, len(cut.notes), cut.lignes) == ((), 1, 1)
    log.record("gel", JEANNE)
    assert [(entry.numero, entry.motif) for entry in read(log)] == [(1, "ligne_interrompue"), (2, "")]
    assert check(tmp_path).problemes == ()


def test_deux_arrets_de_suite_dont_un_pendant_la_reprise_et_un_changement_de_mois(tmp_path: Path) -> None:
    log = write_log(tmp_path, 2)
    path, head = tmp_path / OCTOBER, tmp_path / "journal_acces/tete.json"
    sealed = head.read_bytes()
    path.write_bytes(path.read_bytes() + b'{"sujet": "inter\x00\x00')
    log.record("gel", JEANNE)  # writes a « reprise » and the event: both cut in turn
    broken, resumed, frozen = lines(path)[2:]
    for left in (resumed[:50], resumed, resumed + frozen[:50], resumed + frozen):
        path.write_bytes(b"".join([*lines(path)[:2], broken, left]))
        head.write_bytes(sealed)
        assert check(tmp_path).problemes == ()
        november = AuditLog(tmp_path, Clock(now=Clock().now.replace(month=11)))
        november.record("export", JEANNE)
        assert check(tmp_path).problemes == ()
        (tmp_path / "journal_acces/2026-11.jsonl").unlink()


@pytest.mark.parametrize("refused", ["write", "fsync", "pwrite"])
def test_disque_plein_l_action_est_refusee_et_rien_n_est_dit_fait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    log = write_log(tmp_path, 2)
    before = (tmp_path / OCTOBER).read_bytes()
    real = os.write

    def full(*arguments: Any) -> int:
        if refused == "write":
            descriptor, data = arguments
            if len(data) > 100:
                return real(descriptor, bytes(data[:100]))
        raise OSError(errno.ENOSPC, "No space left on device")

    done = []
    with monkeypatch.context() as patch:
        patch.setattr(os, refused, full)
        with (
            pytest.raises(AuditError, match=r"le disque est plein.*rien n’a été fait"),
            log.recording("depot", JEANNE),
        ):
            done.append("depot")
    assert done == []
    assert (tmp_path / OCTOBER).read_bytes() == before
    log.record("gel", JEANNE)
    assert [entry.action for entry in read(log)] == ["export", "export", "gel"]
    assert check(tmp_path).problemes == ()


def test_une_action_qui_echoue_est_dite_echouee_et_son_erreur_continue(tmp_path: Path) -> None:
    log = AuditLog(tmp_path, Clock())
    with pytest.raises(KeyError), log.recording("restauration", JEANNE, objet="version:2", version=2):
        raise KeyError("SARL Dupont")
    assert [(e.action, e.resultat, e.motif, e.version) for e in read(log)] == [
        ("restauration", "accepté", "", 2),
        ("restauration", "échoué", "keyerror", 2),
    ]


def test_une_horloge_reculee_ne_rompt_pas_la_chaine(tmp_path: Path) -> None:
    write_log(tmp_path, 1, 1)
    AuditLog(tmp_path, Clock()).record("gel", JEANNE)  # October again
    assert [json.loads(line)["action"] for line in lines(tmp_path / "journal_acces/2026-11.jsonl")] == [
        "export",
        "gel",
    ]
    assert check(tmp_path).problemes == ()
