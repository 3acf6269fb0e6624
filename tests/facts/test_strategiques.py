"""Note 4, A11, A12: the strategic suppliers of a year and their evaluations; F1.2."""

from datetime import date

import pytest

from tests.facts.entrepot import Entrepot

AVANT = date(2024, 6, 1)


def siret(numero: int) -> str:
    return f"{numero}" * 9 + "00010"


def siren(numero: int) -> str:
    return f"{numero}" * 9


def achats(entrepot: Entrepot, montants: dict[int, float], **valeurs: str) -> None:
    for numero, montant in montants.items():
        entrepot.depense(siret(numero), montant, date_mandat=AVANT, **{"domaine": "Déchets", **valeurs})


def evalues(entrepot: Entrepot, observation: date) -> dict[str, float | None]:
    """What the engine sees on one day: rows begun and not ended."""
    vus: dict[str, float | None] = {}
    for fait in entrepot.faits("F1.2"):
        if date(observation.year, 1, 1) <= fait.jour <= observation and (
            fait.fin is None or fait.fin >= observation
        ):
            avant = vus.get(fait.cle, 0.0)
            vus[fait.cle] = (
                1.0 if 1.0 in (avant, fait.appartient) else None if None in (avant, fait.appartient) else 0.0
            )
    return vus


def test_les_cinq_premiers_du_domaine_sur_les_depenses_de_l_annee_precedente(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60, 2: 50, 3: 40, 4: 30, 5: 20, 6: 10})
    entrepot.deriver()
    faits = entrepot.faits("F1.2")
    assert [fait.cle for fait in faits] == [siren(n) for n in (1, 2, 3, 4, 5)]
    assert {(fait.jour, fait.fin) for fait in faits} == {(date(2025, 1, 1), date(2025, 12, 31))}


def test_les_ex_aequo_du_cinquieme_rang_sont_gardes(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60, 2: 50, 3: 40, 4: 30, 5: 20, 6: 20, 7: 10})
    entrepot.deriver()
    assert {fait.cle for fait in entrepot.faits("F1.2")} == {siren(n) for n in (1, 2, 3, 4, 5, 6)}


def test_le_rang_se_prend_sur_le_tout_et_la_liste_garde_chaque_cellule_payee(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60}, dga="EAD")
    achats(entrepot, {1: 5}, dga="DUST")
    achats(entrepot, {2: 50, 3: 40, 4: 30, 5: 20}, dga="EAD")
    achats(entrepot, {6: 10}, dga="DUST")
    entrepot.deriver()
    cellules = {(fait.cle, fait.dga) for fait in entrepot.faits("F1.2")}
    # Supplier 6 leads nothing: in its DGA it would be first, over the whole it is sixth.
    assert cellules == {(siren(n), "EAD") for n in (1, 2, 3, 4, 5)} | {(siren(1), "DUST")}


def test_un_fournisseur_de_deux_domaines_figure_dans_chacun(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60})
    achats(entrepot, {1: 60}, domaine="Travaux")
    entrepot.deriver()
    assert {(fait.cle, fait.domaine) for fait in entrepot.faits("F1.2")} == {
        (siren(1), "Déchets"),
        (siren(1), "Travaux"),
    }


@pytest.mark.parametrize(
    "valeurs", [{"role_tiers": "sous_traitant"}, {"nature_depense": "subvention"}, {"domaine": ""}]
)
def test_ni_sous_traitant_ni_subvention_ni_depense_sans_domaine(
    entrepot: Entrepot, valeurs: dict[str, str]
) -> None:
    achats(entrepot, {1: 60}, **valeurs)
    entrepot.deriver()
    assert entrepot.faits("F1.2") == []


def test_un_fournisseur_dont_les_achats_s_annulent_n_est_pas_strategique(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60})
    achats(entrepot, {1: -60})
    achats(entrepot, {2: 1})
    entrepot.deriver()
    assert {fait.cle for fait in entrepot.faits("F1.2")} == {siren(2)}


@pytest.mark.parametrize(
    ("observation", "attendu"),
    [
        (date(2025, 3, 31), 0.0),
        (date(2025, 4, 1), 1.0),
        (date(2025, 12, 31), 1.0),
    ],
)
def test_une_evaluation_vaut_a_partir_de_sa_cloture(
    entrepot: Entrepot, observation: date, attendu: float
) -> None:
    achats(entrepot, {1: 60})
    entrepot.fournisseur(siret(1), evaluation_date=date(2025, 4, 1), evaluation_rse=True)
    entrepot.deriver()
    assert evalues(entrepot, observation) == {siren(1): attendu}


@pytest.mark.parametrize(("observation", "attendu"), [(date(2025, 3, 31), 1.0), (date(2025, 4, 1), 0.0)])
def test_une_evaluation_expire_au_bout_de_douze_mois(
    entrepot: Entrepot, observation: date, attendu: float
) -> None:
    achats(entrepot, {1: 60})
    entrepot.fournisseur(siret(1), evaluation_date=date(2024, 4, 1), evaluation_rse=True)
    entrepot.deriver()
    assert evalues(entrepot, observation) == {siren(1): attendu}


def test_la_duree_de_validite_est_un_choix(entrepot: Entrepot) -> None:
    entrepot.parametre("evaluation_validite_mois", "60")
    achats(entrepot, {1: 60})
    entrepot.fournisseur(siret(1), evaluation_date=date(2021, 4, 1), evaluation_rse=True)
    entrepot.deriver()
    assert evalues(entrepot, date(2025, 12, 31)) == {siren(1): 1.0}


@pytest.mark.parametrize(("rse", "attendu"), [(True, 1.0), (False, 0.0), (None, None)])
def test_sans_volet_rse_ce_n_est_pas_une_evaluation(
    entrepot: Entrepot, rse: bool | None, attendu: float | None
) -> None:
    achats(entrepot, {1: 60})
    entrepot.fournisseur(siret(1), evaluation_date=date(2025, 4, 1), evaluation_rse=rse)
    entrepot.deriver()
    assert evalues(entrepot, date(2025, 12, 31)) == {siren(1): attendu}


def test_sans_extrait_qui_parle_d_evaluation_nul_ne_sait(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60, 2: 50})
    entrepot.fournisseur(siret(1), categorie_entreprise="PME")
    entrepot.deriver()
    assert evalues(entrepot, date(2025, 12, 31)) == {siren(1): None, siren(2): None}


def test_un_fournisseur_connu_et_jamais_evalue_est_un_non_un_inconnu_reste_inconnu(
    entrepot: Entrepot,
) -> None:
    achats(entrepot, {1: 60, 2: 50})
    entrepot.fournisseur(siret(1), evaluation_date=None)
    entrepot.deriver()
    assert evalues(entrepot, date(2025, 12, 31)) == {siren(1): 0.0, siren(2): None}


def test_l_evaluation_d_un_etablissement_vaut_pour_l_entreprise(entrepot: Entrepot) -> None:
    achats(entrepot, {1: 60})
    entrepot.fournisseur(siren(1) + "00099", evaluation_date=date(2025, 4, 1), evaluation_rse=True)
    entrepot.deriver()
    assert evalues(entrepot, date(2025, 12, 31)) == {siren(1): 1.0}
