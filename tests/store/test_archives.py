"""An archive of several files is as many deposits; what cannot be unpacked says why."""

import gzip
import zipfile
from pathlib import Path

import pytest

from spaser.ingest import Limites
from spaser.store import Source, StoreError
from spaser.store.archives import unpacked


def archive(path: Path, **members: bytes) -> Source:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("|", "/"), content)
    return Source(chemin=path, nom=path.name)


def test_chaque_membre_devient_un_fichier_sous_un_nom_a_nous(tmp_path: Path) -> None:
    path = tmp_path / "t3.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("../../etc/contrats.csv", b"a;b\n1;2\n")
        out.writestr("__MACOSX/._contrats.csv", b"x")
        out.writestr("dossier/heures.csv", b"c;d\n3;4\n")
    found = unpacked(Source(chemin=path, nom="t3.zip"), tmp_path)
    assert [source.nom for source in found] == ["t3.zip › contrats.csv", "t3.zip › heures.csv"]
    assert [source.chemin.read_bytes() for source in found] == [b"a;b\n1;2\n", b"c;d\n3;4\n"]
    assert {source.chemin.parent for source in found} == {tmp_path}


def test_un_classeur_et_un_texte_restent_eux_memes_et_un_gzip_rend_son_contenu(tmp_path: Path) -> None:
    workbook = archive(tmp_path / "c.xlsx", **{"xl|workbook.xml": b"<workbook/>"})
    assert unpacked(workbook, tmp_path) == (workbook,)
    text = Source(chemin=tmp_path / "t.csv", nom="t.csv")
    text.chemin.write_bytes(b"a;b\n")
    assert unpacked(text, tmp_path) == (text,)
    packed = Source(chemin=tmp_path / "d.csv.gz", nom="d.csv.gz")
    packed.chemin.write_bytes(gzip.compress(b"a;b\n1;2\n"))
    (inside,) = unpacked(packed, tmp_path)
    assert (inside.nom, inside.chemin.read_bytes()) == ("d.csv", b"a;b\n1;2\n")


def test_une_archive_vide_abimee_ou_demesuree_est_refusee(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match="aucun fichier"):
        unpacked(archive(tmp_path / "vide.zip", **{"__MACOSX|x": b""}), tmp_path)
    whole = archive(tmp_path / "a.zip", **{"a.csv": b"a;b\n" * 5_000})
    broken = Source(chemin=tmp_path / "coupe.csv.gz", nom="coupe.csv.gz")
    broken.chemin.write_bytes(gzip.compress(b"a;b\n" * 5_000)[:-20])
    with pytest.raises(StoreError, match="tronquée ou abîmée"):
        unpacked(broken, tmp_path)
    monkeypatch.setattr("spaser.store.archives.Limites", lambda: Limites(octets_decompresses=10_000))
    with pytest.raises(StoreError, match="dépasse la limite"):
        unpacked(whole, tmp_path)
