"""The demonstration's files carry the document's magnitudes of 2020, counted from the files by pandas."""

import re
from pathlib import Path

import pandas as pd
import pytest

from spaser.catalogue import load_catalogue
from spaser.demo import generate
from spaser.demo.siret import luhn_valide
from tests.demo.lecture import achats, nombres, sirets, tableau

GENRES = ("contrats", "depenses", "fournisseurs", "heures", "evenements", "moyens", "programmation")
ANNEES = range(2020, 2027)
PEU_DE_LIGNES = 40_000
Fichiers = dict[str, Path]


@pytest.fixture(scope="module")
def fichiers(tmp_path_factory: pytest.TempPathFactory) -> Fichiers:
    chemins = generate(tmp_path_factory.mktemp("demo"), load_catalogue(), lignes=PEU_DE_LIGNES)
    return {c.stem.removeprefix("demo_fictif_"): c for c in chemins}


@pytest.fixture(scope="module")
def achats_2020(fichiers: Fichiers) -> pd.DataFrame:
    return achats(fichiers["depenses_2020"])


@pytest.fixture(scope="module")
def contrats(fichiers: Fichiers) -> dict[int, pd.DataFrame]:
    return {annee: _contrats(fichiers[f"contrats_{annee}"]) for annee in ANNEES}


def _contrats(chemin: Path) -> pd.DataFrame:
    lu = tableau(chemin)
    lu = lu.rename(
        columns={lu.columns[0]: "numero", "Type de contrat": "nature", "Nature du contrat": "nature"}
    )
    francaises = lu["Date de notification"].str.match(r"\d\d/")
    lu["jour"] = pd.to_datetime(
        lu["Date de notification"], dayfirst=bool(francaises.mean() > 0.5), errors="coerce"
    )
    return lu[lu["jour"].notna()].drop_duplicates("numero")


def test_les_sept_genres_y_sont_et_chaque_nom_dit_que_c_est_fictif(fichiers: Fichiers) -> None:
    for genre in GENRES:
        assert any(nom.startswith(genre) for nom in fichiers), genre
    assert all(chemin.name.startswith("demo_fictif_") for chemin in fichiers.values())
    assert {chemin.suffix for chemin in fichiers.values()} == {".xlsx", ".csv"}


def test_2766_fournisseurs_actifs_en_2020_dont_deux_tiers_de_tpe_pme(
    fichiers: Fichiers, achats_2020: pd.DataFrame
) -> None:
    """A supplier (a SIREN, or a foreign number) is active when what it was paid in the year, cancellations deducted, is positive."""
    panel = achats_2020.assign(
        siren=achats_2020["tiers"].where(~achats_2020["tiers"].str.isdigit(), achats_2020["tiers"].str[:9])
    )
    verse = panel.groupby("siren")["montant"].sum()
    actifs = set(verse[verse > 0].index)
    assert len(actifs) == 2766
    # The same without sub-contractors: each of them is also paid for itself.
    sans = panel[panel["role"] != "Sous-traitant"].groupby("siren")["montant"].sum()
    assert set(sans[sans > 0].index) == actifs
    liste = tableau(fichiers["fournisseurs"])
    pme = set(liste.loc[liste["Catégorie d'entreprise"] == "PME", "SIRET"].str[:9])
    assert len(actifs & pme) == 2766 * 2 // 3


def test_un_milliard_trois_en_2020_dont_quatre_vingts_pour_cent_dans_le_departement(
    achats_2020: pd.DataFrame,
) -> None:
    total = achats_2020["montant"].sum()
    assert total == pytest.approx(1.304e9, abs=0.005)
    local = achats_2020.loc[achats_2020["code_postal"].str.startswith("13"), "montant"].sum()
    assert local / total == pytest.approx(0.80, abs=0.005)
    concessions = achats_2020.loc[achats_2020["type_achat"].isin(["DSP", "COSP"]), "montant"].sum()
    assert total - concessions == pytest.approx(1e9, rel=0.05)


@pytest.mark.parametrize("annee", [2021, 2022, 2023, 2024, 2025])
def test_chaque_annee_pleine_depense_autour_d_un_milliard_hors_concessions(
    fichiers: Fichiers, annee: int
) -> None:
    lus = achats(fichiers[f"depenses_{annee}"])
    marches = lus.loc[~lus["type_achat"].isin(["DSP", "COSP"]), "montant"].sum()
    assert marches == pytest.approx(1e9, rel=0.06)
    assert 2_600 < lus["tiers"].nunique() < 3_000


def test_150_000_heures_d_insertion_en_2020(fichiers: Fichiers) -> None:
    heures = tableau(fichiers["heures_insertion"])
    par_an = nombres(heures["Heures réalisées"]).groupby(heures["Mois"].str[-4:]).sum()
    assert par_an["2020"] == 150_000
    assert list(par_an.index) == [str(annee) for annee in ANNEES]


def test_940_consultations_en_2020(fichiers: Fichiers) -> None:
    evenements = tableau(fichiers["evenements"])
    lancees = evenements[(evenements["Type"] == "Consultation") & evenements["Date"].str.endswith("2020")]
    assert lancees["Référence"].nunique() == 940


def test_environ_2700_contrats_en_cours_fin_2020(
    fichiers: Fichiers, contrats: dict[int, pd.DataFrame]
) -> None:
    """A framework's subsequent contracts run under it: they are not counted beside it."""
    tous = pd.concat([_contrats(fichiers["contrats_anterieurs"]), contrats[2020]])
    fin = pd.to_datetime(tous["Date de fin"], dayfirst=True, format="mixed")
    arrete = pd.Timestamp(2020, 12, 31)
    courants = (tous["jour"] <= arrete) & (fin >= arrete) & (tous["nature"] != "Marché subséquent")
    assert courants.sum() == pytest.approx(2_700, rel=0.03)


def test_l_environnement_monte_vers_80_pour_cent_et_le_social_vers_30(
    contrats: dict[int, pd.DataFrame],
) -> None:
    taux = {annee: _taux(frame) for annee, frame in contrats.items() if annee >= 2022}
    assert 0.70 <= taux[2025][0] <= 0.85
    assert 0.25 <= taux[2025][1] <= 0.32
    assert taux[2022][0] < taux[2024][0] < taux[2025][0]
    assert taux[2022][1] < taux[2025][1]
    par_domaine = [_taux(frame)[0] for _, frame in contrats[2025].groupby("Domaine d'achat")]
    assert max(par_domaine) - min(par_domaine) > 0.3


def _taux(frame: pd.DataFrame) -> tuple[float, float]:
    marches = frame[~frame["nature"].isin(["Marché subséquent", "Concession"])]
    debut = list(frame.columns).index("Déchets")
    positives = marches.isin(["Clause", "Critère", "Spécification technique", "Marché réservé"])
    env, soc = positives.iloc[:, debut : debut + 8], positives.iloc[:, debut + 8 : debut + 15]
    return float(env.any(axis=1).mean()), float(soc.any(axis=1).mean())


def test_oui_non_et_vide_sont_trois_reponses(contrats: dict[int, pd.DataFrame]) -> None:
    reponses = (
        contrats[2025]["Énergie"]
        .replace({"Critère": "Clause", "Spécification technique": "Clause"})
        .value_counts(normalize=True)
    )
    assert set(reponses.index) == {"Clause", "Non", ""}
    assert 0.01 < reponses[""] < 0.08
    assert set(contrats[2020]["Clause environnementale"]) == {"Oui", "Non", ""}
    assert "Pas de considération sociale" in set(contrats[2021]["Considérations sociales"])


def test_toutes_les_natures_de_contrats_et_de_groupements(
    fichiers: Fichiers, contrats: dict[int, pd.DataFrame]
) -> None:
    assert set(contrats[2024]["nature"]) == {"Marché", "Accord-cadre", "Marché subséquent", "Concession"}
    lignes = tableau(fichiers["contrats_2024"])
    lignes = lignes[lignes["Numéro de contrat"].isin(contrats[2024]["numero"])]
    assert {"Conjoint", "Solidaire", "Pas de groupement"} == set(lignes["Groupement"])
    conjoints = lignes[lignes["Groupement"] == "Conjoint"]
    parts = nombres(conjoints["Part du titulaire HT"]).groupby(conjoints["Numéro de contrat"]).sum()
    montants = nombres(conjoints["Montant HT (€)"]).groupby(conjoints["Numéro de contrat"]).first()
    assert (parts == montants).all()
    assert (lignes.loc[lignes["Groupement"] == "Solidaire", "Part du titulaire HT"] == "").all()
    cadres = lignes[lignes["Type de contrat"] == "Accord-cadre"]
    assert (cadres["Numéro de contrat"].value_counts() > 1).any()
    subsequents = contrats[2024][contrats[2024]["nature"] == "Marché subséquent"]
    assert set(subsequents["N° de l'accord-cadre"]) <= set(contrats[2024]["numero"])


def test_les_lignes_d_un_contrat_disent_toutes_la_meme_chose(fichiers: Fichiers) -> None:
    lignes = tableau(fichiers["contrats_2023"])
    communes = [c for c in lignes.columns if not re.search("itulaire", c)]
    assert (lignes.groupby("Numéro de contrat")[communes].nunique() == 1).all(axis=None)


def test_les_sirets_passent_la_cle_et_sont_d_une_plage_jamais_attribuee(
    fichiers: Fichiers, achats_2020: pd.DataFrame
) -> None:
    liste = tableau(fichiers["fournisseurs"])["SIRET"]
    lus = pd.concat(
        [liste, achats_2020["tiers"], sirets(tableau(fichiers["contrats_2022"])["SIRET du titulaire"])]
    )
    francais = {s for s in lus if s.isdigit()}
    assert len(francais) > 4_000
    assert all(len(s) == 14 and luhn_valide(s) and luhn_valide(s[:9]) for s in francais)
    assert {s[:3] for s in francais} <= {"002", "003", "004"}
    etrangers = {s for s in lus if s.startswith("TVA:")}
    assert 0 < len(etrangers) < 60


def test_la_salete_est_la_et_reste_bien_sous_cinq_pour_cent(fichiers: Fichiers) -> None:
    mandats = tableau(fichiers["depenses_2020"])
    assert (mandats["N° mandat"] == "TOTAL GÉNÉRAL").sum() == 1
    assert mandats["N° SIRET"].str.contains(r"\d{3} \d{3} \d{3} \d{5}").any()
    assert mandats["N° SIRET"].str.fullmatch(r"\d{13}").any()
    illisibles = (
        mandats["N° SIRET"].eq("2,43E+13")
        | mandats["Montant HT"].isin(["NC", "à préciser"])
        | mandats["Date d'émission"].eq("31/02/2020")
    )
    assert 0 < illisibles.mean() < 0.01
    assert mandats["Montant HT"].str.contains("\u00a0").any()
    assert mandats["Annulation"].eq("Oui").any()
    assert (nombres(mandats["Montant HT"])[mandats["Annulation"] == "Oui"] < 0).all()
    assert mandats["Nature de la dépense"].eq("Intérêts moratoires").any()
    janvier = mandats["Date d'émission"].str.endswith("/01/2021") & mandats["Exercice"].eq("2020")
    assert janvier.any()


def test_les_62_moyens_ont_un_statut_chaque_annee(fichiers: Fichiers) -> None:
    moyens = tableau(fichiers["moyens"])
    assert (moyens.groupby("Année")["Moyen"].nunique() == 62).all()
    assert len(moyens) == 62 * moyens["Année"].nunique()


def test_tous_les_territoires_recoivent_des_depenses(achats_2020: pd.DataFrame) -> None:
    assert set(achats_2020["territoire"]) - {""} == {t.nom for t in load_catalogue().territoires}


def test_meme_graine_memes_octets_quel_que_soit_le_jour(fichiers: Fichiers, tmp_path: Path) -> None:
    encore = {c.name: c.read_bytes() for c in generate(tmp_path, load_catalogue(), lignes=PEU_DE_LIGNES)}
    assert encore == {c.name: c.read_bytes() for c in fichiers.values()}
