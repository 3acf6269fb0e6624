"""What a deposit would change, before anything is published. Expectations by hand."""

from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from spaser.ui.background import CancelledError, Say
from spaser.ui.deposit_preview import Preview, prepare_again, read_and_prepare
from tests.extraits import write_csv

COLONNES = ("N° de contrat", "Objet", "Date de notification", "Montant HT", "Clause environnementale")


def silent(step: str, share: float) -> None:
    """Follow nothing."""


def contrats(path: Path, *lignes: tuple[str, str, str]) -> Source:
    rows = [(numero, f"Objet {numero}", "05/03/2024", montant, oui) for numero, montant, oui in lignes]
    return Source(chemin=write_csv(path, COLONNES, rows), nom=path.name)


def preview(house: Warehouse, *sources: Source, say: Say = silent) -> Preview:
    return read_and_prepare(house, sources, ImportOptions(), "remplacer", "essai", say)


def test_un_depot_se_lit_se_compare_et_se_publie_en_une_seule_fois(tmp_path: Path) -> None:
    """Published: A 100, B 200, one « yes » of two (50 %). Deposited: A 150, B 200, C 300, two « yes » of three (66,7 %)."""
    house = Warehouse(tmp_path / "entrepot")
    first = preview(house, contrats(tmp_path / "t1.csv", ("A", "100", "oui"), ("B", "200", "non")))
    assert (first.before, first.rows, first.prepared is not None) == (None, (), True)
    assert publish(house, first.staged, apercu=first.prepared) is not None

    second = preview(
        house, contrats(tmp_path / "t2.csv", ("A", "150", "oui"), ("B", "200", "non"), ("C", "300", "oui"))
    )
    assert house.manifests()[-1].numero == 1  # nothing is published yet
    kinds = {kind.type: kind for kind in second.rows}
    contracts = kinds["contrats"]
    assert (contracts.ajoutees, contracts.modifiees, contracts.disparues, contracts.inchangees) == (
        1,
        1,
        0,
        1,
    )
    changed = next(change for change in contracts.exemples if change.sort == "modifiée")
    amounts = {
        f.champ: (float(f.avant or 0), float(f.apres or 0)) for f in changed.champs if f.champ == "montant_ht"
    }
    assert amounts == {"montant_ht": (100, 150)}
    effect = next(e for e in second.figures[2024] if e.code == "F2.3")
    assert effect.avant is not None
    assert effect.apres is not None
    assert effect.avant.valeur == 0.5
    assert effect.apres.valeur == pytest.approx(2 / 3)

    version = publish(house, second.staged, auteur="essai", commentaire="T2", apercu=second.prepared)
    assert version is not None
    assert (version.numero, version.manifest.commentaire) == (2, "T2")
    assert not list(house.waiting.glob("*.duckdb"))

    again = preview(
        house, contrats(tmp_path / "t2.csv", ("A", "150", "oui"), ("B", "200", "non"), ("C", "300", "oui"))
    )
    assert again.nothing_new


def test_un_apercu_depasse_se_refait_sur_la_nouvelle_version(tmp_path: Path) -> None:
    house = Warehouse(tmp_path / "entrepot")
    held = preview(house, contrats(tmp_path / "a.csv", ("A", "100", "oui")))
    other = stage(house, [contrats(tmp_path / "b.csv", ("B", "200", "non"))], ImportOptions())
    publish(house, other)
    with pytest.raises(Exception, match="a changé depuis cet aperçu"):
        publish(house, held.staged, apercu=held.prepared)
    assert house.manifests()[-1].numero == 1
    remade = prepare_again(house, held.staged, silent)
    assert remade.before == 1
    assert publish(house, remade.staged, apercu=remade.prepared) is not None


def test_annuler_ne_laisse_rien(tmp_path: Path) -> None:
    house = Warehouse(tmp_path / "entrepot")

    def stop(step: str, share: float) -> None:
        if "construction" in step:
            raise CancelledError

    with pytest.raises(CancelledError):
        preview(house, contrats(tmp_path / "a.csv", ("A", "100", "oui")), say=stop)
    assert not house.manifests()
    assert not list(house.waiting.glob("*.duckdb"))
