from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spaser.ui.selection import Choices, Selection, default_selection, from_address, tags, to_address

CHOICES = Choices(
    annees=(2026, 2025, 2024),
    date_donnees=date(2026, 9, 30),
    domaines=("Déchets", "Énergie", "Non affecté"),
    dga={"EAD": "Eau, Assainissement, Déchets", "CPAJ": "Commande Publique"},
    territoires=("Pays d'Aix", "Marseille-Provence"),
)


def test_une_adresse_vide_montre_le_dernier_exercice() -> None:
    assert from_address({}, CHOICES) == Selection(annee=2026) == default_selection(CHOICES)


def test_un_lien_rouvre_la_meme_vue() -> None:
    chosen = Selection(2025, "T3", ("Déchets",), ("EAD",), ("Pays d'Aix",), "tous")
    assert from_address(to_address(chosen, CHOICES), CHOICES) == chosen
    assert chosen.observation() == date(2025, 9, 30)


def test_l_adresse_dit_toujours_l_annee_et_le_jour() -> None:
    """Copiée aujourd'hui, elle montre le même écran quand les données vont jusqu'à mars 2027."""
    address = to_address(Selection(annee=2026), CHOICES)
    assert address == {"exercice": ["2026"], "arrete": ["2026-09-30"]}
    assert from_address(address, CHOICES) == default_selection(CHOICES)
    later = replace(CHOICES, annees=(2027, *CHOICES.annees), date_donnees=date(2027, 3, 31))
    assert from_address({}, later) == Selection(annee=2027)
    assert from_address(address, later) == Selection(annee=2026, arrete="2026-09-30")
    assert from_address(address, later).observation() == date(2026, 9, 30)


def test_une_annee_close_s_arrete_a_son_dernier_jour() -> None:
    address = to_address(Selection(annee=2025), CHOICES)
    assert address == {"exercice": ["2025"], "arrete": ["2025-12-31"]}
    assert from_address(address, CHOICES) == Selection(annee=2025)
    assert [CHOICES.end(annee) for annee in (2025, 2026)] == [date(2025, 12, 31), date(2026, 9, 30)]


def test_un_lien_perime_ou_hostile_ne_donne_que_des_valeurs_connues() -> None:
    read = from_address(
        {
            "exercice": ["1789"],
            "arrete": ["2026-12-31"],
            "domaine": ["<script>", "Énergie"],
            "dga": ["'; drop table"],
            "perimetre": ["tout"],
        },
        CHOICES,
    )
    assert read == Selection(annee=2026, domaines=("Énergie",))


def test_un_trimestre_que_les_donnees_n_atteignent_pas_est_ignore() -> None:
    assert CHOICES.quarters(2026) == ("T1", "T2", "T3")
    assert from_address({"arrete": ["T4"]}, CHOICES).arrete == ""


def test_retirer_chaque_etiquette_ramene_a_la_vue_par_defaut() -> None:
    chosen = Selection(2025, "T3", ("Déchets", "Énergie"), ("EAD",), ("Pays d'Aix",), "tous")
    while found := tags(chosen, CHOICES):
        assert found[0].sans != chosen
        chosen = found[0].sans
    assert chosen == default_selection(CHOICES)


@given(
    st.dictionaries(
        st.sampled_from(["exercice", "arrete", "domaine", "dga", "territoire", "perimetre", "x"]),
        st.lists(st.text(max_size=12), max_size=3),
    )
)
def test_aucune_adresse_ne_fait_echouer_une_page(address: dict[str, list[str]]) -> None:
    chosen = from_address(address, CHOICES)
    assert from_address(to_address(chosen, CHOICES), CHOICES) == chosen
