"""A version in memory, from rows written by hand: insert rows, derive, read the facts of an indicator."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Self

import duckdb

RACINE = Path(__file__).parents[2]
REQUETES = RACINE / "queries"
AMP = "200054807"

COLONNES = (
    "cle",
    "jour",
    "fin",
    "appartient",
    "montant",
    "montant_min",
    "montant_max",
    "domaine",
    "dga",
    "territoire",
    "perimetre",
    "depot",
    "ligne",
)

Cellule = str | int | float | bool | date | Decimal | list[str] | None

SUJETS = {
    "ENV": (None, "ENV"),
    "SOC": (None, "SOC"),
    "RSE": (None, "RSE"),
    "dechets": ("ENV", "ENV"),
    "reemploi_recycle_biosource": ("ENV", "ENV"),
    "insertion_handicap": ("SOC", "SOC"),
    **dict.fromkeys(("dechets_reduction", "dechets_tri", "dechets_valorisation"), ("dechets", "ENV")),
    **dict.fromkeys(("reemploi", "recycle", "biosource"), ("reemploi_recycle_biosource", "ENV")),
    **dict.fromkeys(
        ("plastique", "energie", "ges", "biodiversite", "eau", "air_bruit", "env_autre"), ("ENV", "ENV")
    ),
    **dict.fromkeys(("insertion", "handicap"), ("insertion_handicap", "SOC")),
    **dict.fromkeys(
        ("egalite_fh", "discrimination", "commerce_equitable", "jeunes_diplomes", "soc_autre"), ("SOC", "SOC")
    ),
    "rse_autre": ("RSE", "RSE"),
}


@dataclass(frozen=True)
class Fait:
    """One row of a facts relation, its thirteen columns in the order of the contract of facts."""

    cle: str
    jour: date
    fin: date | None
    appartient: float | None
    montant: Decimal | None
    montant_min: Decimal | None
    montant_max: Decimal | None
    domaine: str
    dga: str
    territoire: str
    perimetre: str
    depot: str
    ligne: int


def fichier_de_faits(code: str) -> Path:
    """The file of an indicator: F2.3 → queries/facts/f2/F2.3.sql."""
    dossier = code.split(".", maxsplit=1)[0].lower() if code.startswith("F") else code[0].lower()
    return REQUETES / "facts" / dossier / f"{code}.sql"


@dataclass
class Entrepot:
    """Rows as an import would leave them, then the derived tables and the facts.

    Every method that adds a row takes the columns of its table as keywords; what a test does not name has a plain default.
    """

    connexion: duckdb.DuckDBPyConnection
    _ligne: int = 1

    @classmethod
    def vide(cls) -> Self:
        """A version of its own: no row yet, the reference lists filled."""
        entrepot = cls(duckdb.connect(":memory:", config={"threads": 1}))
        for fichier in ("lignes.sql", "ref.sql"):
            entrepot.connexion.execute((REQUETES / "store" / fichier).read_text(encoding="utf-8"))
        entrepot._remplir_references()
        return entrepot

    def _remplir_references(self) -> None:
        inserer = self.connexion.executemany
        inserer(
            "insert into ref.sujets values (?, ?, ?)", [(code, *parents) for code, parents in SUJETS.items()]
        )
        inserer(
            "insert into ref.domaines values (?, ?, ?, ?)",
            [
                ("DEC", "Déchets", False, True),
                ("TRA", "Travaux", False, False),
                ("MOB", "Mobilier et fournitures", True, False),
            ],
        )
        inserer(
            "insert into ref.departements values (?, ?, ?, ?)",
            [
                ("13", "Bouches-du-Rhône", "93", "Provence-Alpes-Côte d'Azur"),
                ("83", "Var", "93", "Provence-Alpes-Côte d'Azur"),
                ("84", "Vaucluse", "93", "Provence-Alpes-Côte d'Azur"),
                ("69", "Rhône", "84", "Auvergne-Rhône-Alpes"),
                ("75", "Paris", "11", "Île-de-France"),
            ],
        )
        inserer(
            "insert into ref.communes values (?, ?, ?, ?)",
            [
                ("13055", "Marseille", "13", "Marseille-Provence"),
                ("13001", "Aix-en-Provence", "13", "Pays d'Aix"),
                ("84089", "Pertuis", "84", "Pays d'Aix"),
                ("69123", "Lyon", "69", None),
            ],
        )
        inserer(
            "insert into ref.codes_postaux values (?, ?, ?, ?)",
            [
                ("13001", "13", "13055", "Marseille-Provence"),
                ("13100", "13", None, "Pays d'Aix"),
                ("84120", "84", None, None),
                ("69001", "69", "69123", None),
            ],
        )
        inserer(
            "insert into ref.moyens values (?, ?, ?)", [("M1", "F1", 1), ("M2", "F1", 1), ("M56", "F8", 4)]
        )
        inserer("insert into ref.centrales_achat values (?)", [("UGAP",), ("RESAH",)])
        inserer("insert into ref.comptes_exclus values (?)", [("64",), ("657",), ("66",)])
        inserer("insert into ref.parametres values (?, ?)", [("departement", "13")])

    def parametre(self, cle: str, valeur: str) -> None:
        """Set a counting choice, as the catalogue would."""
        self.connexion.execute("delete from ref.parametres where cle = ?", [cle])
        self.connexion.execute("insert into ref.parametres values (?, ?)", [cle, valeur])

    def _ajouter(self, table: str, valeurs: dict[str, Cellule]) -> None:
        self._ligne += 1
        valeurs.setdefault("depot", "depot-1")
        valeurs.setdefault("ligne", self._ligne)
        relation = self.connexion.table(f"lignes.{table}")
        inconnues = set(valeurs) - set(relation.columns)
        if inconnues:
            raise KeyError(f"{table}: {inconnues}")
        self.connexion.execute(
            (Path(__file__).parent / "insertions" / f"{table}.sql").read_text(encoding="utf-8"),
            {colonne: valeurs.get(colonne) for colonne in relation.columns},
        )

    def contrat(self, contrat_id: str, **valeurs: Cellule) -> None:
        """Add one row of a contract (one holder); 100 000 € notified on 15/03/2025 unless told."""
        defauts: dict[str, Cellule] = {
            "acheteur_siren": AMP,
            "lot": "",
            "type_contrat": "marche",
            "date_notification": date(2025, 3, 15),
            "montant_ht": Decimal(100_000),
            "statut": "notifie",
        }
        self._ajouter("contrats", {**defauts, **valeurs, "contrat_id": contrat_id})

    def consideration(self, contrat_id: str, sujet: str, reponse: bool | None, **valeurs: Cellule) -> None:
        """Add one answer on a contract of the authority."""
        defauts: dict[str, Cellule] = {"acheteur_siren": AMP, "lot": ""}
        self._ajouter(
            "considerations",
            {**defauts, **valeurs, "contrat_id": contrat_id, "sujet": sujet, "reponse": reponse},
        )

    def depense(self, tiers_siret: str | None, montant: float | str, **valeurs: Cellule) -> None:
        """Add one mandat line; a purchase of 15/06/2025 unless told."""
        jour = valeurs.get("date_mandat", date(2025, 6, 15))
        assert isinstance(jour, date)
        defauts: dict[str, Cellule] = {
            "mandat_id": f"M{self._ligne}",
            "exercice": jour.year,
            "date_mandat": jour,
            "montant_estime": False,
            "nature_depense": "achat",
            "role_tiers": "titulaire",
            "type_achat": "marche",
        }
        self._ajouter(
            "depenses",
            {**defauts, **valeurs, "tiers_siret": tiers_siret, "montant_ht": Decimal(str(montant))},
        )

    def fournisseur(self, siret: str, **valeurs: Cellule) -> None:
        """Add one row of a suppliers' extract whose file has the columns that the test names, plus `colonnes`."""
        colonnes = valeurs.pop("colonnes", [])
        assert isinstance(colonnes, list)
        defauts: dict[str, Cellule] = {
            "source": "extrait",
            "colonnes": sorted({*colonnes, *valeurs, "siret"}),
        }
        self._ajouter("fournisseurs", {**defauts, **valeurs, "siret": siret})

    def heures(self, contrat_id: str, mois: date, heures: float | str) -> None:
        """Add the insertion hours of one contract and month."""
        self._ajouter(
            "heures", {"contrat_id": contrat_id, "mois": mois, "heures_realisees": Decimal(str(heures))}
        )

    def evenement(self, nature: str, jour: date, intitule: str, **valeurs: Cellule) -> None:
        """Add one event."""
        self._ajouter(
            "evenements", {"statut": "tenue", **valeurs, "type": nature, "jour": jour, "intitule": intitule}
        )

    def moyen(self, code: str, annee: int, statut: str) -> None:
        """Add the state of one means for one year."""
        self._ajouter("moyens", {"moyen": code, "annee": annee, "statut": statut})

    def besoin(self, besoin_id: str, annee: int, analyse_dd: bool | None) -> None:
        """Add one line of the purchasing programme."""
        self._ajouter(
            "programmation",
            {"besoin_id": besoin_id, "annee": annee, "intitule": "Besoin", "analyse_dd": analyse_dd},
        )

    def deriver(self) -> None:
        """Build the derived tables, in the order of their names."""
        for fichier in sorted((REQUETES / "derive").glob("*.sql")):
            self.connexion.execute(fichier.read_text(encoding="utf-8"))

    def faits(self, code: str) -> list[Fait]:
        """The facts of an indicator, sorted by key and date."""
        curseur = self.connexion.execute(fichier_de_faits(code).read_text(encoding="utf-8"))
        return sorted(
            (Fait(*rang) for rang in curseur.fetchall()),
            key=lambda fait: (fait.cle, fait.jour, fait.appartient or -1.0),
        )

    def appartenances(self, code: str) -> dict[str, float | None]:
        """Membership of each key, as the engine reads it: 1 if any row says so, else unknown if any row is, else the greatest."""
        resultat: dict[str, float | None] = {}
        for fait in self.faits(code):
            connue = fait.cle in resultat
            avant = resultat.get(fait.cle)
            if fait.appartient == 1 or (connue and avant == 1):
                resultat[fait.cle] = 1.0
            elif fait.appartient is None or (connue and avant is None):
                resultat[fait.cle] = None
            else:
                resultat[fait.cle] = max(fait.appartient, avant or 0.0)
        return resultat

    def valeur(self, sql: str) -> Cellule:
        """One cell of a derived table."""
        rang = self.connexion.execute(sql).fetchone()
        assert rang is not None
        resultat: Cellule = rang[0]
        return resultat
