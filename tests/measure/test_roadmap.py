"""The roadmap of a year: states, last known states, lateness; hand-made rows on the document's means."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from spaser.catalogue import Catalogue, load_catalogue
from spaser.measure import Filters, Perimeter
from spaser.measure.roadmap import (
    ETATS,
    Etat,
    FeuilleDeRoute,
    LigneMoyen,
    by_state,
    days_late,
    feuille_de_route,
    roadmap,
)
from tests.measure.versions import Fait, VersionDeTest, catalogue_de, indicateur

ARRETE = date(2026, 9, 30)


@cache
def document() -> Catalogue:
    return load_catalogue()


def feuille(*lignes: LigneMoyen, annee: int = 2026, reference: date = ARRETE) -> FeuilleDeRoute:
    return feuille_de_route(document(), lignes, annee, reference)


@pytest.mark.parametrize(
    ("etat", "echeance", "jours"),
    [
        ("en_cours", date(2026, 9, 29), 1),
        ("en_cours", date(2026, 9, 30), 0),
        ("en_cours", date(2026, 10, 1), 0),
        ("non_engage", date(2025, 9, 30), 365),
        ("engage", date(2024, 2, 29), 944),
        ("realise", date(2020, 1, 1), 0),
        ("recurrent", date(2020, 1, 1), 0),
        ("abandonne", date(2020, 1, 1), 0),
        ("realise", None, 0),
        ("en_cours", None, None),
        ("non_renseigne", None, None),
    ],
)
def test_le_retard_se_compte_en_jours_a_la_date_d_arrete(
    etat: Etat, echeance: date | None, jours: int | None
) -> None:
    assert days_late(etat, echeance, ARRETE) == jours


def test_les_62_moyens_sont_la_dans_l_ordre_du_document_meme_sans_ligne() -> None:
    vide = feuille()
    assert [moyen.code for moyen in vide.moyens] == [f"M{numero}" for numero in range(1, 63)]
    assert by_state(vide.moyens) == {**dict.fromkeys(ETATS, 0), "non_renseigne": 62}
    assert {moyen.retard for moyen in vide.moyens} == {None}


def test_un_moyen_sans_ligne_de_l_annee_est_non_renseigne_et_dit_son_dernier_etat_connu() -> None:
    trouvee = feuille(
        LigneMoyen("M7", 2022, "engage"),
        LigneMoyen("M7", 2024, "en_cours", echeance=date(2024, 12, 31)),
        LigneMoyen("M7", 2027, "realise"),
        LigneMoyen("M8", 2026, "non_engage"),
        LigneMoyen("M8", 2025, "engage"),
    )
    m7, m8, m9 = (trouvee.moyen(code) for code in ("M7", "M8", "M9"))
    assert m7 is not None
    assert m8 is not None
    assert m9 is not None
    assert (m7.etat, m7.retard, m7.en_retard) == ("non_renseigne", None, False)
    assert m7.dernier_connu == LigneMoyen("M7", 2024, "en_cours", echeance=date(2024, 12, 31))
    assert [ligne.annee for ligne in m7.anterieures] == [2022, 2024]
    assert m8.etat == "non_engage"
    assert (m9.etat, m9.dernier_connu) == ("non_renseigne", None)
    assert by_state(trouvee.moyens)["non_renseigne"] == 61


def test_un_moyen_inconnu_du_catalogue_est_a_part_et_n_est_pas_compte() -> None:
    trouvee = feuille(LigneMoyen("M99", 2026, "realise"), LigneMoyen("M1", 2026, "realise"))
    assert [ligne.moyen for ligne in trouvee.hors_catalogue] == ["M99"]
    assert sum(by_state(trouvee.moyens).values()) == 62
    assert by_state(trouvee.moyens)["realise"] == 1


def test_entre_deux_lignes_d_une_annee_celle_qui_est_realisee_compte_comme_dans_x10() -> None:
    trouvee = feuille(
        LigneMoyen("M1", 2026, "en_cours", depot="a", ligne=2),
        LigneMoyen("M1", 2026, "realise", depot="b", ligne=9),
        LigneMoyen("M2", 2026, "engage", livrable="second", depot="a", ligne=8),
        LigneMoyen("M2", 2026, "engage", livrable="premier", depot="a", ligne=4),
    )
    assert trouvee.moyen("M1").etat == "realise"  # type: ignore[union-attr]
    assert trouvee.moyen("M2").ligne.livrable == "premier"  # type: ignore[union-attr]


def version_avec_feuille() -> VersionDeTest:
    faits = [
        Fait(code, date(annee, 1, 1), dga="Non affecté", territoire="Non affecté")
        for code in ("M1", "M2")
        for annee in (2025, 2026)
    ]
    version = VersionDeTest(catalogue_de(indicateur("X10")), ARRETE, {"x10": faits})
    cursor = version.cursor()
    cursor.execute("create schema lignes")
    cursor.execute(
        "create table lignes.moyens (moyen varchar, annee integer, statut varchar, pilote varchar, echeance date,"
        " avancement decimal(18, 2), livrable varchar, commentaire varchar, depot varchar, ligne integer)"
    )
    cursor.executemany(
        "insert into lignes.moyens values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [
                "M1",
                2026,
                "en_cours",
                "EAD",
                date(2026, 9, 29),
                Decimal("0.45"),
                "Guide",
                "À relancer",
                "d1",
                4,
            ],
            ["M2", 2025, "engage", None, None, None, None, None, "d1", 5],
        ],
    )
    return version


def test_la_feuille_d_une_version_dit_fichier_ligne_et_retard() -> None:
    trouvee = roadmap(version_avec_feuille(), Filters(2026), Perimeter.tout())
    m1 = trouvee.moyen("M1")
    assert m1 is not None
    assert (trouvee.reference, m1.retard) == (ARRETE, 1)
    assert m1.ligne == LigneMoyen(
        "M1", 2026, "en_cours", "EAD", date(2026, 9, 29), Decimal("0.45"), "Guide", "À relancer",
        "d1", "contrats.xlsx", 4,
    )  # fmt: skip
    assert trouvee.moyen("M2").dernier_connu.annee == 2025  # type: ignore[union-attr]


def test_la_date_d_arrete_de_l_ecran_decide_et_une_annee_anterieure_ignore_la_suite() -> None:
    version = version_avec_feuille()
    au_29 = roadmap(version, Filters(2026, arrete=date(2026, 9, 29)), Perimeter.tout())
    assert au_29.moyen("M1").retard == 0  # type: ignore[union-attr]
    en_2025 = roadmap(version, Filters(2025), Perimeter.tout())
    assert en_2025.reference == date(2025, 12, 31)
    assert by_state(en_2025.moyens) == {**dict.fromkeys(ETATS, 0), "engage": 1, "non_renseigne": 61}


@pytest.mark.parametrize(
    ("perimetre", "vues"),
    [
        (Perimeter(None, None), 1),
        (Perimeter(frozenset({"Non affecté"}), None), 1),
        (Perimeter(frozenset({"Pays d'Aix"}), None), 0),
        (Perimeter(None, frozenset({"EAD"})), 0),
        (Perimeter(frozenset(), frozenset()), 0),
    ],
)
def test_qui_ne_voit_pas_x10_ne_voit_pas_la_feuille_de_route(perimetre: Perimeter, vues: int) -> None:
    trouvee = roadmap(version_avec_feuille(), Filters(2026), perimetre)
    assert len(trouvee.lignes) == vues
    assert by_state(trouvee.moyens)["non_renseigne"] == 62 - vues
