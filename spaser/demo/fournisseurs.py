"""The suppliers: invented firms, how big, where, since when, and in which years the authority pays them."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from spaser.demo.annees import ANNEES, Annee
from spaser.demo.geographie import Carte, Commune, carte
from spaser.demo.noms import ACTIVITES, Noms
from spaser.demo.profils import Organisation
from spaser.demo.siret import sirens, siret

STPA = ("ESAT", "EA", "EATT")
IAE = ("EI", "ACI", "AI", "ETTI")
_METIERS = tuple(ACTIVITES)
_POIDS_METIERS = (20, 11, 7, 9, 7, 7, 9, 16, 14)
_FORMES = {"association": "9220", "cooperative": "5560", "sas": "5710", "sarl": "5499", "publique": "7389"}


@dataclass(frozen=True, slots=True)
class Fournisseur:
    """One establishment, as the suppliers' extract describes it."""

    identifiant: str
    nom: str
    metier: str
    role: str
    commune: Commune | None
    categorie: str | None
    tranche: str | None
    forme: str
    naf: str
    creation: date
    ess: bool | None
    esus: bool
    insertion: str | None
    start_up: bool
    charte: date | None
    statut_debut: date | None
    statut_fin: date | None
    repertorie: bool

    @property
    def solidaire(self) -> str:
        """The solidarity group whose share of the spending is steered: stpa, iae, esus or nothing."""
        if self.insertion in STPA:
            return "stpa"
        if self.insertion in IAE:
            return "iae"
        return "esus" if self.esus else ""

    def local(self, departement: str) -> bool:
        """Say whether the establishment stands in the département."""
        return self.commune is not None and self.commune.departement == departement


@dataclass(slots=True)
class Panel:
    """All suppliers, and the ones paid in each year."""

    tous: list[Fournisseur] = field(default_factory=list)
    actifs: dict[int, list[Fournisseur]] = field(default_factory=dict)


class _Usine:
    """Makes suppliers one after the other; everything random comes from the one seeded source."""

    def __init__(self, organisation: Organisation, alea: random.Random) -> None:
        self._alea = alea
        self._carte: Carte = carte(organisation.departement, organisation.region)
        self._noms = Noms(alea)
        self._sirens = sirens(alea)
        self._etrangers = count(1)

    def ordinaire(self, categorie: str | None, annee: int) -> Fournisseur:
        alea = self._alea
        if categorie == "PME" and alea.random() < 0.035:
            return self._jeune_pousse(annee)
        metier = alea.choices(_METIERS, weights=_POIDS_METIERS)[0]
        if categorie is None and alea.random() < 0.05:
            return self._etranger(metier, annee)
        if categorie is None and alea.random() < 0.6:
            return self._construire(
                self._noms.association(), metier, "", categorie, self._lieu(0.85, 0.10), annee, ess=True
            )
        proches = {"PME": (0.74, 0.16), "ETI": (0.52, 0.16), "GE": (0.44, 0.08), None: (0.6, 0.2)}[categorie]
        ess = categorie == "PME" and alea.random() < 0.045
        nom = self._noms.association() if ess else self._noms.entreprise(metier)
        return self._construire(nom, metier, "", categorie, self._lieu(*proches), annee, ess=ess)

    def insertion(self, type_insertion: str, annee: int) -> Fournisseur:
        metier = self._alea.choice(("general", "vert", "dechets", "voirie", "travaux"))
        nom = self._noms.insertion(type_insertion)
        categorie = "PME" if self._alea.random() < 0.7 else None
        return self._construire(
            nom, metier, "", categorie, self._lieu(0.9, 0.08), annee, ess=True, insertion=type_insertion
        )

    def concessionnaire(self, metier: str, categorie: str, annee: int, *, local: bool) -> Fournisseur:
        lieu = self._lieu(1.0, 0.0) if local else self._lieu(0.0, 0.0)
        return self._construire(
            self._noms.entreprise(metier), metier, "concession", categorie, lieu, annee, ess=False
        )

    def centrale(self, annee: int) -> Fournisseur:
        lieu = self._lieu(0.0, 0.0)
        return self._construire(
            "Centrale d'achat fictive", "general", "centrale", None, lieu, annee, ess=False
        )

    def _jeune_pousse(self, annee: int) -> Fournisseur:
        metier = self._alea.choice(("numerique", "eau", "transport", "dechets"))
        return self._construire(
            self._noms.jeune_pousse(),
            metier,
            "",
            "PME",
            self._lieu(0.7, 0.15),
            annee,
            ess=False,
            start_up=True,
        )

    def _etranger(self, metier: str, annee: int) -> Fournisseur:
        return self._construire(self._noms.entreprise(metier), metier, "", None, None, annee, ess=None)

    def _lieu(self, departement: float, region: float) -> Commune:
        tirage = self._alea.random()
        if tirage < departement:
            return self._carte.tirer("departement", self._alea)
        return self._carte.tirer("region" if tirage < departement + region else "ailleurs", self._alea)

    def _construire(
        self,
        nom: str,
        metier: str,
        role: str,
        categorie: str | None,
        commune: Commune | None,
        annee: int,
        *,
        ess: bool | None,
        insertion: str | None = None,
        start_up: bool = False,
    ) -> Fournisseur:
        alea = self._alea
        if commune is None:
            pays = alea.choice(("BE", "IT", "DE", "ES", "LU"))
            identifiant = f"TVA:{pays}0000{next(self._etrangers):05d}"
        else:
            identifiant = siret(next(self._sirens), alea.choices((1, 2, 3, 4), weights=(60, 25, 10, 5))[0])
        creation = date(
            annee - (alea.randint(1, 6) if start_up else alea.randint(2, 45)),
            alea.randint(1, 12),
            alea.randint(1, 28),
        )
        charte = _jour(alea, date(2022, 1, 10), date(2026, 9, 20)) if alea.random() < 0.42 else None
        debut, fin = _periode(alea, insertion) if insertion or start_up else (None, None)
        esus = alea.random() < (0.25 if insertion else 0.12 if ess else 0.0)
        return Fournisseur(
            identifiant=identifiant, nom=nom, metier=metier, role=role, commune=commune, categorie=categorie,
            tranche=_tranche(categorie, alea), forme=_forme(role, insertion=insertion is not None, ess=bool(ess), alea=alea),
            naf=f"{alea.randint(10, 96)}.{alea.randint(10, 99)}{alea.choice('ABCZ')}", creation=creation,
            ess=None if not esus and alea.random() < 0.03 else ess, esus=esus,
            insertion=insertion, start_up=start_up, charte=charte,
            statut_debut=debut, statut_fin=fin, repertorie=categorie is not None or insertion is not None or alea.random() < 0.88,
        )  # fmt: skip


def panel(organisation: Organisation, alea: random.Random) -> Panel:
    """Make the suppliers of all years: exactly as many are active each year as the magnitudes say, two thirds of them TPE/PME."""
    usine = _Usine(organisation, alea)
    resultat = Panel()
    permanents = _permanents(usine, ANNEES[0].annee)
    ordinaires: list[Fournisseur] = []
    for annee in ANNEES:
        gardes = [f for f in ordinaires if alea.random() < _FIDELITE[f.categorie]]
        gardes = gardes[: annee.fournisseurs - len(permanents)]
        actifs = permanents + gardes
        pme = sum(f.categorie == "PME" for f in actifs)
        manque = annee.fournisseurs - len(actifs)
        pme_voulues = max(0, min(manque, round(annee.fournisseurs * 2 / 3) - pme))
        categories: list[str | None] = ["PME"] * pme_voulues
        categories += alea.choices(("ETI", "GE", None), weights=(40, 27, 33), k=manque - pme_voulues)
        alea.shuffle(categories)
        nouveaux = [usine.ordinaire(categorie, annee.annee) for categorie in categories]
        ordinaires = gardes + nouveaux
        resultat.tous += nouveaux
        resultat.actifs[annee.annee] = permanents + ordinaires
    resultat.tous = permanents + resultat.tous
    return resultat


_FIDELITE: dict[str | None, float] = {"PME": 0.86, "ETI": 0.92, "GE": 0.94, None: 0.82}


def _permanents(usine: _Usine, annee: int) -> list[Fournisseur]:
    """Make those paid every year: concession holders, the purchasing body, protected sector and insertion."""
    effectifs = {"ESAT": 22, "EA": 17, "EATT": 2, "EI": 26, "ACI": 28, "AI": 15, "ETTI": 14, "GEIQ": 3}
    return [
        *(
            usine.concessionnaire(m, "GE", annee, local=True)
            for m in ("transport", "eau", "dechets", "transport")
        ),
        *(usine.concessionnaire(m, "ETI", annee, local=True) for m in ("eau", "dechets", "transport")),
        *(usine.concessionnaire(m, "GE", annee, local=False) for m in ("dechets", "transport")),
        usine.centrale(annee),
        *(usine.insertion(genre, annee) for genre, nombre in effectifs.items() for _ in range(nombre)),
    ]


def _jour(alea: random.Random, debut: date, fin: date) -> date:
    return debut + timedelta(days=alea.randrange((fin - debut).days))


def _periode(alea: random.Random, insertion: str | None) -> tuple[date | None, date | None]:
    """Give when the status holds: most since before the schema, some gained or lost on the way."""
    debut = date(2016, 1, 1) if alea.random() < 0.85 else _jour(alea, date(2020, 6, 1), date(2023, 1, 1))
    perdu = alea.random() < (0.06 if insertion else 0.25)
    return debut, _jour(alea, date(2023, 6, 1), date(2026, 6, 30)) if perdu else None


def _tranche(categorie: str | None, alea: random.Random) -> str | None:
    if categorie == "PME":
        return alea.choices(
            ("NN", "00", "01", "02", "03", "11", "12", "21", "22"), weights=(6, 6, 18, 14, 14, 18, 12, 8, 4)
        )[0]
    if categorie == "ETI":
        return alea.choice(("22", "31", "32", "41"))
    if categorie == "GE":
        return alea.choice(("42", "51", "52", "53"))
    return None


def _forme(role: str, *, insertion: bool, ess: bool, alea: random.Random) -> str:
    if role == "centrale":
        return _FORMES["publique"]
    if insertion or ess:
        return _FORMES["association" if alea.random() < 0.75 else "cooperative"]
    return _FORMES["sas" if alea.random() < 0.6 else "sarl"]


def actifs_par_metier(annee: Annee, panel_: Panel) -> dict[str, list[Fournisseur]]:
    """Group the ordinary and insertion suppliers active in a year by trade (concession holders and the purchasing body apart)."""
    groupes: dict[str, list[Fournisseur]] = {metier: [] for metier in _METIERS}
    for fournisseur in panel_.actifs[annee.annee]:
        if not fournisseur.role:
            groupes[fournisseur.metier].append(fournisseur)
    return groupes
