"""The mandat lines: one file a year, each in the dialect of its time, streamed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from spaser.demo.annees import Annee
from spaser.demo.fichiers import FICTIF, Feuille, ecrire_csv
from spaser.demo.flux import COSP, DSP, Flux

NBSP, FINE = "\u00a0", "\u202f"
_ORIGINE = date(2019, 1, 1)
_JOURS = [_ORIGINE + timedelta(days=n) for n in range(366 * 9)]
_FRANCAIS = [f"{j:%d/%m/%Y}" for j in _JOURS]
_ISO = [j.isoformat() for j in _JOURS]

CANONIQUES = (
    "mandat_id", "exercice", "date_mandat", "montant_ht", "tiers_siret", "tiers_nom", "tiers_code_postal", "contrat_id",
    "role_tiers", "domaine", "famille", "dga", "territoire", "budget", "compte", "type_achat", "nature_depense", "annulation",
    "date_facture", "date_service_fait", "date_paiement", "jours_suspension",
)  # fmt: skip
_RANG = {nom: rang for rang, nom in enumerate(CANONIQUES)}
_ANCIENS = (
    "N° mandat", "Exercice", "Date d'émission", "Montant HT", "N° SIRET", "Fournisseur", "Code postal", "N° de marché", "Rôle du tiers",
    "Domaine d'achat", "Famille d'achat", "DGA", "Conseil de Territoire", "Budget", "Compte", "Type d'achat", "Nature de la dépense", "Annulation",
    "Date de réception de la facture", "Date du service fait", "Date de paiement", "Jours de suspension",
)  # fmt: skip
_RECENTS = (
    "Numéro de mandat", "Exercice", "Date du mandat", "Montant HT (€)", "SIRET du tiers", "Nom du tiers", "Code postal du tiers",
    "Numéro de contrat", "Rôle du tiers", "Domaine d'achat", "Famille d'achat", "DGA", "Territoire", "Budget", "Compte", "Type d'achat", "Nature de dépense",
    "Annulation", "Date facture", "Date service fait", "Date paiement", "Jours de suspension",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialecte:
    """How the finance system of a year wrote its export."""

    entetes: tuple[str, ...]
    encodage: str
    espace: str
    jours: tuple[str, ...]
    titre: bool
    total: bool


def dialecte(annee: int) -> Dialecte:
    """Give the dialect of a year: the system changed in 2023, and 2025 has ISO dates."""
    if annee < 2023:
        return Dialecte(
            _ANCIENS,
            "cp1252",
            NBSP if annee == 2020 else "",
            tuple(_FRANCAIS),
            titre=annee == 2021,
            total=annee != 2022,
        )
    return Dialecte(
        _RECENTS if annee != 2024 else CANONIQUES, "utf-8-sig", FINE if annee in {2023, 2026} else "",
        tuple(_ISO if annee == 2025 else _FRANCAIS), titre=annee == 2026, total=annee == 2023,
    )  # fmt: skip


def ecrire_depenses(dossier: Path, annee: Annee, flux: list[Flux], alea: random.Random) -> Path:
    """Write the year's mandat lines; their purchases add up to the streams, cent by cent."""
    style = dialecte(annee.annee)
    titres = [[FICTIF], [f"Mandats de l'exercice {annee.annee}"], []] if style.titre else []
    lignes = _lignes(annee, flux, style, alea)
    feuille = Feuille("Mandats", titres, style.entetes, lignes)
    return ecrire_csv(dossier / f"demo_fictif_depenses_{annee.annee}.csv", feuille, encodage=style.encodage)


def _lignes(annee: Annee, flux: list[Flux], style: Dialecte, alea: random.Random) -> Iterator[list[str]]:
    ecrivain = _Ecrivain(annee, style, alea)
    somme = 0
    for f in flux:
        somme += int(f.montant)
        yield from ecrivain.du_flux(f)
    yield from ecrivain.hors_achats(flux)
    yield from ecrivain.rejets(flux)
    if style.total:
        yield ["TOTAL GÉNÉRAL", "", "", ecrivain.montant(somme), *[""] * (len(style.entetes) - 4)]


class _Ecrivain:
    """Turns streams into rows of text; keeps the number of the last mandat."""

    def __init__(self, annee: Annee, style: Dialecte, alea: random.Random) -> None:
        self._annee = annee
        self._exercice = str(annee.annee)
        self._style = style
        self._alea = alea
        self._numero = 0
        self._fin = (annee.fin - _ORIGINE).days
        self._debut = (annee.debut - _ORIGINE).days
        self._complementaire = not annee.partielle

    def montant(self, centimes: int) -> str:
        euros, reste = divmod(abs(centimes), 100)
        texte = f"{euros:,}".replace(",", self._style.espace) if self._style.espace else str(euros)
        return f"{'-' if centimes < 0 else ''}{texte},{reste:02d}"

    def du_flux(self, f: Flux) -> Iterator[list[str]]:
        tirer = self._alea.random
        poids = list(accumulate(tirer() + 0.2 for _ in range(f.lignes)))
        total, cible, place = poids[-1], int(f.montant), 0
        debut, duree = (f.debut - _ORIGINE).days, max(1, (f.fin - f.debut).days)
        fixe = _Fixe(f, self._alea)
        for rang, cumul in enumerate(poids):
            atteint = cible if rang == f.lignes - 1 else int(cible * cumul / total)
            centimes, place = atteint - place, atteint
            jour = min(self._fin, debut + int(duree * tirer()))
            if self._complementaire and tirer() < 0.02:
                jour = self._fin + 2 + int(20 * tirer())
            yield self._ligne(fixe, centimes, jour)
            if tirer() < 0.004:
                yield from self._erreur_annulee(fixe, centimes, jour)

    def _ligne(
        self, fixe: "_Fixe", centimes: int, jour: int, nature: str = "Achat", annulation: str = "Non"
    ) -> list[str]:
        tirer, jours = self._alea.random, self._style.jours
        self._numero += 1
        delai = int(7 + 17 * tirer() + 6 * tirer())
        if tirer() < self._annee.retards:
            delai += 8 + int(38 * tirer() * tirer())
        facture = jour - int(4 + delai * 0.6)
        suspension = str(3 + int(12 * tirer())) if tirer() < 0.03 else ""
        compte = "6711" if nature != "Achat" else fixe.compte
        return [
            f"{self._exercice}-{self._numero:07d}", self._exercice, jours[jour], self.montant(centimes), fixe.siret(tirer()), fixe.nom,
            fixe.code_postal, fixe.contrat, fixe.role, fixe.domaine if tirer() > 0.012 else "", fixe.famille, fixe.dga if tirer() > 0.008 else "",
            fixe.territoire if tirer() > 0.02 else "", fixe.budget, compte, fixe.type_achat, nature, annulation, jours[facture],
            jours[facture - int(6 * tirer())], jours[facture + delai] if tirer() > 0.02 else "", suspension,
        ]  # fmt: skip

    def _erreur_annulee(self, fixe: "_Fixe", centimes: int, jour: int) -> Iterator[list[str]]:
        """Pay an invoice twice, then cancel the second payment: nothing changes in the sum."""
        yield self._ligne(fixe, centimes, jour)
        yield self._ligne(fixe, -centimes, min(jour + 4, self._fin + 24), annulation="Oui")

    def hors_achats(self, flux: list[Flux]) -> Iterator[list[str]]:
        """Add what late payments cost, a few disputes, and the lines that are no purchase at all."""
        alea, part = self._alea, (self._fin - self._debut) / 365
        marches = [f for f in flux if f.contrat is not None]
        for _ in range(round(2600 * self._annee.retards * part)):
            fixe, jour = _Fixe(alea.choice(marches), alea), alea.randint(self._debut + 20, self._fin)
            yield self._ligne(fixe, 4_000, jour, "Indemnité forfaitaire de recouvrement")
            yield self._ligne(fixe, alea.randint(1_200, 420_000), jour, "Intérêts moratoires")
        for nature, nombre, plafond in (
            ("Transaction", 6, 30_000_000),
            ("Condamnation", 3, 45_000_000),
            ("Frais L761-1", 4, 300_000),
        ):
            for _ in range(round(nombre * part)):
                yield self._ligne(
                    _Fixe(alea.choice(marches), alea),
                    alea.randint(plafond // 20, plafond),
                    alea.randint(self._debut, self._fin),
                    nature,
                )
        for nature, nombre, compte in (
            ("Subvention", 60, "65748"),
            ("Avance remboursable", 4, "2764"),
            ("Impôts et taxes", 12, "63512"),
        ):
            for _ in range(round(nombre * part)):
                f = alea.choice(flux)
                ligne = self._ligne(
                    _Fixe(f, alea),
                    alea.randint(200_000, 9_000_000),
                    alea.randint(self._debut, self._fin),
                    nature,
                )
                ligne[_RANG["compte"]] = compte
                for colonne in ("contrat_id", "role_tiers", "famille", "type_achat"):
                    ligne[_RANG[colonne]] = ""
                yield ligne

    def rejets(self, flux: list[Flux]) -> Iterator[list[str]]:
        """Add the rows that no import can take: a SIRET destroyed by a spreadsheet, a day that does not exist, no amount."""
        for colonne, valeur in (
            (4, "2,43E+13"),
            (2, f"31/02/{self._exercice}"),
            (3, "NC"),
            (4, "2,43E+13"),
            (3, "à préciser"),
        ):
            ligne = self._ligne(_Fixe(self._alea.choice(flux), self._alea), 125_000, self._debut + 60)
            ligne[colonne] = valeur
            yield ligne


class _Fixe:
    """What all the lines of a stream say alike."""

    __slots__ = (
        "budget",
        "code_postal",
        "compte",
        "contrat",
        "dga",
        "domaine",
        "famille",
        "nom",
        "role",
        "siret_",
        "territoire",
        "type_achat",
    )

    def __init__(self, f: Flux, alea: random.Random) -> None:
        commune = f.fournisseur.commune
        self.siret_ = f.fournisseur.identifiant
        self.nom = f.fournisseur.nom.upper()
        self.code_postal = commune.code_postal if commune else ""
        self.contrat = f.contrat.numero if f.contrat else ""
        self.role = f.role
        self.domaine, self.famille, self.dga, self.territoire = f.domaine, f.famille, f.dga, f.territoire
        self.type_achat = f.type_achat
        annexe = f.type_achat in {DSP, COSP}
        self.budget = (
            "Budget annexe des transports"
            if annexe
            else alea.choice(("Budget principal", "Budget principal", "Budget annexe de l'eau"))
        )
        self.compte = alea.choice(("6068", "611", "61521", "6226", "2313", "2315", "2183"))

    def siret(self, tirage: float) -> str:
        """Write the identifier, now and then with spaces, or without its first zero as a spreadsheet leaves it."""
        if tirage > 0.03 or not self.siret_.isdigit():
            return self.siret_
        s = self.siret_
        return s[1:] if tirage < 0.006 else f"{s[:3]} {s[3:6]} {s[6:9]} {s[9:]}"
