"""Names of firms that do not exist: invented syllables, then an activity."""

import random

_DEBUTS = (
    "Bra", "Calu", "Dori", "Esta", "Fale", "Gavi", "Halo", "Ixe", "Jovi", "Kalé", "Luma", "Mova", "Nébu", "Orvi", "Pali",
    "Quina", "Rové", "Sava", "Tiro", "Ulmé", "Vaki", "Xélo", "Yvo", "Zéphi", "Ombri", "Astra", "Civé", "Drona", "Fluvé", "Griva",
)  # fmt: skip
_MILIEUX = (
    "",
    "",
    *[
        "ba",
        "cor",
        "dan",
        "fil",
        "gor",
        "lix",
        "mar",
        "nor",
        "pra",
        "qué",
        "rel",
        "sto",
        "tal",
        "vun",
        "xan",
        "zor",
    ],
)
_FINS = (
    "bel", "dane", "fène", "goux", "lane", "mire", "nax", "plane", "quère", "rolle", "sol", "tane", "vère", "xis", "zane", "vial",
    "drac", "lune", "pière", "nelle",
)  # fmt: skip
_FORMES = ("", "", "", "Société ", "Établissements ", "Atelier ", "Groupe ", "Compagnie ")
_FINALES = ("", "", "", " SAS", " SARL", " et fils", " Méditerranée", " Sud", " Provence")

# fmt: off
ACTIVITES: dict[str, tuple[str, ...]] = {
    "travaux": ("Travaux publics", "Terrassement", "Génie civil", "Bâtiment", "Réhabilitation", "Étanchéité", "Couverture"),
    "voirie": ("Voirie", "Enrobés", "Signalisation", "Éclairage", "Réseaux"),
    "dechets": ("Collecte", "Propreté urbaine", "Recyclage", "Valorisation", "Bennes"),
    "eau": ("Hydraulique", "Assainissement", "Canalisations", "Pompes", "Traitement de l'eau"),
    "transport": ("Transports", "Mobilités", "Autocars", "Logistique", "Véhicules industriels"),
    "vert": ("Paysage", "Espaces verts", "Élagage", "Pépinières"),
    "numerique": ("Informatique", "Numérique", "Réseaux et télécoms", "Logiciels", "Données"),
    "general": ("Fournitures", "Nettoyage", "Mobilier", "Impression", "Gardiennage", "Restauration", "Textile professionnel"),
    "intellectuel": ("Conseil", "Études", "Ingénierie", "Juridique", "Formation", "Contrôle technique", "Communication"),
}
# fmt: on
_INSERTION = {
    "ESAT": "Atelier protégé",
    "EA": "Entreprise adaptée",
    "EATT": "Entreprise adaptée de travail temporaire",
    "EI": "Entreprise d'insertion",
    "ACI": "Chantier d'insertion",
    "AI": "Association intermédiaire",
    "ETTI": "Intérim d'insertion",
    "GEIQ": "Groupement d'employeurs",
}


class Noms:
    """A source of names that never gives the same one twice."""

    def __init__(self, alea: random.Random) -> None:
        self._alea = alea
        self._racines: set[str] = set()

    def entreprise(self, metier: str) -> str:
        """Name an ordinary firm of the trade (a key of ACTIVITES)."""
        alea = self._alea
        activite = alea.choice(ACTIVITES[metier])
        return f"{alea.choice(_FORMES)}{self._racine()} {activite}{alea.choice(_FINALES)}"

    def insertion(self, type_insertion: str) -> str:
        """Name a structure of the protected sector or of insertion."""
        return f"{_INSERTION[type_insertion]} {self._racine()}"

    def association(self) -> str:
        """Name an association, a cooperative or a foundation."""
        return f"{self._alea.choice(('Association', 'Coopérative', 'SCOP', 'Fondation', 'Régie de quartier'))} {self._racine()}"

    def jeune_pousse(self) -> str:
        """Name a start-up."""
        return f"{self._racine()}{self._alea.choice(('.io', ' Labs', ' Tech', ' Green', ' Data', ' Hydro', ' Mobility'))}"

    def _racine(self) -> str:
        while True:
            racine = self._alea.choice(_DEBUTS) + self._alea.choice(_MILIEUX) + self._alea.choice(_FINS)
            if racine not in self._racines:
                self._racines.add(racine)
                return racine
