"""The contracts' workbooks: one a year, each recording considerations in the way of its time."""

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from spaser.demo.considerations import CLAUSE, CRITERE, SPECIFICATION, Reponses
from spaser.demo.contrats import Contrat, Titulaire
from spaser.demo.fichiers import FICTIF, Cellule, Feuille, ecrire_classeur, ecrire_csv, jour, oui_non
from spaser.demo.profils import Organisation

Colonne = tuple[str, Callable[[Contrat, Titulaire], Cellule]]

_THEMES = {
    "dechets": "Déchets", "plastique": "Plastique", "energie": "Énergie", "ges": "GES", "biodiversite": "Biodiversité", "eau": "Eau",
    "reemploi": "Réemploi / recyclé / biosourcé", "env_autre": "Autre considération environnementale", "insertion": "Insertion",
    "handicap": "Handicap", "egalite_fh": "Égalité F/H", "discrimination": "Lutte contre les discriminations",
    "commerce_equitable": "Commerce équitable", "jeunes_diplomes": "Jeunes diplômés", "soc_autre": "Autre considération sociale",
}  # fmt: skip
_ENV = frozenset(list(_THEMES)[:8])


def ecrire_contrats(
    dossier: Path, annee: int, contrats: list[Contrat], organisation: Organisation, alea: random.Random
) -> Path:
    """Write the contracts notified in a year: a row for each contract and supplier."""
    colonnes = _colonnes(annee, organisation.siren)
    lignes: list[list[Cellule]] = [
        [valeur(contrat, titulaire) for _, valeur in colonnes]
        for contrat in contrats
        for titulaire in contrat.titulaires
    ]
    _salir(lignes, colonnes, annee, alea)
    total: list[Cellule] = ["TOTAL"] + [None] * (len(colonnes) - 1)
    rang = next(n for n, (entete, _) in enumerate(colonnes) if entete.startswith("Montant"))
    total[rang] = sum(c.montant for c in contrats)
    titres: list[list[Cellule]] = [[FICTIF], [f"Contrats notifiés en {annee}"], []] if annee != 2022 else []
    feuille = Feuille(
        f"Contrats {annee}", titres, [e for e, _ in colonnes], [*lignes, total] if annee != 2024 else lignes
    )
    return ecrire_classeur(dossier / f"demo_fictif_contrats_{annee}.xlsx", [feuille])


def ecrire_contrats_anterieurs(
    dossier: Path, contrats: Sequence[Contrat], organisation: Organisation
) -> Path:
    """Write the contracts notified before 2020 and still running then: nobody recorded considerations at that time."""
    colonnes = [*_identite(2019, organisation.siren), *_titulaire(2019)]
    lignes = [[_texte(valeur(c, t)) for _, valeur in colonnes] for c in contrats for t in c.titulaires]
    titres = [[FICTIF], ["Contrats notifiés avant 2020 et en cours"], []]
    feuille = Feuille("Reprise", titres, [e for e, _ in colonnes], lignes)
    return ecrire_csv(dossier / "demo_fictif_contrats_anterieurs.csv", feuille, encodage="cp1252")


def _texte(valeur: Cellule) -> str:
    if isinstance(valeur, date):
        return jour(valeur)
    return "" if valeur is None else str(valeur)


def _colonnes(annee: int, siren: str) -> list[Colonne]:
    suivi: list[Colonne] = [
        ("Marché innovant", lambda c, _: oui_non(c.innovant)),
        ("Heures d'insertion prévues", lambda c, _: c.heures),
        ("Fondement de la réservation", lambda c, _: c.fondement or None),
    ]
    if annee >= 2022:
        suivi.append(("Charte jointe", lambda c, _: oui_non(c.charte)))
    return [*_identite(annee, siren), *_considerations(annee), *suivi, *_titulaire(annee)]


def _identite(annee: int, siren: str) -> list[Colonne]:
    recent = annee >= 2023
    acheteur = f"{siren}00017"
    territoire = "Territoire" if annee > 2022 else "Conseil de Territoire"
    return [
        ("Numéro de contrat" if recent else "N° de marché", lambda c, _: c.numero),
        ("Lot", lambda c, _: c.lot),
        ("SIRET de l'acheteur", lambda _c, _t: acheteur),
        ("Type de contrat" if recent else "Nature du contrat", lambda c, _: c.nature),
        ("N° de l'accord-cadre", lambda c, _: c.cadre or None),
        ("Objet", lambda c, _: c.objet),
        ("Procédure", lambda c, _: c.procedure),
        ("Base juridique", lambda c, _: c.base_juridique or None),
        ("Domaine d'achat", lambda c, _: c.profil.domaine),
        ("DGA", lambda c, _: c.dga),
        (territoire, lambda c, _: c.territoire),
        ("Date de lancement", lambda c, _: c.lancement),
        ("Date de signature", lambda c, _: c.signature),
        ("Date de notification", lambda c, _: c.notification),
        ("Durée (mois)", lambda c, _: c.duree),
        ("Date de fin", lambda c, _: c.fin),
        ("Montant HT (€)" if annee != 2021 else "Montant notifié HT", lambda c, _: c.montant),
        ("Montant maximum HT", lambda c, _: c.maximum),
        ("Montant estimé HT", lambda c, _: c.estime),
        ("Offres reçues", lambda c, _: c.offres),
        ("Statut", lambda c, _: "Résilié" if c.duree > 12 and c.montant % 7_000 == 0 else "Notifié"),
    ]


def _titulaire(annee: int) -> list[Colonne]:
    return [
        (
            "SIRET du titulaire",
            lambda _, t: t.fournisseur.identifiant,
        ),
        ("Titulaire" if annee < 2023 else "Nom du titulaire", lambda _, t: t.fournisseur.nom),
        ("Rôle du titulaire", lambda _, t: t.role.capitalize()),
        ("Part du titulaire HT", lambda _, t: t.part),
        ("Groupement", lambda c, _: c.groupement),
        ("Sous-traitance", lambda c, _: oui_non(c.sous_traitance)),
    ]


def _considerations(annee: int) -> list[Colonne]:
    """Give the columns of the year: a yes/no for each device (2020), DECP lists (2021), then a column for each theme."""
    if annee == 2020:
        return [
            ("Clause sociale", lambda c, _: _dispositif(c.reponses.soc, CLAUSE)),
            ("Critère social", lambda c, _: _dispositif(c.reponses.soc, CRITERE)),
            ("Clause environnementale", lambda c, _: _dispositif(c.reponses.env, CLAUSE, SPECIFICATION)),
            ("Critère environnemental", lambda c, _: _dispositif(c.reponses.env, CRITERE)),
            ("Marché réservé", lambda c, _: oui_non(c.reponses.reserve)),
        ]
    if annee == 2021:
        return [
            (
                "Considérations sociales",
                lambda c, _: _liste(c.reponses, "sociale", "Clause sociale", "Critère social"),
            ),
            (
                "Considérations environnementales",
                lambda c, _: _liste(
                    c.reponses, "environnementale", "Clause environnementale", "Critère environnemental"
                ),
            ),
        ]
    themes: list[Colonne] = [(entete, _theme(theme)) for theme, entete in _THEMES.items()]
    return [*themes, ("Autre RSE", lambda c, _: oui_non(c.reponses.rse))]


def _dispositif(famille: dict[str, str] | None, *types: str) -> str:
    return oui_non(None if famille is None else any(t in types for t in famille.values()))


def _liste(reponses: Reponses, adjectif: str, clause: str, critere: str) -> str:
    sociale = adjectif == "sociale"
    famille = reponses.soc if sociale else reponses.env
    if famille is None:
        return ""
    types = reponses.types(famille)
    valeurs = [clause] if types & {CLAUSE, SPECIFICATION} else []
    valeurs += [critere] if CRITERE in types else []
    valeurs += ["Marché réservé"] if sociale and reponses.reserve else []
    return ", ".join(valeurs) or f"Pas de considération {adjectif}"


def _theme(theme: str) -> Callable[[Contrat, Titulaire], Cellule]:
    def cellule(contrat: Contrat, _: Titulaire) -> Cellule:
        reponses = contrat.reponses
        famille = reponses.env if theme in _ENV else reponses.soc
        if famille is None or theme in reponses.vides:
            return None
        dispositif = famille.get(theme)
        if dispositif is None:
            return "Non"
        return "Marché réservé" if reponses.reserve and theme == "insertion" else dispositif.capitalize()

    return cellule


def _salir(lignes: list[list[Cellule]], colonnes: list[Colonne], annee: int, alea: random.Random) -> None:
    """Make the rows as untidy as real ones, the same way on every row of a contract."""
    rang = {entete: n for n, (entete, _) in enumerate(colonnes)}
    siret, numero = rang["SIRET du titulaire"], 0
    vides = {entete: set() for entete in ("Domaine d'achat", "DGA", "Offres reçues")}  # type: dict[str, set[Cellule]]
    numeros = sorted({str(ligne[numero]) for ligne in lignes})
    for entete, contrats in vides.items():
        contrats.update(alea.sample(numeros, len(numeros) // 60))
        for ligne in lignes:
            if ligne[numero] in contrats:
                ligne[rang[entete]] = "NC" if entete == "Offres reçues" else None
    inconnue = set(alea.sample(numeros, 6 if annee < 2023 else 0))
    for ligne in lignes:
        if ligne[numero] in inconnue:
            ligne[rang["DGA"]] = "Direction du territoire (ancien organigramme)"
        identifiant = str(ligne[siret])
        if identifiant.isdigit() and alea.random() < 0.03:
            ligne[siret] = f"{identifiant[:3]} {identifiant[3:6]} {identifiant[6:9]} {identifiant[9:]}"
        elif identifiant.isdigit() and alea.random() < 0.01:
            ligne[siret] = identifiant[1:]
        if annee == 2021:
            # The 2021 export has its dates as text.
            ligne[:] = [f"{v:%d/%m/%Y}" if isinstance(v, date) else v for v in ligne]
    # Two rows that no import can take: the number and the amount are there, the notification is not.
    for n in range(2):
        rejet = list(lignes[alea.randrange(len(lignes))])
        rejet[numero] = f"{annee}D99{n:02d}L00"
        rejet[rang["Date de notification"]] = "à venir" if n else f"30/02/{annee}"
        lignes.append(rejet)
