"""An archive of several files is as many deposits; what cannot be unpacked says why, and what is left out is said."""

import gzip
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from spaser.ingest import ImportOptions, Limites
from spaser.store import Source, Staged, StoreError, Warehouse, staging
from spaser.store.archives import unpacked
from tests.extraits import CONTRATS, contrat, write_csv


def archive(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Source:
    with zipfile.ZipFile(path, "w", compression) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return Source(chemin=path, nom=path.name)


def test_chaque_membre_devient_un_fichier_sous_un_nom_a_nous(tmp_path: Path) -> None:
    source = archive(
        tmp_path / "t3.zip",
        {
            "../../etc/contrats.csv": b"a;b\n1;2\n",
            "C:\\temp\\depenses.csv": b"e;f\n",
            "/abs/heures.csv": b"c;d\n3;4\n",
        },
    )
    found = unpacked(source, tmp_path)
    assert [member.nom for member in found] == [
        "t3.zip › contrats.csv",
        "t3.zip › depenses.csv",
        "t3.zip › heures.csv",
    ]
    assert [member.chemin.read_bytes() for member in found] == [b"a;b\n1;2\n", b"e;f\n", b"c;d\n3;4\n"]
    assert {member.chemin.parent for member in found} == {tmp_path}
    same = archive(tmp_path / "s.zip", {"2024/m.csv": b"a", "../2025/m.csv": b"b"})
    assert [member.nom for member in unpacked(same, tmp_path)] == ["s.zip › 2024/m.csv", "s.zip › 2025/m.csv"]


def test_ce_qui_n_est_pas_un_extrait_est_laisse_et_dit(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "t3.zip"
    extract = write_csv(tmp_path / "c.csv", CONTRATS, [contrat("M1", "12/03/2025", "100")])
    with zipfile.ZipFile(path, "w") as out:
        out.write(extract, "c.csv")
        out.writestr("__MACOSX/._c.csv", b"x")
        out.writestr("dossier/Notice.PDF", b"%PDF-1.4")
        link = zipfile.ZipInfo("mots-de-passe.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/etc/passwd")
    (found,) = unpacked(Source(chemin=path, nom="t3.zip"), tmp_path)
    assert found.laisses == ("._c.csv", "Notice.PDF", "mots-de-passe.csv")
    (report,) = staging.stage(warehouse, [found], ImportOptions()).rapports
    (said,) = [a for a in report.anomalies if a.regle == "hors_de_l_archive"]
    assert (report.refuse, said.occurrences) == (False, 3)
    assert "Notice.PDF" in said.message
    with pytest.raises(StoreError, match=r"aucun fichier à lire.*Notice\.pdf"):
        unpacked(archive(tmp_path / "vide.zip", {"Notice.pdf": b"%PDF"}), tmp_path)


def test_un_classeur_et_un_texte_restent_eux_memes_et_un_gzip_rend_son_contenu(tmp_path: Path) -> None:
    workbook = archive(tmp_path / "c.xlsx", {"xl/workbook.xml": b"<workbook/>"})
    assert unpacked(workbook, tmp_path) == (workbook,)
    text = Source(chemin=tmp_path / "t.csv", nom="t.csv")
    text.chemin.write_bytes(b"a;b\n")
    assert unpacked(text, tmp_path) == (text,)
    packed = Source(chemin=tmp_path / "d.csv.gz", nom="d.csv.gz")
    packed.chemin.write_bytes(gzip.compress(b"a;b\n1;2\n"))
    (inside,) = unpacked(packed, tmp_path)
    assert (inside.nom, inside.chemin.read_bytes()) == ("d.csv", b"a;b\n1;2\n")


def locked(path: Path) -> Source:
    """A zip whose only member is said to be encrypted, in its own header and in the list."""
    source = archive(path, {"a.csv": b"a;b\n"})
    octets = bytearray(path.read_bytes())
    octets[6] |= 1
    octets[octets.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(octets)
    return source


def cut(path: Path) -> Source:
    path.write_bytes(gzip.compress(bytes(range(256)) * 50)[:-20])
    return Source(chemin=path, nom=path.name)


def long_list(path: Path) -> Source:
    return archive(path, {f"{'d' * 200}/{rank:05d}.csv": b"" for rank in range(5_000)})


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (locked, "mot de passe"),
        (cut, "tronquée ou abîmée"),
        (long_list, "des milliers de fichiers"),
        (lambda path: archive(path, {f"{rank}.csv": b"" for rank in range(101)}), "la limite est de 100"),
        (lambda path: archive(path, {"a.csv": b"a;b\n"}, zipfile.ZIP_LZMA), "zip ordinaire"),
        (lambda path: archive(path, {"a.csv": b"0" * (40 << 20)}), "100 fois la taille"),
    ],
)
def test_une_archive_hostile_ou_abimee_est_refusee_en_clair(
    tmp_path: Path, make: Callable[[Path], Source], reason: str
) -> None:
    with pytest.raises(StoreError, match=reason):
        unpacked(make(tmp_path / "a.zip"), tmp_path)


def test_l_ensemble_des_membres_a_une_limite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = archive(tmp_path / "a.zip", {"a.csv": b"a;b\n" * 2_000, "b.csv": b"c;d\n" * 2_000})
    monkeypatch.setattr("spaser.store.archives.Limites", lambda: Limites(octets_decompresses=10_000))
    with pytest.raises(StoreError, match=r"« a\.zip › b\.csv » dépasse la limite"):
        unpacked(source, tmp_path)


def test_un_zip_dans_un_zip_est_refuse_en_disant_quoi_faire(
    staged: Callable[..., Staged], tmp_path: Path
) -> None:
    inner = archive(tmp_path / "dedans.zip", {"a.csv": b"a;b\n"})
    outer = archive(tmp_path / "dehors.zip", {"dedans.zip": inner.chemin.read_bytes()})
    (member,) = unpacked(outer, tmp_path)
    (report,) = staged(member.chemin).rapports
    assert report.refuse
    assert "Décompressez-la" in report.anomalies[0].remede
