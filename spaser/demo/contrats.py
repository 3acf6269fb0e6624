"""The contracts: marchés, framework contracts and their subsequent ones, concessions, with their suppliers."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spaser.demo.annees import ANNEES, Annee
from spaser.demo.considerations import Reponses, tirer
from spaser.demo.fournisseurs import Fournisseur, Panel, actifs_par_metier
from spaser.demo.profils import Organisation, Profil

PREFIXE_DSP = "Délégation de service public – "
CHARTE_EN_VIGUEUR = date(2022, 3, 1)
_DUREES = ((6, 12, 18, 24, 36, 48, 60), (5, 17, 5, 17, 20, 34, 2))


@dataclass(frozen=True, slots=True)
class Titulaire:
    """A member of a contract; part is its share in €, None when the extract does not know it."""

    fournisseur: Fournisseur
    role: str
    part: int | None


@dataclass(frozen=True, slots=True)
class Contrat:
    """One contract (a lot is a contract). Amounts in whole €."""

    numero: str
    lot: str
    nature: str
    cadre: str
    objet: str
    procedure: str
    base_juridique: str
    profil: Profil
    dga: str
    territoire: str
    lancement: date
    signature: date
    notification: date
    duree: int
    fin: date
    montant: int
    maximum: int | None
    estime: int | None
    offres: int | None
    innovant: bool
    heures: int | None
    fondement: str
    groupement: str
    sous_traitance: bool
    titulaires: tuple[Titulaire, ...]
    reponses: Reponses

    @property
    def famille(self) -> str:
        """The purchasing family: what the object says before its place."""
        return self.objet.removeprefix(PREFIXE_DSP).split(" – ")[0]

    @property
    def charte(self) -> bool:
        """Say whether the suppliers' charter was joined to the consultation."""
        return self.lancement >= CHARTE_EN_VIGUEUR


class _Atelier:
    """Draws the contracts of one year."""

    def __init__(
        self, organisation: Organisation, annee: Annee, notifies: int, panel: Panel, alea: random.Random
    ) -> None:
        self._org = organisation
        self._annee = annee
        self._notifies = notifies
        self._alea = alea
        self._metiers = actifs_par_metier(annee, panel)
        self._reserves = [f for f in panel.actifs[annee.annee] if f.insertion and f.insertion != "GEIQ"]
        self._pousses = [f for f in panel.actifs[annee.annee] if f.start_up]
        self._concessions = [f for f in panel.actifs[annee.annee] if f.role == "concession"]
        self._calage_env = organisation.caler(annee.env, annee, "env")
        # Reserved contracts, some 2 % of all, come on top.
        self._calage_soc = organisation.caler(annee.soc - 0.015, annee, "soc")
        self._rang = 0

    def consultation(self) -> list[Contrat]:
        """Draw a consultation: one contract, or one per lot."""
        alea = self._alea
        self._rang += 1
        profil = self._org.profil(alea)
        lots = alea.choices((1, 2, 3, 4, 6), weights=(74, 11, 7, 5, 3))[0]
        lancement, notification = self._dates()
        objet = f"{alea.choice(profil.modele.objets)} – {self._org.territoire(alea)}"
        dga = self._org.dga_de(profil, alea)
        contrats = []
        for lot in range(1, lots + 1):
            numero = f"{self._notifies}D{self._rang:04d}L{lot if lots > 1 else 0:02d}"
            titre = f"{objet}, lot {lot}" if lots > 1 else objet
            contrats.append(
                self._contrat(
                    numero, f"{lot:02d}" if lots > 1 else "", profil, dga, titre, lancement, notification
                )
            )
        return contrats

    def concession(self) -> Contrat:
        """Draw a public service concession, of a large amount and a long time."""
        alea = self._alea
        self._rang += 1
        lancement, notification = self._dates()
        profil = alea.choice(
            [p for p in self._org.profils if p.modele.metier in {"transport", "eau", "dechets"}]
            or list(self._org.profils)
        )
        contrat = self._contrat(
            f"{self._notifies}C{self._rang:04d}L00", "", profil, profil.dga,
            f"{PREFIXE_DSP}{alea.choice(profil.modele.objets)}", lancement, notification,
        )  # fmt: skip
        duree = alea.choice((84, 96, 120, 144))
        montant = round(alea.lognormvariate(17.6, 0.5), -3)
        titulaire = Titulaire(alea.choice(self._concessions), "seul", None)
        return replace(
            contrat, nature="Concession", procedure="Procédure négociée ouverte", base_juridique="", duree=duree,
            fin=_plus_mois(notification, duree), montant=int(montant), maximum=None, estime=None, innovant=False, fondement="",
            groupement="Pas de groupement", titulaires=(titulaire,), reponses=replace(contrat.reponses, reserve=False),
        )  # fmt: skip

    def innovant(self) -> Contrat:
        """Draw an innovative contract of less than 100 000 € (R2122-9-1)."""
        contrat = next(c for c in self.consultation())
        alea = self._alea
        montant = alea.randrange(28_000, 98_500, 500)
        return replace(
            contrat, nature="Marché", procedure="Marché passé sans publicité ni mise en concurrence préalable",
            base_juridique="R2122-9-1" if self._notifies >= 2022 else "Décret 2018-1225", montant=montant, maximum=None, estime=None,
            innovant=True, fondement="", groupement="Pas de groupement", sous_traitance=False,
            titulaires=(Titulaire(alea.choice(self._pousses), "seul", None),), reponses=replace(contrat.reponses, reserve=False),
        )  # fmt: skip

    def subsequent(self, cadre: Contrat, rang: int) -> Contrat:
        """Draw a contract placed under a framework contract."""
        alea = self._alea
        _, notification = self._dates()
        notification = max(notification, cadre.notification + timedelta(days=20))
        titulaire = replace(alea.choice(cadre.titulaires), role="seul", part=None)
        montant = max(4_000, round(cadre.montant * alea.uniform(0.03, 0.2)))
        return replace(
            cadre, numero=f"{cadre.numero}-MS{rang:02d}", nature="Marché subséquent", cadre=cadre.numero,
            objet=f"{cadre.objet} – marché subséquent n° {rang}", lancement=notification - timedelta(days=35),
            signature=notification - timedelta(days=3), notification=notification, duree=12, fin=_plus_mois(notification, 12),
            montant=montant, maximum=None, estime=None, groupement="Pas de groupement", titulaires=(titulaire,),
        )  # fmt: skip

    def _contrat(
        self, numero: str, lot: str, profil: Profil, dga: str, objet: str, lancement: date, notification: date
    ) -> Contrat:
        alea, org, annee = self._alea, self._org, self._annee
        cadre = alea.random() < 0.27
        montant = round(min(alea.lognormvariate(0.5, 1.5) * profil.modele.montant_median, 38e6), -2)
        reserve = alea.random() < 0.012 + 0.02 * (profil.modele.soc > 0.4) and montant < 600_000
        estime = int(round(montant * alea.uniform(0.5, 0.8), -2)) if cadre and alea.random() < 0.45 else None
        duree = 48 if cadre and alea.random() < 0.7 else alea.choices(*_DUREES)[0]
        reponses = tirer(
            org.taux(profil, dga, annee, "env", self._calage_env), org.taux(profil, dga, annee, "soc", self._calage_soc),
            profil.modele.theme, alea, reserve=reserve, inconnu=0.06 if self._notifies < 2023 else 0.03,
        )  # fmt: skip
        groupement, titulaires = self._titulaires(profil, int(montant), cadre=cadre, reserve=reserve)
        insertion = reponses.soc is not None and "insertion" in reponses.soc
        return Contrat(
            numero=numero, lot=lot, nature="Accord-cadre" if cadre else "Marché", cadre="", objet=objet,
            procedure=_procedure(montant, alea), base_juridique="", profil=profil, dga=dga, territoire=org.territoire(alea),
            lancement=lancement, signature=notification - timedelta(days=alea.randint(1, 12)), notification=notification,
            duree=duree, fin=_plus_mois(notification, duree), montant=int(montant),
            maximum=int(montant) if cadre else None, estime=estime,
            offres=None if alea.random() < 0.04 else alea.choices((1, 2, 3, 4, 5, 7, 9), weights=(18, 20, 22, 16, 11, 8, 5))[0],
            innovant=alea.random() < 0.012, heures=max(120, round(montant / alea.uniform(420, 1_150))) if insertion else None,
            fondement=_fondement(titulaires[0].fournisseur) if reserve else "", groupement=groupement,
            sous_traitance=montant > 250_000 and alea.random() < 0.3, titulaires=titulaires, reponses=reponses,
        )  # fmt: skip

    def _titulaires(
        self, profil: Profil, montant: int, *, cadre: bool, reserve: bool
    ) -> tuple[str, tuple[Titulaire, ...]]:
        alea = self._alea
        if reserve:
            return "Pas de groupement", (Titulaire(alea.choice(self._reserves), "seul", None),)
        tirage = alea.random()
        if cadre and tirage < 0.22:
            membres = self._choisir(profil, montant, alea.randint(2, 5))
            return "Pas de groupement", tuple(Titulaire(f, "seul", None) for f in membres)
        if tirage < 0.84:
            return "Pas de groupement", (Titulaire(self._choisir(profil, montant, 1)[0], "seul", None),)
        membres = self._choisir(profil, montant, alea.choices((2, 3, 4), weights=(60, 28, 12))[0])
        roles = ("mandataire", *("cotraitant" for _ in membres[1:]))
        if tirage < 0.94:
            return "Solidaire", tuple(
                Titulaire(f, role, None) for f, role in zip(membres, roles, strict=True)
            )
        coupes = sorted(round(montant * alea.uniform(0.1, 0.9)) for _ in membres[1:])
        parts = [fin - debut for debut, fin in zip((0, *coupes), (*coupes, montant), strict=True)]
        parts.sort(reverse=True)
        return "Conjoint", tuple(
            Titulaire(f, role, part) for f, role, part in zip(membres, roles, parts, strict=True)
        )

    def _choisir(self, profil: Profil, montant: int, nombre: int) -> list[Fournisseur]:
        """Choose distinct suppliers of the trade; the larger the contract, the larger the firm and the nearer its office."""
        alea = self._alea
        candidats = self._metiers[profil.modele.metier]
        grand = min(1.0, montant / 3e6)
        petites = 0.34 + 0.02 * (self._annee.annee - 2020) - 0.27 * grand
        gardes = {"PME": petites, "ETI": 0.6 + 0.4 * grand, "GE": 0.55 + 0.45 * grand, None: 0.12}
        # Associations, cooperatives and start-ups do not hold the largest contracts.
        solidaires = 1 - 0.97 * min(1.0, montant / 1.5e6)
        choix: list[Fournisseur] = []
        while len(choix) < min(nombre, len(candidats)):
            candidat = alea.choice(candidats)
            garde = gardes[candidat.categorie] * (solidaires if candidat.ess or candidat.start_up else 1)
            if not candidat.local(self._org.departement):
                garde *= 0.6
            if candidat not in choix and alea.random() < garde:
                choix.append(candidat)
        return choix

    def _dates(self) -> tuple[date, date]:
        alea = self._alea
        fin = self._annee.fin if self._notifies == self._annee.annee else date(self._notifies, 12, 31)
        notification = date(self._notifies, 1, 4) + timedelta(
            days=alea.randrange((fin - date(self._notifies, 1, 4)).days)
        )
        notification -= timedelta(days=max(0, notification.weekday() - 4))
        return notification - timedelta(days=alea.randint(60, 190)), notification


def contrats(organisation: Organisation, panel: Panel, alea: random.Random) -> dict[int, list[Contrat]]:
    """Draw every contract by year of notification: from 2016 (those still running in 2020) to the last year."""
    resultat: dict[int, list[Contrat]] = {}
    for notifies, (nombre, concessions) in _ANTERIEURS.items():
        atelier = _Atelier(organisation, ANNEES[0], notifies, panel, alea)
        annee = _lot(atelier, nombre) + [atelier.concession() for _ in range(concessions)]
        resultat[notifies] = [c for c in annee if c.fin >= date(2020, 3, 1)]
    for annee_ in ANNEES:
        atelier = _Atelier(organisation, annee_, annee_.annee, panel, alea)
        courants = _lot(atelier, annee_.contrats - annee_.innovants)
        courants += [atelier.innovant() for _ in range(annee_.innovants)]
        courants += [atelier.concession() for _ in range(2)]
        cadres = [
            c
            for c in courants
            if c.nature == "Accord-cadre" and c.notification <= annee_.fin - timedelta(days=45)
        ]
        courants += [
            atelier.subsequent(c, 1 + rang // len(cadres))
            for rang, c in enumerate((cadres * 3)[: annee_.subsequents])
        ]
        resultat[annee_.annee] = sorted(courants, key=lambda c: (c.notification, c.numero))
    return resultat


_ANTERIEURS = {2016: (780, 9), 2017: (935, 6), 2018: (960, 5), 2019: (950, 4)}


def _lot(atelier: _Atelier, nombre: int) -> list[Contrat]:
    tous: list[Contrat] = []
    while len(tous) < nombre:
        tous += atelier.consultation()
    return tous[:nombre]


def _procedure(montant: float, alea: random.Random) -> str:
    if montant < 40_000:
        return "Marché passé sans publicité ni mise en concurrence préalable"
    if montant < 215_000:
        return "Procédure adaptée"
    return alea.choices(
        ("Appel d'offres ouvert", "Procédure adaptée", "Procédure avec négociation"), weights=(70, 20, 10)
    )[0]


def _fondement(fournisseur: Fournisseur) -> str:
    return "L2113-12" if fournisseur.insertion in {"ESAT", "EA", "EATT"} else "L2113-13"


def _plus_mois(jour: date, mois: int) -> date:
    rang = jour.month - 1 + mois
    return date(jour.year + rang // 12, rang % 12 + 1, min(jour.day, 28)) - timedelta(days=1)
