"""The database: made from nothing, by several processes at once, in the form that the models say; refusals in French."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from spaser.catalogue import Catalogue
from spaser.committees import CommitteeBase, CommitteeError, Ledger, decisions, record_decision
from spaser.committees.models import Base
from tests.committees.conftest import MOMENT
from tests.committees.personnes import RESPONSABLE, decision

ROOT = Path(__file__).parents[2]
FOUR = """
import os, sys, traceback
from datetime import datetime
from spaser.committees import CommitteeBase
gate, children = os.pipe(), []
for _ in range(4):
    child = os.fork()
    if child == 0:
        os.close(gate[1])
        os.read(gate[0], 1)
        try:
            CommitteeBase(sys.argv[1], None, datetime.now)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    children.append(child)
os.close(gate[1])
sys.exit(sum(os.waitpid(child, 0)[1] != 0 for child in children))
"""
"""Four processes of one that has imported everything, let go together when the pipe closes."""


def test_quatre_processus_font_ensemble_une_seule_base(adresse: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FOUR, adresse],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    engine = create_engine(adresse)
    with engine.connect() as connection:
        assert connection.execute(text("select version_num from alembic_version")).all() == [("0001",)]
    engine.dispose()


def test_les_migrations_donnent_exactement_les_tables_des_modeles(base: CommitteeBase, adresse: str) -> None:
    engine = create_engine(adresse)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        found = inspect(connection)
        for name, table in Base.metadata.tables.items():
            wanted = {
                str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint"
            }
            assert {check["name"] for check in found.get_check_constraints(name)} == wanted
    engine.dispose()


def test_une_base_rouverte_garde_ses_lignes(registre: Ledger, adresse: str, catalogue: Catalogue) -> None:
    kept = record_decision(registre, RESPONSABLE, decision())
    again = CommitteeBase(adresse, catalogue, lambda: MOMENT)
    assert decisions(Ledger(again, demonstration=False), RESPONSABLE) == (kept,)
    again.close()


def test_le_fictif_et_le_reel_ne_se_lisent_jamais_ensemble(base: CommitteeBase) -> None:
    real, fictive = Ledger(base, demonstration=False), Ledger(base, demonstration=True)
    record_decision(fictive, RESPONSABLE, decision("Fictive"))
    record_decision(real, RESPONSABLE, decision("Réelle"))
    assert [d.saisie.texte for d in decisions(real, RESPONSABLE)] == ["Réelle"]
    assert [d.saisie.texte for d in decisions(fictive, RESPONSABLE)] == ["Fictive"]


def test_une_base_ecrite_par_un_logiciel_plus_recent_est_refusee(
    base: CommitteeBase, adresse: str, catalogue: Catalogue
) -> None:
    engine = create_engine(adresse)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(CommitteeError, match="version plus récente"):
        CommitteeBase(adresse, catalogue, lambda: MOMENT)


@pytest.mark.parametrize("adresse_fausse", ["n'importe quoi", "mysql://x@y/z", "oracle://x/y", "sqlite://"])
def test_une_adresse_inconnue_se_dit(adresse_fausse: str, catalogue: Catalogue) -> None:
    with pytest.raises(CommitteeError, match="SPASER_BASE"):
        CommitteeBase(adresse_fausse, catalogue, lambda: MOMENT)


def test_un_fichier_qui_n_est_pas_une_base_n_est_pas_ecrase(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "comites.sqlite3"
    path.write_bytes(b"tout autre chose, " * 100)
    with pytest.raises(CommitteeError, match="ne peut pas être ouverte"):
        CommitteeBase.beside(tmp_path, catalogue, lambda: MOMENT)
    assert path.read_bytes() == b"tout autre chose, " * 100


def test_un_mot_de_passe_ne_se_lit_pas_dans_un_message(catalogue: Catalogue) -> None:
    with pytest.raises(CommitteeError) as refused:
        CommitteeBase("postgresql://essai:SECRET@127.0.0.1:1/base", catalogue, lambda: MOMENT)
    assert "SECRET" not in str(refused.value)
    assert "127.0.0.1:1" in str(refused.value)
