"""Another authority's schema is another YAML file: no number of the first one is in the code."""

from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from spaser.catalogue import Catalogue, CatalogueError, load_catalogue

EXEMPLE = Path(__file__).parent / "communaute-exemple.yaml"


@pytest.fixture(scope="module")
def exemple() -> Catalogue:
    return load_catalogue(EXEMPLE)


def test_le_schema_d_une_autre_autorite_se_charge(exemple: Catalogue) -> None:
    assert exemple.autorite.nom == "Communauté d'Exemple"
    assert exemple.autorite.departement == "35"
    assert len(exemple.axes) == 2
    assert [moyen.code for _, moyen in exemple.moyens()] == ["M1", "M2", "M3"]
    assert [indicateur.code for indicateur in exemple.indicateurs] == ["F1.1", "F2.1", "X1"]


def test_ses_listes_et_ses_reglages_sont_les_siens(exemple: Catalogue) -> None:
    assert exemple.domaine("btp") == "Travaux"
    assert exemple.domaine("Déchets") is None
    assert exemple.dga_de("services techniques") == "TECH"
    assert exemple.territoire("communauté") == "Toute la communauté"
    assert exemple.reglages.n_min == 3
    parametres = {parametre.cle: parametre.valeur for parametre in exemple.parametres()}
    assert parametres["inclure_subsequents"] == "true"
    assert parametres["population_contrats"] == "flux"


def test_une_cible_revisee_garde_la_precedente(exemple: Catalogue) -> None:
    premiere, revisee = exemple.indicateur("F1.1").cibles
    assert (premiere.valeur, premiere.valide_au) == (0.5, date(2025, 1, 31))
    assert (revisee.valeur, revisee.valide_du, revisee.valide_au) == (0.6, date(2025, 2, 1), None)


def test_un_choix_decide_dit_par_qui_et_quand(exemple: Catalogue) -> None:
    (choix,) = exemple.choix
    assert (choix.decide_par, choix.decide_le) == ("Conseil communautaire", date(2024, 2, 1))


def test_un_code_inconnu_est_une_erreur_qui_nomme_les_codes_connus(exemple: Catalogue) -> None:
    with pytest.raises(
        CatalogueError, match=r"Indicateur inconnu « F9\.9 » ; codes connus : F1\.1, F2\.1, X1"
    ) as leve:
        exemple.indicateur("F9.9")
    assert isinstance(leve.value, KeyError)


def test_un_catalogue_est_immuable(exemple: Catalogue) -> None:
    with pytest.raises(ValueError, match="frozen"):
        exemple.reglages.n_min = 1  # type: ignore[misc]


def test_un_fichier_inchange_n_est_lu_qu_une_fois(exemple: Catalogue) -> None:
    assert load_catalogue(EXEMPLE) is exemple


def test_un_fichier_modifie_est_relu(tmp_path: Path) -> None:
    chemin = tmp_path / "schema.yaml"
    texte = EXEMPLE.read_text(encoding="utf-8")
    chemin.write_text(texte, encoding="utf-8")
    os.utime(chemin, ns=(1_000_000_000, 1_000_000_000))
    assert load_catalogue(chemin).reglages.n_min == 3
    chemin.write_text(texte.replace("n_min: 3", "n_min: 8"), encoding="utf-8")
    os.utime(chemin, ns=(2_000_000_000, 2_000_000_000))
    assert load_catalogue(chemin).reglages.n_min == 8


def test_un_catalogue_et_ses_erreurs_passent_d_un_processus_a_l_autre(exemple: Catalogue) -> None:
    assert pickle.loads(pickle.dumps(exemple)) == exemple
    with pytest.raises(CatalogueError) as leve:
        exemple.indicateur("F9.9")
    assert str(pickle.loads(pickle.dumps(leve.value))) == str(leve.value)
