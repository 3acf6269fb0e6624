"""The spending streams of a year: who is paid how much, for what; scaled so that the year's magnitudes come out exactly."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from spaser.demo.annees import Annee
from spaser.demo.contrats import Contrat
from spaser.demo.fournisseurs import Fournisseur, Panel
from spaser.demo.profils import Organisation, Profil

MARCHE, CENTRALE, DSP, COSP, HORS_CONTRAT = "Marché", "UGAP", "DSP", "COSP", "Hors contrat"
_CONCESSIONS = (DSP, COSP)
PLASTIQUE = "Vaisselle jetable"


@dataclass(slots=True)
class Flux:
    """Payments of one year to one supplier under one contract (or none). montant: € before scaling, cents after it."""

    fournisseur: Fournisseur
    contrat: Contrat | None
    domaine: str
    famille: str
    dga: str
    territoire: str
    type_achat: str
    role: str
    debut: date
    fin: date
    montant: float
    lignes: int = 1


def flux(
    organisation: Organisation,
    annee: Annee,
    contrats: dict[int, list[Contrat]],
    panel: Panel,
    alea: random.Random,
) -> list[Flux]:
    """Give the streams of a year: every active supplier has one at least, and no other supplier has any."""
    actifs = {f.identifiant for f in panel.actifs[annee.annee]}
    courants = [
        c
        for liste in contrats.values()
        for c in liste
        if c.notification <= annee.fin and c.fin >= annee.debut
    ]
    resultat = [f for c in courants for f in _du_contrat(c, annee, actifs, alea)]
    payes = {f.fournisseur.identifiant for f in resultat}
    for fournisseur in panel.actifs[annee.annee]:
        if fournisseur.role:
            resultat += _permanent(organisation, fournisseur, annee, alea)
        elif fournisseur.identifiant not in payes or alea.random() < 0.08:
            resultat.append(_hors_contrat(organisation, fournisseur, annee, alea))
    resultat += _sous_traitants(courants, annee, panel, alea)
    _mettre_a_l_echelle(organisation, annee, resultat)
    return resultat


def repartir(flux_: list[Flux], lignes: int) -> None:
    """Set how many lines each stream takes: one at least, the rest by the square root of its amount."""
    poids = [f.montant**0.5 * (2.5 if f.type_achat == CENTRALE else 1) for f in flux_]
    total, reste = sum(poids), max(0, lignes - len(flux_))
    cumul, places = 0.0, 0
    for f, part in zip(flux_, poids, strict=True):
        cumul += part
        nouvelles = round(reste * cumul / total) - places
        places += nouvelles
        f.lignes = 1 + nouvelles


def _du_contrat(contrat: Contrat, annee: Annee, actifs: set[str], alea: random.Random) -> list[Flux]:
    """Pay the holders of a running contract for the part of its time that falls in the year."""
    if contrat.nature == "Concession":
        return []
    if (
        contrat.nature == "Accord-cadre"
        and len(contrat.titulaires) > 1
        and not contrat.titulaires[0].part
        and alea.random() < 0.3
    ):
        return []
    debut, fin = max(contrat.notification, annee.debut), min(contrat.fin, annee.fin)
    jours = (fin - debut).days + 1
    base = contrat.estime or contrat.montant
    annuel = base * jours / max(30, (contrat.fin - contrat.notification).days) * alea.uniform(0.55, 1.05)
    total = sum(t.part or 0 for t in contrat.titulaires)
    payes = contrat.titulaires
    if contrat.groupement == "Solidaire" and alea.random() < 0.6:
        payes = contrat.titulaires[:1]
    resultat = []
    for titulaire in payes:
        if titulaire.fournisseur.identifiant not in actifs:
            continue
        part = titulaire.part / total if titulaire.part else alea.uniform(0.5, 1.5) / len(payes)
        role = "Cotraitant" if titulaire.role == "cotraitant" else "Titulaire"
        resultat.append(
            Flux(titulaire.fournisseur, contrat, contrat.profil.domaine, contrat.famille, contrat.dga, contrat.territoire, MARCHE, role,
                 debut, fin, max(60.0, annuel * part))
        )  # fmt: skip
    return resultat


def _sous_traitants(courants: list[Contrat], annee: Annee, panel: Panel, alea: random.Random) -> list[Flux]:
    """Pay sub-contractors directly; each is a supplier paid otherwise in the year too, so that the panel does not depend on them."""
    ordinaires = [f for f in panel.actifs[annee.annee] if not f.role]
    insertion = [f for f in ordinaires if f.insertion]
    resultat = []
    for contrat in courants:
        if not contrat.sous_traitance or alea.random() < 0.5:
            continue
        choix = alea.choice(insertion) if alea.random() < 0.2 else alea.choice(ordinaires)
        if any(choix is t.fournisseur for t in contrat.titulaires):
            continue
        montant = contrat.montant * 12 / max(12, contrat.duree) * alea.uniform(0.03, 0.15)
        debut, fin = max(contrat.notification, annee.debut), min(contrat.fin, annee.fin)
        resultat.append(
            Flux(
                choix,
                contrat,
                contrat.profil.domaine,
                contrat.famille,
                contrat.dga,
                contrat.territoire,
                MARCHE,
                "Sous-traitant",
                debut,
                fin,
                montant,
            )
        )
    return resultat


def _permanent(
    organisation: Organisation, fournisseur: Fournisseur, annee: Annee, alea: random.Random
) -> list[Flux]:
    """Pay a concession holder, or the central purchasing body whose orders spread over the general domaines."""
    if fournisseur.role == "centrale":
        profils = [
            p for p in organisation.profils if p.modele.metier in {"general", "numerique", "transport"}
        ]
        return [
            Flux(fournisseur, None, p.domaine, alea.choice(p.modele.objets), organisation.dga_de(p, alea), organisation.territoire(alea), CENTRALE, "Titulaire",
                 annee.debut, annee.fin, alea.uniform(0.5, 1.5))
            for p in profils or organisation.profils
        ]  # fmt: skip
    profil = next(
        (p for p in organisation.profils if p.modele.metier == fournisseur.metier), organisation.profils[0]
    )
    type_achat = COSP if fournisseur.metier == "transport" else DSP
    # Those from elsewhere hold the smaller concessions.
    taille = 1.0 if fournisseur.local(organisation.departement) else 0.25
    return [
        Flux(fournisseur, None, profil.domaine, alea.choice(profil.modele.objets), profil.dga, organisation.territoire(alea), type_achat, "Titulaire",
             annee.debut, annee.fin, taille * alea.uniform(0.7, 1.3))
        for _ in range(3)
    ]  # fmt: skip


def _hors_contrat(
    organisation: Organisation, fournisseur: Fournisseur, annee: Annee, alea: random.Random
) -> Flux:
    profils = [p for p in organisation.profils if p.modele.metier == fournisseur.metier] or list(
        organisation.profils
    )
    profil = alea.choice(profils)
    return Flux(
        fournisseur, None, profil.domaine, _famille(profil, annee, alea), organisation.dga_de(profil, alea), organisation.territoire(alea), HORS_CONTRAT,
        "", annee.debut, annee.fin, min(89_000.0, alea.lognormvariate(9.4, 1.0)),
    )  # fmt: skip


def _famille(profil: Profil, annee: Annee, alea: random.Random) -> str:
    """Draw the family of a purchase without contract; throw-away plastic goes away, year after year, and never quite."""
    if profil.modele.metier == "general" and alea.random() < 0.35 * 0.72 ** (annee.annee - 2020):
        return PLASTIQUE
    return alea.choice(profil.modele.objets)


def strategiques(flux_: list[Flux], rang_max: int = 5) -> set[str]:
    """Give the SIRET of the best paid suppliers of each domaine, sub-contractors apart."""
    totaux: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for f in flux_:
        if f.role != "Sous-traitant":
            totaux[f.domaine][f.fournisseur.identifiant] += f.montant
    return {siret for payes in totaux.values() for siret in sorted(payes, key=lambda s: -payes[s])[:rang_max]}


def _mettre_a_l_echelle(organisation: Organisation, annee: Annee, flux_: list[Flux]) -> None:
    """Turn the amounts into cents whose sums are the year's: total, concessions, département, each solidarity group."""
    total = round(annee.depenses * 1e8)
    vises = {"concessions": round(annee.concessions * 1e8), "centrale": round(annee.centrale * 1e8)}
    for groupe, part in (("stpa", annee.part_stpa), ("iae", annee.part_iae), ("esus", annee.part_esus)):
        vises[groupe] = round(part * total)
    groupes: dict[str, list[Flux]] = defaultdict(list)
    for f in flux_:
        groupes[_groupe(f, organisation)].append(f)
    for groupe, cible in vises.items():
        _ajuster(groupes[groupe], cible)
    places = [f for groupe in vises for f in groupes[groupe]]
    locaux = round(annee.part_departement * total) - round(
        sum(f.montant for f in places if f.fournisseur.local(organisation.departement))
    )
    _ajuster(groupes["ici"], locaux)
    _ajuster(groupes["ailleurs"], total - locaux - round(sum(f.montant for f in places)))


def _groupe(f: Flux, organisation: Organisation) -> str:
    if f.type_achat in _CONCESSIONS:
        return "concessions"
    if f.type_achat == CENTRALE:
        return "centrale"
    return f.fournisseur.solidaire or ("ici" if f.fournisseur.local(organisation.departement) else "ailleurs")


def _ajuster(flux_: list[Flux], cible: int) -> None:
    """Scale the streams so that they add up to the target, in cents, none below 50 €."""
    somme = sum(f.montant for f in flux_)
    for f in flux_:
        f.montant = max(5_000, round(f.montant * cible / somme))
    plus_gros = max(flux_, key=lambda f: f.montant)
    plus_gros.montant += cible - sum(f.montant for f in flux_)
