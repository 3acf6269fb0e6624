"""Each way to falsify a small audit log, byte by byte, and what the check says of it: the first line, and what was done to it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spaser.access.audit import AuditLog
from spaser.access.audit_check import Verdict, check
from tests.access.journal import JEANNE, Clock, lines, write_log

OCTOBER, NOVEMBER = "2026-10.jsonl", "2026-11.jsonl"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four lines in October (1 to 4), three in November (5 to 7)."""
    warehouse = tmp_path_factory.mktemp("journal")
    write_log(warehouse, 4, 3)
    return warehouse


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    shutil.copytree(written, tmp_path / "entrepot")
    return tmp_path / "entrepot/journal_acces"


def verdict(folder: Path) -> Verdict:
    return check(folder.parent)


def first(folder: Path) -> tuple[str, str, int | None]:
    (problem,) = verdict(folder).problemes
    return problem.nature, problem.fichier, problem.ligne


def forged(line: bytes, before: bytes | None = None, **changes: object) -> bytes:
    """Return a line with other contents, chained on another one."""
    document = json.loads(line) | changes
    if before is not None:
        document["precedent"] = hashlib.sha256(before).hexdigest()
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def test_un_journal_que_personne_n_a_touche_est_intact(folder: Path) -> None:
    found = verdict(folder)
    assert (found.problemes, found.notes, found.lignes, found.dernier_numero) == ((), (), 7, 7)
    assert found.derniere_empreinte == hashlib.sha256(lines(folder / NOVEMBER)[-1]).hexdigest()


def test_chaque_octet_compte(folder: Path) -> None:
    """A byte anywhere made another is seen, at its line or, for a seal on the one before, at that one."""
    for name in (OCTOBER, NOVEMBER):
        content = (folder / name).read_bytes()
        for place in range(0, len(content), 11):
            (folder / name).write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            ((nature, file, line),) = [(p.nature, p.fichier, p.ligne) for p in verdict(folder).problemes]
            assert (nature, file, line) == ("altérée", name, 1 + content[:place].count(b"\n")), place
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("rank", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "field",
    [
        {"nom": "Un autre"},
        {"resultat": "refusé"},
        {"version": 4},
        {"numero": 0},
        {"numero": 1_000},
        {"precedent": "f" * 64},
    ],
)
def test_un_champ_change(folder: Path, rank: int, field: dict[str, object]) -> None:
    content = lines(folder / OCTOBER)
    content[rank - 1] = forged(content[rank - 1], None, **field)
    (folder / OCTOBER).write_bytes(b"".join(content))
    assert first(folder) == ("altérée", OCTOBER, rank)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_une_ligne_retiree(folder: Path, rank: int) -> None:
    content = lines(folder / OCTOBER)
    del content[rank - 1]
    (folder / OCTOBER).write_bytes(b"".join(content))
    assert first(folder) == ("retirée", OCTOBER, rank)
    assert f"1\u202fligne avant elle, depuis le numéro {rank}" in verdict(folder).problemes[0].message


def test_la_derniere_ligne_d_un_mois_ou_un_mois_entier_retires(folder: Path) -> None:
    (folder / OCTOBER).write_bytes(b"".join(lines(folder / OCTOBER)[:-1]))
    assert first(folder) == ("retirée", NOVEMBER, 1)
    (folder / OCTOBER).unlink()
    assert first(folder) == ("retirée", NOVEMBER, 1)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_deux_lignes_echangees(folder: Path, rank: int) -> None:
    content = lines(folder / OCTOBER)
    content[rank - 1], content[rank] = content[rank], content[rank - 1]
    (folder / OCTOBER).write_bytes(b"".join(content))
    assert first(folder) == ("déplacée", OCTOBER, rank)


def test_deux_mois_echanges(folder: Path) -> None:
    october, november = (folder / OCTOBER).read_bytes(), (folder / NOVEMBER).read_bytes()
    (folder / OCTOBER).write_bytes(november)
    (folder / NOVEMBER).write_bytes(october)
    assert first(folder) == ("déplacée", OCTOBER, 1)


@pytest.mark.parametrize("rank", [1, 2, 4])
@pytest.mark.parametrize(
    "added",
    [
        lambda line, _before: line,
        lambda line, before: forged(line, before, nom="Un autre"),
        lambda line, _before: forged(line, nom="Un autre"),
        lambda _line, _before: b"\n",
        lambda _line, _before: b"{}\n",
    ],
    ids=["copie", "chainee", "autre", "vide", "illisible"],
)
def test_une_ligne_inseree(folder: Path, rank: int, added: Callable[[bytes, bytes | None], bytes]) -> None:
    """Before line ``rank``: the copy of it, one chained on the line before it, one that is not, a text."""
    content = lines(folder / OCTOBER)
    content.insert(rank - 1, added(content[rank - 1], content[rank - 2] if rank > 1 else None))
    (folder / OCTOBER).write_bytes(b"".join(content))
    nature, file, line = first(folder)
    assert (nature, file) == ("insérée", OCTOBER)
    same = content[rank - 1] == content[rank]  # nothing tells a line from its copy: the second one is said
    assert line == (rank + 1 if same else rank)


def test_plusieurs_lignes_inserees_et_chainees(folder: Path) -> None:
    content = lines(folder / OCTOBER)
    one = forged(content[1], content[0], nom="Un autre")
    two = forged(content[2], one, nom="Un autre")
    (folder / OCTOBER).write_bytes(b"".join([content[0], one, two, *content[1:]]))
    assert first(folder) == ("insérée", OCTOBER, 2)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_la_fin_retiree(folder: Path, left: int) -> None:
    (folder / NOVEMBER).write_bytes(b"".join(lines(folder / NOVEMBER)[:left]))
    assert first(folder)[0] == "tronqué"
    assert f"{3 - left}\u202fligne" in verdict(folder).problemes[0].message
    (folder / NOVEMBER).unlink()
    assert first(folder) == ("tronqué", OCTOBER, 5)


@pytest.mark.parametrize("lost", [1, 30, 400])
def test_la_fin_coupee_au_milieu_d_une_ligne(folder: Path, lost: int) -> None:
    """Unlike a crash: the head has already sealed the line."""
    content = (folder / NOVEMBER).read_bytes()
    (folder / NOVEMBER).write_bytes(content[:-lost])
    assert first(folder)[0] == "altérée"


def test_ce_qui_est_falsifie_le_reste_apres_d_autres_evenements(folder: Path) -> None:
    """New lines follow the head, not the file: a cut end, and a changed last line, do not heal."""
    whole = (folder / NOVEMBER).read_bytes()
    head = (folder / "tete.json").read_bytes()
    last = lines(folder / NOVEMBER)[-1]
    attacks: dict[str, tuple[bytes, tuple[str, str, int]]] = {
        "tronqué": (b"".join(lines(folder / NOVEMBER)[:1]), ("retirée", NOVEMBER, 2)),
        "altérée": (whole.replace(last, forged(last, nom="Un autre nom")), ("altérée", NOVEMBER, 3)),
        "coupée": (whole[:-30], ("altérée", NOVEMBER, 3)),
        "ajoutée": (whole + forged(last, nom="Un autre"), ("insérée", NOVEMBER, 4)),
    }
    log = AuditLog(folder.parent, Clock(now=Clock().now.replace(month=11, day=20)))
    for name, (content, expected) in attacks.items():
        (folder / NOVEMBER).write_bytes(content)
        (folder / "tete.json").write_bytes(head)
        for _ in range(2):
            log.record("gel", JEANNE)
            assert first(folder) == expected, name
    motifs = [entry.motif for entry in log.entries() if entry is not None and entry.action == "reprise"]
    assert motifs == ["ligne_etrangere"]


def test_une_ligne_ajoutee_a_la_fin(folder: Path) -> None:
    content = (folder / NOVEMBER).read_bytes()
    (folder / NOVEMBER).write_bytes(content + forged(lines(folder / NOVEMBER)[-1], nom="Un autre"))
    assert first(folder) == ("insérée", NOVEMBER, 4)


def test_une_fin_refaite_et_rechainee_est_vue_par_la_tete(folder: Path) -> None:
    october, november = lines(folder / OCTOBER), lines(folder / NOVEMBER)
    before, remade = october[2], []
    for line in [forged(october[3], nom="Un autre"), *november]:
        remade.append(forged(line, before))
        before = remade[-1]
    (folder / OCTOBER).write_bytes(b"".join([*october[:3], remade[0]]))
    (folder / NOVEMBER).write_bytes(b"".join(remade[1:]))
    assert first(folder) == ("altérée", NOVEMBER, 3)

    # What cannot be seen here: the head made again too. Only the hash kept elsewhere differs.
    kept = json.loads((folder / "tete.json").read_bytes())
    made = kept | {"empreinte": hashlib.sha256(before).hexdigest()}
    (folder / "tete.json").write_text(json.dumps(made))
    found = verdict(folder)
    assert found.problemes == ()
    assert found.derniere_empreinte != kept["empreinte"]


@pytest.mark.parametrize("head", [None, b"", b"{}garbage"])
def test_une_tete_perdue_est_dite_meme_apres_d_autres_evenements(folder: Path, head: bytes | None) -> None:
    if head is None:
        (folder / "tete.json").unlink()
    else:
        (folder / "tete.json").write_bytes(head)
    (folder / NOVEMBER).unlink()  # an end taken away, and its witness
    assert first(folder) == ("tête", "tete.json", None)
    AuditLog(folder.parent, Clock()).record("gel", JEANNE)
    assert first(folder) == ("tête", OCTOBER, 5)


def test_une_tete_plus_ancienne_ou_plus_recente_que_le_journal_est_dite(folder: Path) -> None:
    now = json.loads((folder / "tete.json").read_bytes())
    old = lines(folder / OCTOBER)[1]
    for head, nature in (
        (now | {"numero": 9}, "tronqué"),
        (now | {"numero": 2, "empreinte": hashlib.sha256(old).hexdigest()}, "insérée"),
        (now | {"numero": 2}, "altérée"),
        (now | {"numero": 0}, "tête"),
    ):
        (folder / "tete.json").write_text(json.dumps(head))
        assert first(folder)[0] == nature, head
