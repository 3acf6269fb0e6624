"""What holds on every data set: segments sum to the whole, what is filtered never exceeds it, rows give the figure."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from spaser.measure import Filters, Perimeter, measure, rows
from tests.measure.versions import Fait, depense, indicateur, version_de

TOUT = Perimeter.tout()
DOMAINES = ("Eau", "Déchets", "Non affecté")
TERRITOIRES = ("Pays d'Aix", "Marseille-Provence")

appartenances = st.sampled_from([1.0, 0.0, 0.5, 1 / 3, None])
jours = st.dates(date(2023, 1, 1), date(2024, 12, 31))
centimes = st.integers(0, 10**9).map(lambda c: c / 100)


@st.composite
def contrats_quelconques(draw: st.DrawFn) -> list[Fait]:
    """Contracts, each in exactly one domain (R11)."""
    return [
        Fait(
            f"c{rang}",
            draw(jours),
            appartient=draw(appartenances),
            domaine=draw(st.sampled_from(DOMAINES)),
            territoire=draw(st.sampled_from(TERRITOIRES)),
        )
        for rang in range(draw(st.integers(0, 25)))
    ]


@st.composite
def depenses_quelconques(draw: st.DrawFn) -> list[Fait]:
    """Spend lines of eight suppliers, who may sell in several domains."""
    return [
        depense(
            f"s{draw(st.integers(0, 7))}",
            draw(jours),
            draw(centimes),
            draw(st.sampled_from([1.0, 0.0, None])),
            domaine=draw(st.sampled_from(DOMAINES)),
            territoire=draw(st.sampled_from(TERRITOIRES)),
        )
        for _ in range(draw(st.integers(0, 25)))
    ]


@settings(max_examples=25, deadline=None)
@given(contrats_quelconques(), depenses_quelconques())
def test_les_segments_font_le_total(contrats: list[Fait], depenses: list[Fait]) -> None:
    for code, faits in (("F2.1", contrats), ("F3.1", depenses), ("F9.2", depenses)):
        version = version_de(indicateur(code), faits)
        for par in ("domaine", "territoire", "trimestre"):
            tout, *parts = measure(version, code, Filters(2024), TOUT, par)
            assert sum(round(m.numerateur * 600) for m in parts) == round(tout.numerateur * 600)
            assert sum(round((m.denominateur or 0) * 100) for m in parts) == round(
                (tout.denominateur or 0) * 100
            )
            assert sum(m.effectif for m in parts) == tout.effectif


@settings(max_examples=25, deadline=None)
@given(depenses_quelconques())
def test_les_fournisseurs_distincts_ne_s_ajoutent_pas(depenses: list[Fait]) -> None:
    version = version_de(indicateur("X8"), depenses)
    tout, *parts = measure(version, "X8", Filters(2024), TOUT, "domaine")
    payes: dict[str, float] = {}
    for fait in depenses:
        if fait.jour.year == 2024:
            payes[fait.cle] = payes.get(fait.cle, 0) + (fait.montant or 0)
    assert tout.effectif == sum(montant > 0 for montant in payes.values())
    assert max((m.effectif for m in parts), default=0) <= tout.effectif <= sum(m.effectif for m in parts)


@settings(max_examples=25, deadline=None)
@given(contrats_quelconques(), depenses_quelconques(), st.sets(st.sampled_from(TERRITOIRES)))
def test_un_perimetre_ou_un_filtre_n_excede_jamais_le_tout(
    contrats: list[Fait], depenses: list[Fait], vus: set[str]
) -> None:
    for code, faits in (("F2.1", contrats), ("F3.1", depenses), ("X8", depenses)):
        version = version_de(indicateur(code), faits)
        (tout,) = measure(version, code, Filters(2024), TOUT)
        (partie,) = measure(version, code, Filters(2024), Perimeter(frozenset(vus), None))
        assert partie.effectif <= tout.effectif
        assert partie.inconnus <= tout.inconnus + 1e-9 or code == "X8"
        assert (partie.montant_total or 0) <= (tout.montant_total or 0)
        if vus:
            (filtree,) = measure(version, code, Filters(2024, territoires=tuple(sorted(vus))), TOUT)
            assert (filtree.numerateur, filtree.denominateur) == (partie.numerateur, partie.denominateur)
        else:
            assert partie.effectif == 0


@settings(max_examples=25, deadline=None)
@given(contrats_quelconques(), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_les_lignes_donnent_le_chiffre_a_toute_date(contrats: list[Fait], arrete: date) -> None:
    version = version_de(indicateur("F2.1"), contrats)
    filtres = Filters(2024, arrete=arrete)
    (m,) = measure(version, "F2.1", filtres, TOUT)
    lues = rows(version, "F2.1", filtres, TOUT)
    assert len(lues) == m.denominateur
    assert abs(sum(row.appartient or 0 for row in lues) - m.numerateur) < 1e-9
    assert sum(row.appartient is None for row in lues) == m.inconnus
    if m.valeur is not None and m.borne_haute is not None:
        assert 0 <= m.valeur <= m.borne_haute <= 1
