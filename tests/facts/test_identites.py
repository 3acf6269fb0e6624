"""§11: what must hold on any data, tested on small versions drawn from a seed."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.facts.entrepot import SUJETS, Entrepot, Fait
from tests.facts.lecture import ZERO, sommes
from tests.facts.test_forme import CODES

SIRETS = [f"{numero:09d}000{numero % 3}1" for numero in range(1, 25)] + ["HORS-UE:US1"]
SEGMENTS = {
    "domaine": ["Déchets", "Travaux", "Mobilier et fournitures", None],
    "dga": ["EAD", "DUST", None],
    "territoire": ["Pays d'Aix", "Marseille-Provence", None],
}
TROIS_VALEURS = (True, False, None)
CONTRATS = [
    code for code in CODES if code.startswith(("F2", "F4", "F5", "F6", "F7", "F8.1", "F8.2", "F9.3", "L3"))
]


def peupler(entrepot: Entrepot, graine: int) -> None:
    """Sixty contracts, three hundred mandat lines and twenty suppliers, of every kind that the rules tell apart."""
    hasard = random.Random(graine)

    def jour(premier: int = 2023, jours: int = 1000) -> date:
        return date(premier, 1, 1) + timedelta(days=hasard.randrange(jours))

    def segments() -> dict[str, str | None]:
        return {nom: hasard.choice(valeurs) for nom, valeurs in SEGMENTS.items()}

    for siret in hasard.sample(SIRETS, 20):
        debut = hasard.choice([None, jour()])
        entrepot.fournisseur(
            siret,
            categorie_entreprise=hasard.choice(["PME", "ETI", "GE", None]),
            type_insertion=hasard.choice(["EI", "ESAT", "GEIQ", None, None]),
            ess=hasard.choice(TROIS_VALEURS),
            esus=hasard.choice(TROIS_VALEURS),
            start_up=hasard.choice(TROIS_VALEURS),
            code_commune=hasard.choice(["13055", "13205", "84089", "69123", None]),
            evaluation_date=hasard.choice([None, jour()]),
            evaluation_rse=hasard.choice(TROIS_VALEURS),
            charte_signee_le=hasard.choice([None, jour()]),
            statut_debut=debut,
            statut_fin=hasard.choice([None, debut + timedelta(days=200)]) if debut else None,
        )
    for numero in range(60):
        commun = {
            "type_contrat": hasard.choice(["marche", "marche", "accord_cadre", "subsequent", "concession"]),
            "montant_ht": Decimal(hasard.randrange(1, 1000) * 100),
            "date_notification": jour(),
            "duree_mois": hasard.choice([12, 48, None]),
            "statut": hasard.choice(["notifie", "notifie", "notifie", "sans_suite"]),
            "fondement_reservation": hasard.choice([None] * 9 + ["L2113-12"]),
            **segments(),
        }
        titulaires: list[str | None] = [*hasard.sample(SIRETS, hasard.choice([0, 1, 1, 1, 2, 4]))]
        for titulaire in titulaires or [None]:
            entrepot.contrat(
                f"C{numero}",
                titulaire_siret=titulaire,
                titulaire_role=hasard.choice(["mandataire", "cotraitant", None]),
                titulaire_part_ht=hasard.choice([None, Decimal(100)]),
                **commun,
            )
        for sujet in hasard.sample(sorted(SUJETS), hasard.choice([0, 2, 6])):
            entrepot.consideration(
                f"C{numero}",
                sujet,
                hasard.choice(TROIS_VALEURS),
                type=hasard.choice(["clause", "critere", "spec_technique", None]),
            )
    for _ in range(300):
        entrepot.depense(
            hasard.choice(SIRETS),
            hasard.randrange(-2000, 20_000) / 100,
            date_mandat=jour(),
            mandat_id=f"M{hasard.randrange(250)}",
            contrat_id=hasard.choice([None, f"C{hasard.randrange(60)}"]),
            role_tiers=hasard.choice(["titulaire", "cotraitant", "sous_traitant", None]),
            nature_depense=hasard.choice(["achat", None, "subvention", "transaction"]),
            compte=hasard.choice([None, "6042", "6574"]),
            type_achat=hasard.choice(["marche", "dsp", "hors_contrat", None]),
            date_facture=hasard.choice([None, jour()]),
            date_paiement=hasard.choice([None, jour()]),
            **segments(),
        )
    for numero in range(20):
        entrepot.heures(f"C{numero * 4}", jour().replace(day=1), hasard.randrange(100))
        entrepot.evenement(
            hasard.choice(
                ["reunion_gt", "sourcing", "appel_innovation", "controle_execution", "consultation"]
            ),
            jour(),
            f"Évènement {numero % 7}",
            fournisseur_siret=hasard.choice([None, *SIRETS]),
            reference=hasard.choice([None, f"C{numero}"]),
        )
        entrepot.moyen("M1", 2023 + numero % 3, "realise")
        entrepot.besoin(f"B{numero}", 2023 + numero % 3, hasard.choice(TROIS_VALEURS))


@pytest.fixture(scope="module", params=[1, 2, 3])
def version(request: pytest.FixtureRequest) -> Iterator[Entrepot]:
    """A version drawn from a seed; read only by the tests below."""
    entrepot = Entrepot.vide()
    peupler(entrepot, request.param)
    entrepot.deriver()
    yield entrepot
    entrepot.connexion.close()


def oui(version: Entrepot, code: str) -> set[str]:
    return {cle for cle, part in version.appartenances(code).items() if part == 1}


def possibles(version: Entrepot, code: str) -> set[str]:
    return {cle for cle, part in version.appartenances(code).items() if part is None or part > 0}


@pytest.mark.parametrize("code", CODES)
def test_chaque_indicateur_a_des_faits_bien_formes(version: Entrepot, code: str) -> None:
    faits = version.faits(code)
    if code != "X10":
        assert len(faits) > 0
    for fait in faits:
        assert fait.cle
        assert isinstance(fait.jour, date)
        assert fait.domaine
        assert fait.dga
        assert fait.territoire
        assert fait.perimetre in {"marches", "concessions"}
        assert fait.depot
        assert fait.ligne > 0
        assert fait.appartient is None or 0 <= fait.appartient <= 1


@pytest.mark.parametrize("code", CONTRATS)
def test_la_borne_basse_ne_depasse_ni_la_borne_haute_ni_le_montant(version: Entrepot, code: str) -> None:
    for fait in version.faits(code):
        assert fait.montant is not None
        assert ZERO <= (fait.montant_min or ZERO) <= (fait.montant_max or ZERO) <= fait.montant


@pytest.mark.parametrize("code", CONTRATS)
def test_tous_les_indicateurs_de_contrats_ont_la_meme_population(version: Entrepot, code: str) -> None:
    cles = [fait.cle for fait in version.faits(code)]
    assert cles == [fait.cle for fait in version.faits("F2.1")]
    assert len(cles) == len(set(cles))


def test_le_developpement_durable_contient_ses_familles_et_rien_d_autre(version: Entrepot) -> None:
    environnement, social = oui(version, "F2.3"), oui(version, "F2.4")
    rse = {cle for (cle,) in version.connexion.execute("select cle from contrats where rse").fetchall()}
    assert environnement | social <= oui(version, "F2.1") <= environnement | social | rse


@pytest.mark.parametrize("code", ["F5.1", "F5.3", "F6.1", "F6.2", "F6.3", "F7.1"])
def test_les_themes_environnementaux_sont_dans_l_environnement(version: Entrepot, code: str) -> None:
    assert oui(version, code) <= oui(version, "F2.3")


@pytest.mark.parametrize("code", ["F4.1", "F4.2", "F4.3", "F9.3"])
def test_les_themes_sociaux_sont_dans_l_inclusion_sociale(version: Entrepot, code: str) -> None:
    assert oui(version, code) <= oui(version, "F2.4")


def test_f4_3_est_l_union_de_f4_1_et_f4_2(version: Entrepot) -> None:
    assert oui(version, "F4.3") == oui(version, "F4.1") | oui(version, "F4.2")


@pytest.mark.parametrize(
    ("segmente", "total"),
    [("F2.2", "F2.1"), ("F3.2", "F3.1"), ("F5.2", "F5.1"), ("F7.2", "F7.1"), ("F8.2", "F8.1")],
)
def test_la_somme_des_domaines_est_le_total(version: Entrepot, segmente: str, total: str) -> None:
    domaines: defaultdict[str, list[Fait]] = defaultdict(list)
    for fait in version.faits(segmente):
        domaines[fait.domaine].append(fait)
    parts = [sommes(faits) for faits in domaines.values()]
    ensemble = sommes(version.faits(total))
    assert sum((part.total for part in parts), ZERO) == ensemble.total
    assert sum((part.sur for part in parts), ZERO) == ensemble.sur
    assert sum(len(faits) for faits in domaines.values()) == len(version.faits(total))


def test_l_union_des_secteurs_est_leur_somme_moins_le_recouvrement(version: Entrepot) -> None:
    recouvrement = version.valeur(
        "select coalesce(sum(montant), 0) from depenses where est_achat and stpa and iae"
    )
    assert isinstance(recouvrement, Decimal)
    union = sommes(version.faits("F3.1")).sur
    assert union == sommes(version.faits("F3.3")).sur + sommes(version.faits("F3.4")).sur - recouvrement


@pytest.mark.parametrize("code", ["F3.2", "F3.3", "F3.4", "F9.2", "F10.4", "X1", "X5", "X7", "L1", "L2"])
def test_les_indicateurs_d_achats_ont_le_meme_denominateur(version: Entrepot, code: str) -> None:
    assert sommes(version.faits(code)).total == sommes(version.faits("F3.1")).total
    assert [fait.cle for fait in version.faits(code)] == [fait.cle for fait in version.faits("F3.1")]


def test_les_esus_sont_dans_les_entreprises_solidaires_et_dans_l_ess(version: Entrepot) -> None:
    assert oui(version, "L1") <= oui(version, "X1")
    assert oui(version, "L2") <= oui(version, "X1")
    assert version.valeur("select count(*) from depenses where esus and ess is distinct from true") == 0


def test_le_cout_des_retards_se_rapporte_aux_memes_achats(version: Entrepot) -> None:
    assert sommes(version.faits("F1.4")).total == sommes(version.faits("F3.1")).total


def test_le_panel_est_le_meme_pour_la_taille_et_pour_le_nombre(version: Entrepot) -> None:
    panel = {(fait.cle, fait.jour, fait.montant) for fait in version.faits("X8")}
    assert panel == {(fait.cle, fait.jour, fait.montant) for fait in version.faits("F8.3")}
    assert {fait.cle for fait in version.faits("F9.1")} <= {fait.cle for fait in version.faits("X8")}


def test_l_ordre_des_lignes_deposees_ne_change_rien(version: Entrepot) -> None:
    autre = Entrepot.vide()
    for schema, table in version.connexion.execute(
        "select schema_name, table_name from duckdb_tables() where schema_name = 'lignes'"
    ).fetchall():
        lignes = version.connexion.table(f"{schema}.{table}").fetchall()
        if lignes:
            bourrage = ", ".join("?" * len(lignes[0]))
            autre.connexion.executemany(f"insert into lignes.{table} values ({bourrage})", lignes[::-1])
    autre.deriver()
    for code in CODES:
        assert sorted(map(repr, autre.faits(code))) == sorted(map(repr, version.faits(code)))
    autre.connexion.close()
