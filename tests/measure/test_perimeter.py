"""Nobody sees another's rows: the perimeter is required, applied first, and holds under threads."""

import inspect
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from spaser import measure as room
from spaser.measure import Filters, Perimeter, measure, rows, segments
from tests.measure.versions import Fait, cible, contrats, depense, indicateur, version_de

AIX = Perimeter(frozenset({"Pays d'Aix"}), None)
RIEN = Perimeter(frozenset(), None)
TERRITOIRES = [f"T{numero}" for numero in range(8)]


@pytest.mark.parametrize("nom", ["measure", "measure_many", "rows", "segments"])
def test_le_perimetre_est_un_argument_obligatoire(nom: str) -> None:
    parametre = inspect.signature(getattr(room, nom)).parameters["perimeter"]
    assert parametre.default is inspect.Parameter.empty


def test_un_perimetre_ne_voit_que_ses_lignes() -> None:
    faits = [
        Fait("a", date(2024, 1, 1)),
        Fait("b", date(2024, 1, 1), appartient=0.0, dga="CPAJ"),
        Fait("c", date(2024, 1, 1), territoire="Marseille-Provence"),
        Fait("d", date(2024, 1, 1), territoire="Non affecté"),
    ]
    version = version_de(indicateur("F2.1"), faits)

    def cles(perimeter: Perimeter) -> set[str]:
        vues = {row.cle for row in rows(version, "F2.1", Filters(2024), perimeter)}
        assert measure(version, "F2.1", Filters(2024), perimeter)[0].denominateur == len(vues)
        return vues

    assert cles(Perimeter.tout()) == {"a", "b", "c", "d"}
    assert cles(AIX) == {"a", "b"}
    assert cles(Perimeter(None, frozenset({"CPAJ"}))) == {"b"}
    assert cles(Perimeter(frozenset({"Pays d'Aix"}), frozenset({"EAD"}))) == {"a"}


@pytest.mark.parametrize("vide", [RIEN, Perimeter(None, frozenset()), Perimeter(frozenset(), frozenset())])
@pytest.mark.parametrize("code", ["F2.1", "F3.1", "F8.3", "F1.1", "X2", "X8.2", "X9"])
def test_un_perimetre_vide_ne_voit_rien(vide: Perimeter, code: str) -> None:
    version = version_de(indicateur(code), [depense("a", date(2024, 1, 1), 5, 1.0)])
    (m,) = measure(version, code, Filters(2024), vide, "domaine")
    assert (m.valeur, m.numerateur, m.effectif, m.n_moins_1) == (None, 0, 0, None)
    assert m.denominateur in (0, None)
    assert rows(version, code, Filters(2024), vide) == ()
    assert segments(version, "domaine", vide) == ()


def test_un_filtre_ne_sort_pas_du_perimetre() -> None:
    faits = [Fait("a", date(2024, 1, 1)), Fait("c", date(2024, 1, 1), territoire="Marseille-Provence")]
    version = version_de(indicateur("F2.1"), faits)
    filtres = Filters(2024, territoires=("Marseille-Provence",))
    assert measure(version, "F2.1", filtres, AIX)[0].effectif == 0
    assert rows(version, "F2.1", filtres, AIX) == ()
    assert measure(version, "F2.1", Filters(2024), AIX, "territoire")[1:] != ()
    assert [m.segment for m in measure(version, "F2.1", Filters(2024), AIX, "territoire")] == [
        None,
        "Pays d'Aix",
    ]


def test_hors_perimetre_ne_dit_meme_pas_que_l_annee_a_des_donnees() -> None:
    faits = [Fait("a", date(2024, 1, 1), territoire="Marseille-Provence")]
    filtres = Filters(2024, domaines=("Déchets",))
    (m,) = measure(version_de(indicateur("F1.1"), faits), "F1.1", filtres, AIX)
    assert m.valeur is None


def test_une_cible_en_volume_ne_juge_pas_une_partie_de_l_autorite() -> None:
    """150 000 hours are asked of the Métropole, not of one territoire; 30 % can be asked of each."""
    heures = indicateur("X2", cibles=(cible(150_000, 2025),), base_2020=None)
    version = version_de(heures, [Fait("a", date(2024, 1, 1), montant=160_000)])
    assert measure(version, "X2", Filters(2024), Perimeter.tout())[0].statut == "CIBLE_ATTEINTE"
    (m,) = measure(version, "X2", Filters(2024), AIX)
    assert (m.cible, m.statut) == (None, "SANS_OBJET")
    version = version_de(indicateur("F2.4", cibles=(cible(0.3, 2025),)), contrats(2024, 9, 1))
    assert measure(version, "F2.4", Filters(2024), AIX)[0].statut == "CIBLE_ATTEINTE"


def test_seize_fils_ne_voient_jamais_les_chiffres_des_autres() -> None:
    """T0 holds 1 contract, T1 holds 2…: any mix-up gives a wrong count."""
    faits = [
        Fait(f"{territoire}-{rang}", date(2024, 1, 1), territoire=territoire)
        for numero, territoire in enumerate(TERRITOIRES)
        for rang in range(numero + 1)
    ]
    version = version_de(indicateur("F2.1"), faits)

    def demander(appel: int) -> tuple[int, float | None, set[str]]:
        numero = appel % len(TERRITOIRES)
        perimeter = Perimeter(frozenset({TERRITOIRES[numero]}), None)
        lignes = rows(version, "F2.1", Filters(2024), perimeter)
        (m,) = measure(version, "F2.1", Filters(2024), perimeter)
        return numero, m.denominateur, {row.territoire for row in lignes}

    with ThreadPoolExecutor(max_workers=16) as fils:
        reponses = list(fils.map(demander, range(160)))
    assert len(reponses) == 160
    assert [r for r in reponses if r[1] != r[0] + 1 or r[2] != {TERRITOIRES[r[0]]}] == []
