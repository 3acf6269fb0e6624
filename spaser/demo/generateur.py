"""Generates the demonstration extracts: seven kinds of files, seeded, and never a look at the clock."""

import random
from pathlib import Path

from spaser.catalogue import Catalogue
from spaser.demo.annees import ANNEES, DEBUT, LIGNES_PAR_DEFAUT
from spaser.demo.contrats import contrats as tirer_contrats
from spaser.demo.depenses import ecrire_depenses
from spaser.demo.evenements import ecrire_evenements
from spaser.demo.extrait_fournisseurs import ecrire_fournisseurs
from spaser.demo.extraits_contrats import ecrire_contrats, ecrire_contrats_anterieurs
from spaser.demo.feuille_de_route import ecrire_moyens, ecrire_programmation
from spaser.demo.flux import flux as tirer_flux
from spaser.demo.flux import repartir, strategiques
from spaser.demo.fournisseurs import panel as tirer_panel
from spaser.demo.heures import ecrire_heures
from spaser.demo.profils import organisation as lire_organisation


def generate(
    dossier: Path, catalogue: Catalogue, lignes: int | None = None, graine: int = 2021
) -> tuple[Path, ...]:
    """Write the demonstration extracts of January 2020 to September 2026 and give their paths, in the order to deposit them.

    Args:
        dossier: where to write; created if absent, files of the same names are replaced.
        catalogue: whose domaines, DGA, territoires and moyens the extracts speak of.
        lignes: how many mandat lines in all, about (180 000 by default); the amounts' sums do not change with it. There is never
            less than one line for each supplier and contract paid in a year (about 40 000 in all).
        graine: the seed; the same one gives the same bytes.
    """
    dossier.mkdir(parents=True, exist_ok=True)
    alea = random.Random(graine)
    organisation = lire_organisation(catalogue, alea)
    panel = tirer_panel(organisation, alea)
    contrats = tirer_contrats(organisation, panel, alea)
    anterieurs = [c for annee, liste in contrats.items() if annee < DEBUT for c in liste]
    chemins = [ecrire_contrats_anterieurs(dossier, anterieurs, organisation)]
    chemins += [ecrire_contrats(dossier, a.annee, contrats[a.annee], organisation, alea) for a in ANNEES]
    # A generator of its own, so that the number of lines changes nothing else.
    alea_lignes = random.Random(graine + 1)
    premiers: set[str] = set()
    for annee in ANNEES:
        flux = tirer_flux(organisation, annee, contrats, panel, alea)
        premiers |= strategiques(flux)
        repartir(flux, round((lignes or LIGNES_PAR_DEFAUT) * annee.poids_lignes / LIGNES_PAR_DEFAUT))
        chemins.append(ecrire_depenses(dossier, annee, flux, alea_lignes))
    chemins.insert(0, ecrire_fournisseurs(dossier, panel, premiers, alea))
    chemins.append(ecrire_heures(dossier, contrats, panel, alea))
    chemins.append(ecrire_evenements(dossier, organisation, panel, contrats, alea))
    chemins.append(ecrire_moyens(dossier, organisation, alea))
    chemins.append(ecrire_programmation(dossier, organisation, contrats, alea))
    return tuple(chemins)
