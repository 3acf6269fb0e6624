"""« À traiter »: each kind of alert judged by hand, then its counts on a small real version, perimeter included."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spaser.catalogue import load_catalogue
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Measure, Perimeter, Statut
from spaser.measure.alerts import Alerte, Situation, alerts
from spaser.measure.alerts_counts import (
    Constats,
    HeuresSansRealisation,
    SansConsideration,
    findings,
    late_means,
)
from spaser.measure.roadmap import roadmap
from spaser.measure.search import Demande, Liste, contracts
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.extraits import CONTRATS, SIRET_A, contrat, write_csv

ANNEE = Filters(2026)
TOUT = Perimeter.tout()
CPAJ = Perimeter(None, frozenset({"CPAJ"}))
RIEN = Perimeter(frozenset(), None)
FIN = date(2026, 9, 30)
MESURE = Measure(
    code="F2.4",
    annee=2026,
    segment=None,
    valeur=0.41,
    numerateur=41,
    denominateur=100,
    inconnus=0,
    borne_basse=0.41,
    borne_haute=0.41,
    montant=None,
    montant_haut=None,
    montant_total=None,
    part_montant=None,
    completude=1.0,
    n_moins_1=0.45,
    ecart=-0.04,
    cible=0.30,
    annee_cible=2025,
    statut=Statut.EN_BONNE_VOIE,
    arrete=FIN,
    provisoire=True,
    effectif=100,
)
STABLE = replace(MESURE, n_moins_1=0.41, ecart=0.0)
CALME = Situation(load_catalogue(), {"F2.4": STABLE}, Constats(), {"contrats": FIN, "depenses": FIN}, FIN)


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def seule(situation: Situation) -> Alerte:
    (alerte,) = alerts(situation)
    return alerte


def avec(situation: Situation = CALME, **constats: object) -> Situation:
    return replace(situation, constats=replace(situation.constats, **constats))  # type: ignore[arg-type]


def test_rien_a_signaler() -> None:
    assert alerts(CALME) == ()


@pytest.mark.parametrize(
    ("statut", "gravite"),
    [(Statut.RECUL, "haute"), (Statut.CIBLE_PERDUE, "haute"), (Statut.EVOLUTION_DEFAVORABLE, "moyenne")],
)
def test_un_recul_ouvre_la_page_de_son_axe(statut: Statut, gravite: str) -> None:
    alerte = seule(replace(CALME, mesures={"F2.4": replace(MESURE, statut=statut)}))
    assert (alerte.genre, alerte.gravite, alerte.page, alerte.axe) == ("recul", gravite, "axe", 1)
    assert alerte.parametres == (("indicateur", "F2.4"),)
    assert "41,0 % contre 45,0 % un an plus tôt à la même date (−4,0 points)" in plain(alerte.texte)


@pytest.mark.parametrize("statut", sorted(set(Statut) - {"RECUL", "CIBLE_PERDUE", "EVOLUTION_DEFAVORABLE"}))
def test_les_autres_verdicts_ne_sont_pas_des_reculs(statut: Statut) -> None:
    assert alerts(replace(CALME, mesures={"F2.4": replace(STABLE, statut=statut)})) == ()


@pytest.mark.parametrize("statut", [Statut.CIBLE_NON_ATTEINTE, Statut.NON_CONCLUANT])
def test_un_verdict_sur_une_annee_close_ne_cache_pas_le_recul_de_l_annee_en_cours(statut: Statut) -> None:
    alerte = seule(replace(CALME, mesures={"F2.4": replace(MESURE, statut=statut)}))
    assert (alerte.genre, alerte.gravite) == ("recul", "haute")
    assert "à contresens sur un an : 41,0 % contre 45,0 %" in plain(alerte.texte)


def test_un_recul_d_un_seul_element_n_est_pas_une_alerte() -> None:
    """Of 50 contracts one is 2 points: 1,9 point less is nothing."""
    presque = replace(MESURE, statut=Statut.CIBLE_NON_ATTEINTE, effectif=50, ecart=-0.019)
    assert alerts(replace(CALME, mesures={"F2.4": presque})) == ()
    assert alerts(replace(CALME, mesures={"F2.4": replace(presque, ecart=-0.02)})) != ()


def test_un_recul_sans_valeur_ne_montre_pas_zero() -> None:
    sans = replace(MESURE, statut=Statut.RECUL, valeur=None, ecart=None, n_moins_1=None)
    assert seule(replace(CALME, mesures={"F2.4": sans})).texte.endswith("en recul.")


def test_les_donnees_incompletes_sont_une_seule_alerte_la_moins_connue_d_abord() -> None:
    mesures = {
        "F2.4": replace(STABLE, completude=0.79),
        "F2.3": replace(STABLE, code="F2.3", completude=0.10),
        "F8.1": replace(STABLE, code="F8.1", completude=0.80),
        "F8.3": replace(STABLE, code="F8.3", completude=None),
    }
    alerte = seule(replace(CALME, mesures=mesures))
    assert (alerte.genre, alerte.gravite, alerte.page) == ("donnees_incompletes", "haute", "qualite")
    assert "2 indicateurs sous 80 %" in plain(alerte.texte)
    assert plain(alerte.texte).endswith("F2.3 (10 %), F2.4 (79 %).")


def test_un_extrait_en_retard_mene_au_depot() -> None:
    alerte = seule(replace(CALME, dates={"contrats": FIN, "heures": date(2026, 6, 30)}))
    assert (alerte.genre, alerte.page) == ("extrait_en_retard", "deposer")
    assert plain(alerte.texte) == (
        "Heures d’insertion : dernier extrait arrêté au 30/06/2026, 92 jours avant la fin des données."
    )


def test_les_grands_contrats_separent_le_non_du_non_renseigne() -> None:
    trouves = SansConsideration(2, 1, Decimal(3_500_000), Decimal(1_000_000))
    alerte = seule(avec(grands_contrats=trouves))
    assert (alerte.gravite, alerte.page) == ("haute", "explorer")
    assert alerte.parametres == (("liste", "sans-consideration"), ("montant_min", "1000000"))
    assert plain(alerte.texte) == (
        "2 contrats de l’exercice d’au moins 1,0 M€ sans considération environnementale ni sociale (3,5 M€) ; "
        "1 autre non renseigné (1,0 M€)."
    )
    inconnus = seule(avec(grands_contrats=SansConsideration(0, 3, Decimal(0), Decimal(4_000_000))))
    assert inconnus.gravite == "faible"
    assert "3 contrats" in plain(inconnus.texte)
    assert "ne sont pas renseignées" in inconnus.texte


def test_les_accords_cadres_a_echeance_ouvrent_leur_liste() -> None:
    alerte = seule(avec(accords_cadres=SansConsideration(1, 0, Decimal(50_000))))
    assert alerte.parametres == (("liste", "accords-cadres-a-echeance"),)
    assert plain(alerte.texte).startswith("1 accord-cadre se terminant dans les 36 mois sans considération")
    assert "2 accords-cadres" in plain(seule(avec(accords_cadres=SansConsideration(2))).texte)


def test_les_moyens_en_retard_ouvrent_la_feuille_de_route() -> None:
    alerte = seule(avec(moyens_en_retard=("M7", "M1")))
    assert (alerte.page, alerte.parametres) == ("feuille-de-route", (("retard", "oui"),))
    assert plain(alerte.texte) == "Feuille de route : 2 moyens en retard sur leur échéance – M7, M1."
    assert seule(avec(moyens_en_retard=tuple(f"M{rang}" for rang in range(9)))).texte.endswith("M3….")


def test_les_heures_dues_sans_realisation_ouvrent_l_axe_des_heures() -> None:
    alerte = seule(avec(heures=HeuresSansRealisation(3, 4_000)))
    assert (alerte.page, alerte.axe) == ("axe", 2)
    assert "3 contrats dont au moins 25 % de la durée est passée (4 000 h contractualisées)" in plain(
        alerte.texte
    )


def test_les_plus_graves_viennent_d_abord() -> None:
    situation = avec(
        replace(
            CALME,
            mesures={"F2.4": replace(MESURE, statut=Statut.EVOLUTION_DEFAVORABLE)},
            dates={"contrats": FIN, "heures": date(2026, 6, 30)},
        ),
        grands_contrats=SansConsideration(0, 1),
        accords_cadres=SansConsideration(1, 0),
        moyens_en_retard=("M1",),
        heures=HeuresSansRealisation(1, 10),
    )
    situation = replace(
        situation, mesures={**situation.mesures, "F2.3": replace(STABLE, code="F2.3", completude=0.1)}
    )
    assert [(a.gravite, a.genre) for a in alerts(situation)] == [
        ("haute", "donnees_incompletes"),
        ("moyenne", "recul"),
        ("moyenne", "moyens_en_retard"),
        ("moyenne", "extrait_en_retard"),
        ("moyenne", "accords_cadres"),
        ("moyenne", "heures_sans_realisation"),
        ("faible", "grands_contrats"),
    ]


ENTETES = (*CONTRATS, "Date de fin", "Heures d'insertion prévues")
MOYENS = ("Moyen", "Année", "Statut", "Échéance")


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    """Contracts of 2026 around one million, frameworks of 2024 that end or not, hours due, means late or not; data stop in March 2026."""
    folder: Path = tmp_path_factory.mktemp("alertes")
    non, inconnu = {"env": "non", "soc": "non"}, {"env": "", "soc": ""}
    cadre = {"type": "Accord-cadre"}

    def ligne(
        numero: str, jour: str, montant: str, fin: str = "", heures: str = "", **autre: str
    ) -> tuple[str, ...]:
        return (*contrat(numero, jour, montant, **autre), fin, heures)

    contrats = [
        ligne("G1", "10/03/2026", "1000000,00", **non),
        ligne("G2", "10/03/2026", "2000000,00", dga="CPAJ", **inconnu),
        ligne("G3", "10/03/2026", "999999,99", **non),
        ligne("G4", "10/03/2026", "5000000,00", env="oui", soc="non"),
        ligne("G5", "10/03/2026", "7000000,00", env="non", soc=""),
        ligne("G6", "10/03/2025", "9000000,00", **non),
        ligne("G7", "10/03/2026", "9000000,00", type="Concession", **non),
        ligne("A1", "10/03/2024", "1000,00", "31/12/2027", **non, **cadre),
        ligne("A2", "10/03/2024", "2000,00", "31/12/2027", dga="CPAJ", **inconnu, **cadre),
        ligne("A3", "10/03/2024", "4000,00", "31/12/2035", **non, **cadre),
        ligne("A4", "10/03/2024", "8000,00", "31/12/2025", **non, **cadre),
        ligne("A5", "10/03/2024", "8000,00", "31/12/2027", env="oui", soc="non", **cadre),
        ligne("H1", "05/01/2026", "1000,00", "31/12/2026", "100"),
        ligne("H2", "05/01/2026", "1000,00", "15/04/2026", "300", dga="CPAJ"),
    ]
    moyens = [
        ("M1", "2026", "En cours", "31/12/2025"),
        ("M2", "2026", "Réalisé", "31/12/2025"),
        ("M3", "2026", "Non engagé", "30/06/2025"),
        ("M4", "2026", "En cours", "31/12/2026"),
        ("M5", "2026", "Abandonné", "31/12/2025"),
    ]
    files = [
        write_csv(folder / "contrats.csv", ENTETES, contrats),
        write_csv(folder / "moyens.csv", MOYENS, moyens),
        write_csv(
            folder / "heures.csv",
            ("N° de contrat", "Mois", "Heures réalisées", "SIRET de la structure"),
            [("H1", "01/2026", "60", SIRET_A)],
        ),
    ]
    warehouse = Warehouse(folder / "entrepot")
    options = ImportOptions(date_depot=date(2026, 11, 26))
    staged = stage(warehouse, [Source(chemin=path, nom=path.name) for path in files], options)
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    published = publish(warehouse, staged)
    assert published is not None
    return published


def test_les_contrats_comptes_sont_ceux_de_l_exercice_et_des_echeances(version: OpenVersion) -> None:
    """G7 is a concession (A2); G5 says no to one question and nothing to the other: nobody knows. A3 ends too late, A4 has ended."""
    trouves = findings(version, ANNEE, TOUT)
    assert trouves.grands_contrats == SansConsideration(1, 2, Decimal(1_000_000), Decimal(9_000_000))
    assert trouves.accords_cadres == SansConsideration(1, 1, Decimal(1_000), Decimal(2_000))
    assert findings(version, Filters(2026, perimetre="tous"), TOUT).grands_contrats.non == 2


def test_les_heures_et_les_moyens(version: OpenVersion) -> None:
    """Seen on 31/01/2026: 27 of the 101 days of H2 are gone by."""
    trouves = findings(version, ANNEE, TOUT)
    assert trouves.heures == HeuresSansRealisation(1, 300.0)
    assert late_means(roadmap(version, ANNEE, TOUT)) == ("M3", "M1")


def test_les_alertes_restent_dans_le_perimetre(version: OpenVersion) -> None:
    trouves = findings(version, ANNEE, CPAJ)
    assert trouves.grands_contrats == SansConsideration(0, 1, Decimal(0), Decimal(2_000_000))
    assert trouves.accords_cadres == SansConsideration(0, 1, Decimal(0), Decimal(2_000))
    rien = findings(version, ANNEE, RIEN)
    assert (rien.grands_contrats.total, rien.accords_cadres.total, rien.heures.contrats) == (0, 0, 0)
    assert late_means(roadmap(version, ANNEE, RIEN)) == ()


@pytest.mark.parametrize("perimeter", [TOUT, CPAJ])
@pytest.mark.parametrize("liste", ["sans-consideration", "accords-cadres-a-echeance"])
def test_l_alerte_compte_ce_que_sa_liste_montre(
    version: OpenVersion, liste: Liste, perimeter: Perimeter
) -> None:
    """Another road: the list that the alert opens."""
    minimum = version.catalogue.reglages.alerte_montant_contrat if liste == "sans-consideration" else None
    montre = contracts(version, Demande(liste=liste, montant_min=minimum), ANNEE, perimeter)
    trouves = findings(version, ANNEE, perimeter)
    compte = trouves.grands_contrats if liste == "sans-consideration" else trouves.accords_cadres
    assert (compte.non, compte.inconnus, compte.total) == (montre.non, montre.inconnus, montre.total)
