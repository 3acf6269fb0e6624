"""What each domaine d'achat is like: how often it buys, how much, how far along the schema it is."""

import math
import random
import unicodedata
from dataclasses import dataclass

from spaser.catalogue import Catalogue
from spaser.demo.annees import Annee


@dataclass(frozen=True, slots=True)
class Modele:
    """A kind of domaine, recognised by a word of its name."""

    mots: tuple[str, ...]
    metier: str
    frequence: float
    montant_median: float
    env: float
    soc: float
    pente: float
    theme: str
    dga: str
    objets: tuple[str, ...]


# env and soc shift the year's rate (in logits); pente is what each year adds or removes to that shift.
_MODELES = (
    Modele(("dechet", "ordures"), "dechets", 1.1, 420_000, 0.9, 0.5, 0.06, "dechets", "EAD",
           ("Collecte des ordures ménagères", "Exploitation de déchèteries", "Tri et valorisation des recyclables", "Fourniture de bacs")),
    Modele(("eau", "assainissement", "pluvial"), "eau", 1.1, 300_000, 0.4, -0.1, 0.02, "eau", "EAD",
           ("Renouvellement de canalisations", "Curage de réseaux", "Maintenance de stations de relevage", "Analyses d'eau")),
    Modele(("transport", "mobilit", "deplacement", "vehicule", "flotte"), "transport", 0.9, 340_000, 0.5, -0.3, 0.04, "ges", "MDTEPV",
           ("Acquisition de véhicules", "Transport à la demande", "Maintenance de la flotte", "Études de mobilité")),
    Modele(("voirie", "espace public", "eclairage", "signalisation"), "voirie", 1.3, 330_000, 0.2, 0.6, 0.0, "energie", "MDTEPV",
           ("Entretien de la voirie", "Réfection de chaussées", "Signalisation routière", "Éclairage public")),
    Modele(("vert", "foret", "paysage", "agricult", "biodivers", "nature"), "vert", 0.7, 120_000, 1.1, 0.9, 0.05, "biodiversite", "AFPIM",
           ("Entretien des espaces verts", "Débroussaillement", "Plantation d'arbres", "Gestion de massifs forestiers")),
    Modele(("informat", "numeri", "telecom"), "numerique", 1.0, 150_000, -0.6, -0.9, 0.10, "reemploi", "INSI",
           ("Maintenance de logiciels", "Acquisition de postes de travail", "Réseau de télécommunications", "Hébergement")),
    Modele(("insertion", "formation", "emploi"), "intellectuel", 0.5, 70_000, -0.7, 1.6, 0.02, "insertion", "EIESS",
           ("Formation des agents", "Accompagnement vers l'emploi", "Ateliers de sensibilisation")),
    Modele(("assurance", "juridique", "financ"), "intellectuel", 0.5, 60_000, -1.9, -1.6, -0.12, "env_autre", "CPAJ",
           ("Assurances", "Conseil juridique", "Assistance financière")),
    Modele(("etude", "intellectuel", "ingenierie", "maitrise d'oeuvre", "conseil"), "intellectuel", 1.2, 85_000, -0.5, -0.8, -0.05,
           "energie", "CPAJ", ("Étude de faisabilité", "Mission de maîtrise d'œuvre", "Assistance à maîtrise d'ouvrage", "Contrôle technique")),
    Modele(("batiment", "construction", "travaux", "urbanisme", "btp", "amenagement", "immobilier"), "travaux", 1.7, 380_000, 0.3, 0.9,
           0.03, "dechets", "DUST", ("Réhabilitation d'un équipement", "Construction", "Rénovation énergétique", "Travaux d'aménagement")),
    Modele(("energie", "fluide", "carburant"), "general", 0.4, 500_000, 1.2, -1.4, 0.02, "energie", "Affaires Générales et Moyens Généraux",
           ("Fourniture d'électricité", "Fourniture de gaz", "Fourniture de carburants")),
    Modele(("communication", "evenement", "traiteur", "culture", "tourisme"), "intellectuel", 0.7, 65_000, -0.2, -0.2, -0.10, "plastique",
           "DEA", ("Organisation d'événements", "Prestations de traiteur", "Impression de supports", "Conception graphique")),
    Modele(("nettoyage", "proprete", "moyens generaux", "gardiennage", "fourniture", "mobilier", "entretien", "habillement", "restauration", "equipement"),
           "general", 1.3, 95_000, 0.4, 0.7, 0.04, "reemploi", "Affaires Générales et Moyens Généraux",
           ("Nettoyage des locaux", "Fourniture de mobilier", "Fournitures de bureau", "Vêtements de travail", "Gardiennage")),
)  # fmt: skip
_ORDINAIRE = Modele((), "general", 0.8, 110_000, 0.0, 0.0, 0.0, "env_autre", "",
                    ("Prestations de services", "Fournitures diverses", "Maintenance d'équipements"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profil:
    """A domaine of the catalogue with its model and the DGA that buys it first."""

    domaine: str
    modele: Modele
    dga: str
    moyens_generaux: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    """The reference values that the extracts are written with, and how to draw from them."""

    siren: str
    departement: str
    region: tuple[str, ...]
    profils: tuple[Profil, ...]
    dga: tuple[str, ...]
    territoires: tuple[str, ...]
    retard_dga: dict[str, float]
    moyens: tuple[str, ...]

    def profil(self, alea: random.Random) -> Profil:
        """Draw the domaine of a contract."""
        return alea.choices(self.profils, weights=[p.modele.frequence for p in self.profils])[0]

    def territoire(self, alea: random.Random) -> str:
        """Draw a territoire: the largest are first in the catalogue, the transversal one last."""
        poids = (0.42, 0.20, 0.08, 0.08, 0.09, 0.05, 0.08)
        return alea.choices(
            self.territoires, weights=[poids[rang % len(poids)] for rang in range(len(self.territoires))]
        )[0]

    def dga_de(self, profil: Profil, alea: random.Random) -> str:
        """Draw the DGA of a contract: four times in five the one in charge of the domaine."""
        return profil.dga if alea.random() < 0.8 else alea.choice(self.dga)

    def taux(self, profil: Profil, dga: str, annee: Annee, famille: str, calage: float) -> float:
        """Give the chance that a contract carries a consideration of the family (« env » or « soc »)."""
        decalage = profil.modele.env if famille == "env" else profil.modele.soc
        decalage += profil.modele.pente * (annee.annee - 2020) * 3 + self.retard_dga[dga]
        return 1 / (1 + math.exp(-calage - decalage))

    def caler(self, cible: float, annee: Annee, famille: str) -> float:
        """Find the logit that makes the mean rate of all contracts equal to the target of the year."""
        poids = sum(p.modele.frequence for p in self.profils)
        bas, haut = -8.0, 8.0
        for _ in range(40):
            calage = (bas + haut) / 2
            moyenne = (
                sum(p.modele.frequence * self.taux(p, p.dga, annee, famille, calage) for p in self.profils)
                / poids
            )
            bas, haut = (calage, haut) if moyenne < cible else (bas, calage)
        return bas


def organisation(catalogue: Catalogue, alea: random.Random) -> Organisation:
    """Read in the catalogue what the extracts must speak of."""
    dga = tuple(element.code for element in catalogue.dga)
    profils = tuple(
        _profil(element.nom, dga, moyens_generaux=element.moyens_generaux, alea=alea)
        for element in catalogue.domaines
    )
    return Organisation(
        siren=catalogue.autorite.siren,
        departement=catalogue.autorite.departement,
        region=tuple(catalogue.autorite.region_departements),
        profils=profils,
        dga=dga,
        territoires=tuple(element.nom for element in catalogue.territoires),
        retard_dga={code: alea.uniform(-0.55, 0.45) for code in dga},
        moyens=tuple(
            moyen.code
            for fiche in catalogue.fiches
            for objectif in fiche.objectifs
            for moyen in objectif.moyens
        ),
    )


def _profil(nom: str, dga: tuple[str, ...], *, moyens_generaux: bool, alea: random.Random) -> Profil:
    plat = unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode().lower()
    modele = next((m for m in _MODELES if any(mot in plat for mot in m.mots)), _ORDINAIRE)
    return Profil(nom, modele, modele.dga if modele.dga in dga else alea.choice(dga), moyens_generaux)
