"""How complete the rows are, what to correct first, and what the import found: counted by hand on a small real version."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spaser.catalogue import load_catalogue
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.measure.quality import Completude, completeness, gaps, late_kinds
from spaser.measure.quality_columns import COLONNES, EXTRAITS, columns_of
from spaser.measure.quality_findings import anomalies_by_rule, reject_reasons, rejected_rows
from spaser.measure.quality_lists import (
    contract_sources,
    incomplete_suppliers,
    one_sided_contracts,
    unanswered_contracts,
)
from spaser.store import OpenVersion, Source, Warehouse, publish, sql, stage
from spaser.store.queries import ROOT
from tests.extraits import (
    CONTRATS,
    DEPENSES,
    FOURNISSEURS,
    SIRET_A,
    SIRET_B,
    SIRET_C,
    contrat,
    mandat,
    write_csv,
)
from tests.measure.test_queries import entete

ANNEE = Filters(2026)
TOUT = Perimeter.tout()
CPAJ = Perimeter(None, frozenset({"CPAJ"}), nominatif=True)
RIEN = Perimeter(frozenset(), None)
INCONNU = "00000004200010"
HEURES = ("N° de contrat", "Mois", "Heures réalisées", "Territoire", "Type de public")
QUERIES = [
    "qualite_contrats",
    "qualite_depenses",
    "qualite_fournisseurs",
    "qualite_heures",
    "qualite_fournisseurs_incomplets",
    "qualite_contrats_sans_reponse",
    "qualite_decp",
    "qualite_decp_extraits",
    "qualite_anomalies",
    "qualite_motifs",
    "qualite_rejets",
    "alertes_contrats",
]


def extraits(folder: Path) -> list[Path]:
    """Twenty contracts (sixteen complete), two rows that do not count, four mandats, two suppliers known."""
    contrats = [
        contrat("C1", "10/03/2026", "100000,00"),
        contrat("C2", "11/03/2026", "60000,00", env="", soc="", dga="CPAJ", domaine="Énergie", siret=SIRET_B),
        contrat("C3", "12/03/2026", "50000,00", env="non", soc="", domaine="", siret=SIRET_C),
        contrat("C4", "13/03/2026", "10000,00", soc="oui", dga="", territoire=""),
        *(contrat(f"F{rang:02d}", "20/04/2026", "1000,00") for rang in range(16)),
        contrat("R1", "30/02/2026", "777,00", siret=SIRET_B),
        ("TOTAL", "", "", "", "", "", "", "236777,00", "", "", ""),
    ]
    depenses = [
        mandat("M1", "05/03/2026", "1000,00", SIRET_A, contrat="C1"),
        mandat("M2", "06/03/2026", "2000,00", SIRET_B, dga="CPAJ", contrat="C2"),
        mandat("M3", "07/03/2026", "500,00", INCONNU, domaine=""),
        mandat("M4", "08/03/2026", "-100,00", SIRET_A, contrat="C1"),
        mandat("M5", "08/03/2025", "9999,00", INCONNU),
    ]
    fournisseurs = [
        (SIRET_A, "Atelier", "PME", "Oui", "ACI", "13055"),
        (SIRET_B, "Firme", "", "Non", "", "75056"),
    ]
    heures = [
        ("C1", "03/2026", "40", "Pays d'Aix", "DETLD"),
        ("C9", "04/2026", "10", "", ""),
    ]
    return [
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "depenses.csv", DEPENSES, depenses),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "heures.csv", HEURES, heures),
    ]


def publier(warehouse: Warehouse, paths: list[Path], mode: str = "remplacer") -> OpenVersion:
    sources = [Source(chemin=path, nom=path.name) for path in paths]
    staged = stage(warehouse, sources, ImportOptions(), mode=mode)  # type: ignore[arg-type]
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    published = publish(warehouse, staged)
    assert published is not None
    return published


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    folder = tmp_path_factory.mktemp("qualite")
    return publier(Warehouse(folder / "entrepot"), extraits(folder))


def par_colonne(found: tuple[Completude, ...], segment: str | None = None) -> dict[str, tuple[int, int]]:
    return {c.colonne.nom: (c.remplis, c.total) for c in found if c.segment == segment}


def test_chaque_colonne_de_contrat_compte_ses_cellules_renseignees(version: OpenVersion) -> None:
    found = completeness(version, "contrats", "dga", ANNEE, TOUT)
    whole = par_colonne(found)
    assert whole["environnement"] == (19, 20)  # C2
    assert whole["social"] == (18, 20)  # C2, C3
    assert whole["domaine"] == (19, 20)  # C3
    assert whole["dga"] == (19, 20)  # C4
    assert whole["territoire"] == (19, 20)  # C4
    assert whole["montant"] == (20, 20)
    assert whole["titulaire_taille"] == (18, 20)  # Firme has no category, SIRET_C is in no list
    assert whole["titulaire_lieu"] == (19, 20)
    assert par_colonne(found, "EAD")["social"] == (17, 18)
    assert par_colonne(found, "CPAJ")["social"] == (0, 1)
    assert par_colonne(found, "Non affecté")["dga"] == (0, 1)


@pytest.mark.parametrize("extrait", EXTRAITS)
@pytest.mark.parametrize("par", ["domaine", "dga", "territoire"])
def test_les_segments_s_ajoutent_en_l_ensemble_sauf_les_fournisseurs(
    version: OpenVersion, extrait: str, par: str
) -> None:
    found = completeness(version, extrait, par, ANNEE, TOUT)  # type: ignore[arg-type]
    assert {c.colonne.nom for c in found if c.segment is None} == {c.nom for c in columns_of(extrait)}  # type: ignore[arg-type]
    for colonne in columns_of(extrait):  # type: ignore[arg-type]
        parts = [c for c in found if c.colonne == colonne and c.segment is not None]
        (whole,) = [c for c in found if c.colonne == colonne and c.segment is None]
        if extrait == "fournisseurs":
            assert sum(c.total for c in parts) >= whole.total
        else:
            assert (sum(c.remplis for c in parts), sum(c.total for c in parts)) == (
                whole.remplis,
                whole.total,
            )


def test_les_depenses_et_les_fournisseurs_payes(version: OpenVersion) -> None:
    depenses = par_colonne(completeness(version, "depenses", "domaine", ANNEE, TOUT))
    assert depenses["taille"] == (2, 4)  # M1 and M4 only: Firme has no category, M3 is in no list
    assert depenses["lieu"] == (3, 4)
    assert depenses["contrat"] == (3, 4)
    assert depenses["fournisseur"] == (4, 4)
    assert depenses["delai"] == (0, 3)  # the cancellation M4 has no payment to wait for
    assert depenses["domaine"] == (3, 4)
    fournisseurs = par_colonne(completeness(version, "fournisseurs", "domaine", ANNEE, TOUT))
    assert fournisseurs["en_liste"] == (2, 3)
    assert fournisseurs["categorie"] == (1, 3)
    assert fournisseurs["ess"] == (2, 3)
    assert fournisseurs["siret"] == (3, 3)


def test_les_heures(version: OpenVersion) -> None:
    heures = par_colonne(completeness(version, "heures", "dga", ANNEE, TOUT))
    assert heures["contrat_retrouve"] == (1, 2)
    assert heures["type_public"] == (1, 2)
    assert heures["territoire"] == (1, 2)
    assert heures["heures_contractualisees"] == (0, 2)


def test_une_annee_sans_ligne_n_est_pas_une_annee_vide_a_cent_pour_cent(version: OpenVersion) -> None:
    assert completeness(version, "contrats", "dga", Filters(2024), TOUT) == ()


def test_la_completude_d_une_colonne_est_celle_de_son_indicateur(version: OpenVersion) -> None:
    """Another road: what F2.3 knows is what the column of F2.3 holds."""
    (f23,) = measure(version, "F2.3", ANNEE, TOUT)
    whole = {
        c.colonne.nom: c for c in completeness(version, "contrats", "dga", ANNEE, TOUT) if c.segment is None
    }
    assert whole["environnement"].part == f23.completude == 0.95


def test_le_perimetre_et_les_filtres_s_appliquent(version: OpenVersion) -> None:
    assert par_colonne(completeness(version, "contrats", "dga", ANNEE, CPAJ))["environnement"] == (0, 1)
    assert {c.segment for c in completeness(version, "contrats", "dga", ANNEE, CPAJ)} == {None, "CPAJ"}
    assert completeness(version, "contrats", "dga", ANNEE, RIEN) == ()
    assert completeness(version, "depenses", "dga", ANNEE, RIEN) == ()
    filtre = Filters(2026, domaines=("Énergie",))
    assert par_colonne(completeness(version, "contrats", "dga", filtre, TOUT))["social"] == (0, 1)


def test_une_lacune_dit_les_indicateurs_qui_deviennent_provisoires(version: OpenVersion) -> None:
    catalogue = version.catalogue
    found = completeness(version, "depenses", "dga", ANNEE, TOUT)
    codes = ("F8.3", "X7")
    measures = {code: measure(version, code, ANNEE, TOUT)[0] for code in codes}
    lacunes = {lacune.completude.colonne.nom: lacune for lacune in gaps(found, catalogue, measures)}
    # F8.3: of three suppliers nothing is known of the last; Firme, of Paris, is out of the region whatever its size.
    # X7: 2 900 € of 3 400 € are located.
    assert dict(lacunes["taille"].indicateurs) == {"F8.3": pytest.approx(2 / 3)}
    assert lacunes["taille"].provisoires == ("F8.3",)
    assert dict(lacunes["lieu"].indicateurs)["X7"] == pytest.approx(2900 / 3400)
    assert set(lacunes["lieu"].provisoires) == {"F8.3", "X7"}
    assert "fournisseur" not in lacunes  # nothing is missing
    assert [lacune.completude.part for lacune in lacunes.values()] == sorted(
        lacune.completude.part for lacune in lacunes.values()
    )


def test_chaque_colonne_suivie_est_lue_par_les_indicateurs_qu_elle_nomme() -> None:
    catalogue = load_catalogue()
    lues = {
        "titulaire_siret": "titulaires",
        "titulaire_taille": "part_pme",
        "fournisseur": "siren",
        "taille": "pme_region",
        "categorie": ("part_pme", "pme_region"),
        "lieu": ("dans_departement", "pme_region"),
        "departement": ("dans_departement", "pme_region"),
        "contrat": "contrat_id",
        "famille": "plastique",
        "nature": "nature_connue",
        "environnement": ("environnement", "dd"),
        "social": ("social", "dd"),
        "insertion": ("insertion", "stpa", "iae"),
        "discrimination": ("discrimination", "egalite"),
        "egalite_fh": ("egalite_fh", "egalite"),
        "esus": ("esus", "solidaire"),
    }
    for colonne in COLONNES:
        for code in colonne.indicateurs:
            texte = (ROOT / catalogue.indicateur(code).requete).read_text(encoding="utf-8")
            noms = lues.get(colonne.nom, colonne.nom)
            assert any(nom in texte for nom in ([noms] if isinstance(noms, str) else noms)), (
                colonne.nom,
                code,
            )


def test_les_fournisseurs_sans_taille_ou_sans_lieu_du_plus_paye_au_moins_paye(version: OpenVersion) -> None:
    found = incomplete_suppliers(version, ANNEE, TOUT, limit=10)
    assert [(f.identifiant, f.montant, f.mandats, f.sans_taille, f.sans_lieu) for f in found.lignes] == [
        (SIRET_B, Decimal(2000), 1, True, False),
        (INCONNU, Decimal(500), 1, True, True),
    ]
    assert (found.nombre, found.montant, found.montant_total) == (2, Decimal(2500), Decimal(3400))
    assert found.part == pytest.approx(2500 / 3400)
    second = incomplete_suppliers(version, ANNEE, TOUT, limit=1, offset=1)
    assert [f.identifiant for f in second.lignes] == [INCONNU]
    assert (second.nombre, second.montant) == (2, Decimal(2500))
    assert [f.identifiant for f in incomplete_suppliers(version, ANNEE, CPAJ, limit=10).lignes] == [SIRET_B]
    assert incomplete_suppliers(version, ANNEE, RIEN, limit=10).lignes == ()


def test_les_contrats_sans_reponse_du_plus_grand_au_plus_petit(version: OpenVersion) -> None:
    found = unanswered_contracts(version, ANNEE, TOUT, limit=10)
    assert [(c.cle, c.environnement, c.social, c.ligne) for c in found.lignes] == [
        ("C2", None, None, 3),
        ("C3", False, None, 4),
    ]
    assert (found.montant, found.montant_total) == (Decimal(110_000), Decimal(236_000))
    assert [c.cle for c in unanswered_contracts(version, ANNEE, CPAJ, limit=10).lignes] == ["C2"]
    assert unanswered_contracts(version, ANNEE, RIEN, limit=10).nombre == 0


def test_les_rejets_et_les_anomalies_disent_le_fichier_et_la_ligne(version: OpenVersion) -> None:
    assert {(m.sort, m.motif, m.lignes) for m in reject_reasons(version) if m.type == "contrats"} == {
        ("rejete", "cellule_obligatoire:date_notification", 1),
        ("ecarte", "ligne_total", 1),
    }
    (rejete,) = rejected_rows(version, TOUT, "rejete", "cellule_obligatoire:date_notification", limit=10)
    assert (rejete.fichier, rejete.ligne) == ("contrats.csv", 22)
    assert "777" in (rejete.contenu or "")
    assert len(rejected_rows(version, TOUT, limit=1, offset=1)) == 1
    jour = next(a for a in anomalies_by_rule(version, TOUT) if a.regle == "jour_inexistant")
    assert (jour.gravite, jour.fichier, jour.ligne, jour.valeur) == (
        "bloquante",
        "contrats.csv",
        22,
        "30/02/2026",
    )
    assert jour.occurrences == 1


@pytest.mark.parametrize("partiel", [CPAJ, RIEN, Perimeter(frozenset({"Pays d'Aix"}), None)])
def test_qui_ne_voit_pas_tout_n_a_que_des_nombres(version: OpenVersion, partiel: Perimeter) -> None:
    assert rejected_rows(version, partiel, limit=100) == ()
    vues, completes = anomalies_by_rule(version, partiel), anomalies_by_rule(version, TOUT)
    assert [(a.regle, a.occurrences) for a in vues] == [(a.regle, a.occurrences) for a in completes]
    for anomalie in vues:
        assert (anomalie.fichier, anomalie.ligne, anomalie.colonne) == (None, None, None)
        assert (anomalie.valeur, anomalie.message, anomalie.remede) == (None, None, None)


def test_un_extrait_est_en_retard_sur_la_fin_des_donnees() -> None:
    dates = {"contrats": date(2026, 9, 30), "depenses": date(2026, 6, 30), "heures": date(2026, 3, 31)}
    assert [(r.type, r.jours) for r in late_kinds(dates, date(2026, 9, 30))] == [
        ("heures", 183),
        ("depenses", 92),
    ]
    assert late_kinds(dates, None) == ()
    assert late_kinds({"moyens": date(2026, 11, 26)}, date(2026, 9, 30)) == ()


@pytest.mark.parametrize("nom", QUERIES)
def test_l_entete_d_une_requete_annonce_ses_colonnes(version: OpenVersion, nom: str) -> None:
    cursor = version.cursor()
    for macro in ("measure/visibles", TOUT.identites):
        cursor.execute(sql(macro))
    parametres = {
        "par": "dga",
        "debut": date(2026, 1, 1),
        "arrete": date(2026, 12, 31),
        "tout": True,
        "cote": "si",
        "seuil": 40_000,
        "montant_min": 1_000_000,
        "mois": 36,
        "limite": 10,
        "decalage": 0,
    }
    annonces = {n.strip("$,") for n in entete(f"measure/{nom}")["parameters"].split() if n.startswith("$")}
    cursor.execute(sql(f"measure/{nom}"), {n: parametres.get(n) for n in annonces})
    assert [colonne[0] for colonne in cursor.description or ()] == entete(f"measure/{nom}")["columns"].split(
        ", "
    )


def decp(folder: Path, *marches: tuple[str, str, float]) -> Path:
    """Write published data: identifier, day of notification, amount."""
    contenu = {
        "marches": {
            "marche": [
                {
                    "id": numero,
                    "acheteur": {"id": "20005480700017"},
                    "nature": "Marché",
                    "objet": f"Objet {numero}",
                    "dateNotification": jour,
                    "montant": montant,
                    "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": SIRET_A}}],
                }
                for numero, jour, montant in marches
            ]
        }
    }
    path = folder / "decp.json"
    path.write_text(json.dumps(contenu), encoding="utf-8")
    return path


def test_sans_decp_deposees_rien_n_est_compare(version: OpenVersion) -> None:
    sources = contract_sources(version)
    assert (sources.extraits_decp, sources.extraits_si, sources.comparables) == (0, 1, False)
    assert one_sided_contracts(version, "si", ANNEE, TOUT, limit=10).nombre == 0


def test_les_contrats_d_un_seul_cote_des_decp(tmp_path: Path) -> None:
    """Same deposit: « 2026-M1 » is « 2026M1 » of the DECP; small ones and those out of the days of the other side are left out."""
    si = write_csv(
        tmp_path / "si.csv",
        CONTRATS,
        [
            contrat("2026-M1", "10/03/2026", "50000,00"),
            contrat("2026-M2", "11/03/2026", "60000,00", dga="CPAJ"),
            contrat("2026-M3", "12/03/2026", "39999,99"),
            contrat("2026-M4", "12/06/2026", "90000,00"),
        ],
    )
    publie = decp(
        tmp_path,
        ("2026M1", "2026-03-10", 50_000),
        ("2026M8", "2026-03-15", 40_000),
        ("2026M9", "2026-03-31", 39_000),
    )
    version = publier(Warehouse(tmp_path / "entrepot"), [si, publie], "completer")
    sources = contract_sources(version)
    assert sources.comparables
    assert (sources.lignes_decp, sources.reprises) == (3, 0)
    assert sources.decp_fin == date(2026, 3, 31)

    def cles(cote: str, perimeter: Perimeter = TOUT) -> list[str]:
        found = one_sided_contracts(version, cote, ANNEE, perimeter, limit=10)  # type: ignore[arg-type]
        assert found.nombre == len(found.lignes)
        return [c.contrat_id for c in found.lignes]

    assert cles("decp") == ["2026M8"]
    assert cles("si") == ["2026-M2"]
    assert cles("si", CPAJ) == ["2026-M2"]
    assert cles("decp", CPAJ) == []
    assert cles("si", RIEN) == cles("decp", RIEN) == []


def test_un_contrat_des_decp_repris_par_l_extrait_est_compte(tmp_path: Path) -> None:
    """Deposited one after the other, the same identifier is described by the latest alone: the reverse list would lie."""
    warehouse = Warehouse(tmp_path / "entrepot")
    publier(warehouse, [decp(tmp_path, ("M1", "2026-03-10", 50_000), ("M8", "2026-03-15", 80_000))])
    si = write_csv(tmp_path / "si.csv", CONTRATS, [contrat("M1", "10/03/2026", "50000,00")])
    version = publier(warehouse, [si], "completer")
    sources = contract_sources(version)
    assert (sources.comparables, sources.reprises) == (True, 1)
    assert [c.contrat_id for c in one_sided_contracts(version, "decp", ANNEE, TOUT, limit=10).lignes] == [
        "M8"
    ]
