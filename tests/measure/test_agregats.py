"""Counted ahead or on its facts, a figure is the same; a day in the middle of a month is counted on the facts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from spaser.measure import Filters, Perimeter, measure, measure_many
from tests.measure.versions import Fait, VersionDeTest, catalogue_de, depense, indicateur, version_de

TOUT = Perimeter.tout()
CODES = ("F2.1", "F3.1", "F8.1", "F8.3", "F9.2", "X2", "X6", "X8", "F10.5")
DOMAINES = ("Eau", "Déchets", "Non affecté")
DGA = ("EAD", "CPAJ")
TERRITOIRES = ("Pays d'Aix", "Marseille-Provence")
FIN_DES_DONNEES = date(2024, 9, 12)

jours = st.dates(date(2022, 1, 1), FIN_DES_DONNEES)


@st.composite
def lignes(draw: st.DrawFn) -> list[Fait]:
    """Rows of any indicator: things seen once or several times, amounts that cancel, unknown answers, rows that end."""
    trouvees = []
    for _ in range(draw(st.integers(1, 18))):
        jour = draw(jours)
        trouvees.append(
            depense(
                f"s{draw(st.integers(0, 6))}",
                jour,
                draw(st.integers(-500_00, 10**8)) / 100,
                draw(st.sampled_from([1.0, 0.0, None])),
                fin=draw(st.one_of(st.none(), st.dates(jour, date(2025, 12, 31)))),
                domaine=draw(st.sampled_from(DOMAINES)),
                dga=draw(st.sampled_from(DGA)),
                territoire=draw(st.sampled_from(TERRITOIRES)),
                perimetre=draw(st.sampled_from(["marches", "concessions"])),
            )
        )
    return trouvees


def deux_versions(faits: list[Fait]) -> tuple[VersionDeTest, VersionDeTest]:
    """Return the same facts twice: read one by one, and counted ahead. The last day is that of the data."""
    derniere = Fait("dernière", FIN_DES_DONNEES, montant=1.0, montant_min=1.0, montant_max=1.0)
    catalogue = catalogue_de(*(indicateur(code) for code in CODES))
    par_vue = {i.vue: [*faits, derniere] for i in catalogue.indicateurs}
    for code in ("F2.1", "F8.1"):  # one row per contract
        vue = catalogue.indicateur(code).vue
        par_vue[vue] = [replace(f, cle=f"c{rang}", fin=None) for rang, f in enumerate(par_vue[vue])]
    return (
        VersionDeTest(catalogue, FIN_DES_DONNEES, par_vue),
        VersionDeTest(catalogue, FIN_DES_DONNEES, par_vue).compter_d_avance(),
    )


@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    lignes(),
    st.sampled_from(
        [
            Filters(2024),
            Filters(2023),
            Filters(2024, arrete=date(2024, 6, 30)),
            Filters(2024, arrete=date(2024, 2, 29)),
            Filters(2023, arrete=date(2023, 2, 28)),
            Filters(2024, arrete=date(2024, 5, 17)),
            Filters(2024, domaines=("Eau", "Inconnu")),
            Filters(2024, dga=("EAD",), perimetre="tous"),
            Filters(2024, territoires=("Pays d'Aix",), perimetre="marches"),
        ]
    ),
    st.sampled_from([None, "domaine", "dga", "territoire", "trimestre", "annee"]),
    st.sampled_from([TOUT, Perimeter(frozenset({"Pays d'Aix"}), None), Perimeter(None, frozenset())]),
)
def test_compter_d_avance_donne_les_memes_chiffres(faits, filtres, par, perimetre) -> None:  # type: ignore[no-untyped-def]
    lentes, rapides = deux_versions(faits)
    assert measure_many(rapides, CODES, filtres, perimetre, par) == measure_many(
        lentes, CODES, filtres, perimetre, par
    )


def test_une_version_d_avant_garde_ses_cles_a_plusieurs_mailles_et_n_en_lit_qu_une() -> None:
    faits = [depense("s1", date(2024, 3, 1), 100.0, 1.0), depense("s2", date(2024, 4, 1), 200.0, 0.0)]
    _, version = deux_versions(faits)
    demandee = (version, "F8.3", Filters(2024, domaines=("Déchets",), dga=("EAD",)), TOUT)
    attendues = measure(*demandee)
    assert attendues[0].denominateur == 3  # with the supplier of the last day
    version.cursor().execute(
        "insert into agregats.choses select * replace (1 as maille) from agregats.choses"
    )
    assert measure(*demandee) == attendues


def test_ce_qui_s_additionne_et_ce_qui_se_compte_distinct_sont_reconnus() -> None:
    _, version = deux_versions([Fait("s1", date(2024, 3, 1)), Fait("s1", date(2024, 4, 1))])
    assert version.agregats is not None
    additifs = {
        code: version.agregats.releves[version.catalogue.indicateur(code).vue].additif for code in CODES
    }
    assert additifs["F2.1"]
    assert additifs["F3.1"]
    assert additifs["X2"]
    assert not additifs["F8.3"]  # a panel
    assert not additifs["F10.5"]  # a supplier met twice counts once


@pytest.mark.parametrize(
    ("debut", "arrete", "exact"),
    [
        (date(2024, 1, 1), date(2024, 9, 30), True),
        (date(2023, 1, 1), date(2023, 9, 12), True),  # the day at which the data stop, a year before
        (date(2024, 1, 1), date(2024, 2, 28), True),
        (date(2024, 1, 1), date(2024, 5, 17), False),
        (date(2024, 1, 15), date(2024, 9, 30), False),
        (date.min, date(2024, 6, 30), True),
    ],
)
def test_les_jours_ou_le_compte_est_exact(debut: date, arrete: date, exact: bool) -> None:
    _, version = deux_versions([])
    assert version.agregats is not None
    assert version.agregats.exacts(debut, arrete) is exact


def test_un_segment_inconnu_ne_montre_rien_et_un_perimetre_vide_non_plus() -> None:
    faits = [Fait(f"c{rang}", date(2024, 3, 1)) for rang in range(4)]
    version = version_de(indicateur("F2.1"), faits, FIN_DES_DONNEES).compter_d_avance()
    assert measure(version, "F2.1", Filters(2024), TOUT)[0].denominateur == 4
    assert measure(version, "F2.1", Filters(2024, domaines=("Inconnu",)), TOUT)[0].effectif == 0
    assert measure(version, "F2.1", Filters(2024), Perimeter(frozenset(), None))[0].effectif == 0
    assert measure(version, "F2.1", Filters(2024), Perimeter(frozenset({"Ailleurs"}), None))[0].effectif == 0
