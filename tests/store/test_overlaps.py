"""What two files of a publication, or two publications, say of the same thing is counted once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spaser.store import OpenVersion, PublicationRefusedError, Staged, Warehouse, publish
from tests.extraits import CONTRATS, DEPENSES, SIRET_A, SIRET_B, contrat, mandat, write_csv

Deposit = Callable[..., OpenVersion | None]


def dates_of(version: OpenVersion | None) -> dict[str, str]:
    assert version is not None
    return dict(
        version.cursor().execute("select cle, jour::varchar from contrats where dans_flux").fetchall()
    )


def test_une_ligne_de_mandat_presente_dans_deux_fichiers_est_refusee(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    """Mandat 30 stands in both exports: 10 + 10 + 5 € would be measured instead of 15 €."""
    july = write_csv(tmp_path / "juillet.csv", DEPENSES, [mandat("30", "10/07/2024", "10")])
    quarter = write_csv(
        tmp_path / "t3.csv", DEPENSES, [mandat("30", "10/07/2024", "10"), mandat("31", "11/09/2024", "5")]
    )
    with pytest.raises(
        PublicationRefusedError, match=r"juillet.csv, t3.csv .* : 1, dont mandat 30, exercice 2024"
    ):
        publish(warehouse, staged(july, quarter))
    assert warehouse.current() is None


def test_deux_lignes_d_un_meme_mandat_dans_deux_fichiers_ne_se_repetent_pas(
    deposit: Deposit, tmp_path: Path
) -> None:
    """A mandat split between two domains, exported by domain, is 10 + 5 €."""
    one = write_csv(tmp_path / "dechets.csv", DEPENSES, [mandat("30", "10/07/2024", "10")])
    two = write_csv(tmp_path / "energie.csv", DEPENSES, [mandat("30", "10/07/2024", "5", domaine="Énergie")])
    version = deposit(one, two)
    assert version is not None
    assert version.cursor().execute("select sum(montant_ht) from lignes.depenses").fetchone() == (15,)


def test_deux_copies_d_un_fichier_sont_refusees_en_les_nommant(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path
) -> None:
    one = write_csv(tmp_path / "un.csv", DEPENSES, [mandat("30", "10/07/2024", "10")])
    two = write_csv(tmp_path / "copie.csv", DEPENSES, [mandat("30", "10/07/2024", "10")])
    with pytest.raises(PublicationRefusedError, match=r"« copie.csv » et « un.csv » ont exactement"):
        publish(warehouse, staged(one, two))


def test_la_date_corrigee_d_un_contrat_remplace_l_ancienne(deposit: Deposit, tmp_path: Path) -> None:
    """Z, first said notified in December 2023, was in January 2024: it leaves 2023, which keeps Y."""
    deposit(
        write_csv(
            tmp_path / "2023.csv",
            CONTRATS,
            [contrat("Z", "20/12/2023", "100"), contrat("Y", "21/12/2023", "50")],
        )
    )
    version = deposit(write_csv(tmp_path / "2024.csv", CONTRATS, [contrat("Z", "05/01/2024", "100")]))
    assert dates_of(version) == {"Y": "2023-12-21", "Z": "2024-01-05"}


def test_un_accord_cadre_a_plusieurs_titulaires_garde_sa_premiere_date(
    deposit: Deposit, tmp_path: Path
) -> None:
    """R2: its second holder was notified in the next quarter and comes in the next extract."""
    first = contrat("AC", "28/03/2024", "100", type="Accord-cadre", siret=SIRET_A)
    second = contrat("AC", "04/04/2024", "100", type="Accord-cadre", siret=SIRET_B)
    deposit(write_csv(tmp_path / "t1.csv", CONTRATS, [first]))
    version = deposit(write_csv(tmp_path / "t2.csv", CONTRATS, [second]))
    assert dates_of(version) == {"AC": "2024-03-28"}
    assert version is not None
    assert version.cursor().execute("select nb_titulaires from contrats").fetchall() == [(2,)]
