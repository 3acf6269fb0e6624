"""A deposit becomes the next version; nothing that was published ever changes."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from spaser.catalogue import CHEMIN_PAR_DEFAUT
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.store import (
    OpenVersion,
    PublicationRefusedError,
    Source,
    Staged,
    StoreError,
    Warehouse,
    publish,
    stage,
)
from spaser.store.files import sha256_of
from tests.extraits import CONTRATS, DEPENSES, FOURNISSEURS, SIRET_A, SIRET_B, contrat, mandat, write_csv

Deposit = Callable[..., OpenVersion | None]


def contracts_of(version: OpenVersion | None) -> dict[str, float]:
    assert version is not None
    rows = (
        version.cursor().execute("select contrat_id, montant_ht from lignes.contrats order by all").fetchall()
    )
    return {number: float(amount) for number, amount in rows}


def test_un_depot_devient_la_version_1_et_le_pointeur_la_designe(
    warehouse: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    version = deposit(write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "1 000,50")]))
    assert version is not None
    assert version.numero == 1
    assert version.publiee_par == "la responsable"
    assert contracts_of(warehouse.current()) == {"A1": 1000.50}
    pointer = warehouse.pointer()
    assert pointer is not None
    assert pointer.sha256 == sha256_of(warehouse.versions / pointer.fichier)
    (deposited,) = version.deposits
    assert (
        deposited.type,
        deposited.lus,
        deposited.acceptes,
        deposited.periode_debut,
        deposited.periode_fin,
    ) == (
        "contrats",
        1,
        1,
        deposited.periode_debut.replace(month=1, day=1) if deposited.periode_debut else None,
        deposited.periode_fin.replace(month=3, day=31) if deposited.periode_fin else None,
    )


def test_remplacer_prend_la_place_de_la_meme_periode_seulement(deposit: Deposit, tmp_path: Path) -> None:
    deposit(write_csv(tmp_path / "2023.csv", CONTRATS, [contrat("A1", "05/03/2023", "100")]))
    deposit(
        write_csv(
            tmp_path / "2024.csv",
            CONTRATS,
            [contrat("B1", "05/03/2024", "200"), contrat("B2", "06/03/2024", "300")],
        )
    )
    version = deposit(write_csv(tmp_path / "2024bis.csv", CONTRATS, [contrat("B1", "05/03/2024", "250")]))
    assert contracts_of(version) == {"A1": 100, "B1": 250}
    assert version is not None
    assert {known.fichier for known in version.deposits} == {"2023.csv", "2024bis.csv"}


def test_completer_ajoute_et_met_a_jour_par_numero(deposit: Deposit, tmp_path: Path) -> None:
    deposit(
        write_csv(
            tmp_path / "a.csv",
            CONTRATS,
            [contrat("B1", "05/03/2024", "200"), contrat("B2", "06/03/2024", "300")],
        )
    )
    version = deposit(
        write_csv(
            tmp_path / "b.csv",
            CONTRATS,
            [contrat("B2", "06/03/2024", "350"), contrat("B3", "07/03/2024", "400")],
        ),
        mode="completer",
    )
    assert contracts_of(version) == {"B1": 200, "B2": 350, "B3": 400}


def test_une_journee_complementaire_appartient_a_son_exercice(deposit: Deposit, tmp_path: Path) -> None:
    """A mandat of exercice 2023 issued in January 2024 is replaced with 2023, not with 2024."""
    deposit(write_csv(tmp_path / "2023.csv", DEPENSES, [mandat("M1", "15/01/2024", "100", exercice="2023")]))
    version = deposit(write_csv(tmp_path / "2024.csv", DEPENSES, [mandat("M2", "15/01/2024", "200")]))
    assert version is not None
    kept = version.cursor().execute("select mandat_id from lignes.depenses order by all").fetchall()
    assert kept == [("M1",), ("M2",)]


def test_une_version_d_avant_les_chiffres_a_cote_se_lit_sans_eux(tmp_path: Path) -> None:
    document = yaml.safe_load(CHEMIN_PAR_DEFAUT.read_text(encoding="utf-8"))
    del document["a_cote"]
    old = tmp_path / "avant.yaml"
    old.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    file = write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "1000", soc="oui")])
    before = Warehouse(tmp_path / "entrepot", old)
    publish(before, stage(before, [Source(chemin=file, nom=file.name)], ImportOptions()))

    today = Warehouse(tmp_path / "entrepot")
    version = today.current()
    assert version is not None
    assert [figure.code for figure in today.catalogue.a_cote_de("F2.4")] == ["F2.4a"]
    assert version.catalogue.a_cote == ()
    assert version.catalogue.indicateurs == today.catalogue.indicateurs
    (found,) = measure(version, "F2.4", Filters(annee=2024), Perimeter.tout())
    assert (found.numerateur, found.denominateur) == (1, 1)
    version.close()


def test_le_meme_fichier_ne_publie_pas_deux_fois(
    warehouse: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "1000")])
    deposit(file)
    assert deposit(file) is None
    assert [manifest.numero for manifest in warehouse.manifests()] == [1]


def test_les_fichiers_d_un_meme_depot_s_ajoutent_dans_n_importe_quel_ordre(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "ead.csv", CONTRATS, [contrat("A1", "05/03/2024", "100")])
    two = write_csv(tmp_path / "dust.csv", CONTRATS, [contrat("D1", "06/03/2024", "200", dga="DUST")])
    found = []
    for position, order in enumerate(((one, two), (two, one))):
        house = Warehouse(tmp_path / f"entrepot{position}")
        ready = stage(house, [Source(chemin=path, nom=path.name) for path in order], ImportOptions())
        found.append(contracts_of(publish(house, ready)))
    assert found[0] == found[1] == {"A1": 100, "D1": 200}


def test_deux_fichiers_qui_se_contredisent_sont_refuses(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    one = write_csv(tmp_path / "un.csv", CONTRATS, [contrat("A1", "05/03/2024", "100")])
    two = write_csv(tmp_path / "deux.csv", CONTRATS, [contrat("A1", "05/03/2024", "999")])
    with pytest.raises(PublicationRefusedError, match=r"A1 \(deux.csv, un.csv\)"):
        publish(warehouse, staged(one, two))
    assert warehouse.current() is None
    assert not list(warehouse.waiting.iterdir())


def test_les_donnees_reelles_chassent_la_demonstration_et_non_l_inverse(
    warehouse: Warehouse, deposit: Deposit, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    fake = write_csv(tmp_path / "demo.csv", CONTRATS, [contrat("D1", "05/03/2023", "100")])
    real = write_csv(tmp_path / "reel.csv", CONTRATS, [contrat("R1", "05/03/2024", "200")])
    demonstration = deposit(fake, demonstration=True)
    assert demonstration is not None
    assert demonstration.demonstration
    version = deposit(real)
    assert contracts_of(version) == {"R1": 200}
    assert version is not None
    assert not version.demonstration
    with pytest.raises(PublicationRefusedError, match="données réelles"):
        publish(warehouse, staged(fake, demonstration=True))
    assert contracts_of(warehouse.current()) == {"R1": 200}


def test_deux_publications_a_la_fois_la_seconde_attend(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    ready = staged(write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "100")]))
    with warehouse.writing(), pytest.raises(StoreError, match="en cours"):
        publish(warehouse, ready)
    assert warehouse.pointer() is None


def test_un_fournisseur_absent_des_listes_est_signale(
    warehouse: Warehouse, deposit: Deposit, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    """One of two payees is in the published list; the other is named with its line."""
    deposit(
        write_csv(tmp_path / "f.csv", FOURNISSEURS, [(SIRET_A, "Atelier", "PME", "Oui", "ESAT", "13055")])
    )
    assert warehouse.current() is not None
    ready = staged(
        write_csv(
            tmp_path / "d.csv",
            DEPENSES,
            [mandat("M1", "15/01/2024", "100", SIRET_A), mandat("M2", "16/01/2024", "50", SIRET_B)],
        )
    )
    (report,) = ready.rapports
    (warning,) = [anomaly for anomaly in report.anomalies if anomaly.regle == "fournisseur_inconnu"]
    assert (warning.occurrences, warning.ligne, warning.valeur) == (1, 3, SIRET_B)


def test_un_disque_qui_refuse_le_menage_n_annonce_pas_d_echec(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the pointer has moved the version is published: what cannot be deleted is swept later."""
    ready = staged(write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "100")]))

    def refused(_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("spaser.store.publication.discard", refused)
    assert contracts_of(publish(warehouse, ready)) == {"A1": 100}


def test_une_version_ne_garde_rien_des_fichiers_dont_elle_part(
    warehouse: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    """It starts from a copy of the largest staged file, which also keeps its rows to correct; the others are added to it."""
    version = deposit(
        write_csv(tmp_path / "c.csv", CONTRATS, [contrat("A1", "05/03/2024", "100")]),
        write_csv(
            tmp_path / "d.csv",
            DEPENSES,
            [*(mandat(f"M{rang}", "15/01/2024", "100") for rang in range(30)), mandat("M30", "", "300")],
        ),
    )
    assert version is not None
    cursor = version.cursor()
    assert contracts_of(version) == {"A1": 100}
    assert cursor.execute("select count(*), sum(montant_ht) from lignes.depenses").fetchall() == [(30, 3000)]
    assert cursor.execute("select sort, ligne from lignes.rejets").fetchall() == [("rejete", 32)]
    schemas = cursor.execute("select distinct schema_name from duckdb_tables() order by all").fetchall()
    assert schemas == [("agregats",), ("lignes",), ("main",), ("ref",)]
