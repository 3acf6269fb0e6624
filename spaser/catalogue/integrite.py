"""Referential integrity of a catalogue: what the shape alone cannot refuse."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from spaser.catalogue.a_cote import cote_a_cote
from spaser.catalogue.erreurs import Probleme
from spaser.catalogue.indicateurs import Cible, Indicateur
from spaser.catalogue.modele import Catalogue
from spaser.catalogue.rapprochement import cle_de_comparaison, noms_de
from spaser.catalogue.references import ElementReference

_UNITES_PAR_NATURE = {
    "part": {"%", "‰"},
    "part_panel": {"%", "‰"},
    "part_montant": {"%", "‰"},
    "montant": {"€"},
    "nombre": {"nombre"},
    "nombre_panel": {"nombre"},
    "somme": {"heures", "€", "jours", "nombre"},
    "moyenne": {"jours", "€", "heures", "nombre"},
}


def incoherences(catalogue: Catalogue) -> tuple[Probleme, ...]:
    """Return every inconsistency of a well-shaped catalogue, in the order of the document."""
    return tuple(
        probleme
        for controle in (
            _codes_uniques,
            _effectifs,
            _fiches,
            _indicateurs,
            cote_a_cote,
            _chiffres,
            _parametres,
            _references,
            _sujets,
        )
        for probleme in controle(catalogue)
    )


def _doublons(liste: str, champ: str, valeurs: Sequence[Hashable]) -> Iterator[Probleme]:
    premiers: dict[Hashable, int] = {}
    for rang, valeur in enumerate(valeurs):
        if valeur in premiers:
            yield Probleme(
                f"{liste}[{rang}].{champ}", f"« {valeur} » est déjà pris par {liste}[{premiers[valeur]}]"
            )
        premiers.setdefault(valeur, rang)


def _codes_uniques(catalogue: Catalogue) -> Iterator[Probleme]:
    yield from _doublons("axes", "numero", [axe.numero for axe in catalogue.axes])
    yield from _doublons("axes", "couleur", [axe.couleur for axe in catalogue.axes])
    yield from _doublons("fiches", "code", [fiche.code for fiche in catalogue.fiches])
    yield from _doublons("notes", "numero", [note.numero for note in catalogue.notes])
    for liste, indicateurs in _listes(catalogue):
        yield from _doublons(liste, "code", [i.code for i in indicateurs])
        yield from _doublons(liste, "vue", [i.vue for i in indicateurs])
        yield from _doublons(liste, "requete", [i.requete for i in indicateurs])
    yield from _doublons("chiffres_2020", "code", [chiffre.code for chiffre in catalogue.chiffres_2020])
    yield from _doublons("regles", "code", [regle.code for regle in catalogue.regles])
    yield from _doublons("choix", "code", [choix.code for choix in catalogue.choix])
    yield from _doublons("sujets", "code", [sujet.code for sujet in catalogue.sujets])
    yield from _doublons("comptes_exclus", "prefixe", [compte.prefixe for compte in catalogue.comptes_exclus])
    yield from _doublons("glossaire", "sigle", [terme.sigle for terme in catalogue.glossaire])
    yield from _doublons("odd", "numero", [odd.numero for odd in catalogue.odd])


def _effectifs(catalogue: Catalogue) -> Iterator[Probleme]:
    """The document announces its own counts; a lost or doubled element shows here."""
    objectifs = [objectif for fiche in catalogue.fiches for objectif in fiche.objectifs]
    constates = {
        "axes": len(catalogue.axes),
        "fiches": len(catalogue.fiches),
        "objectifs": len(objectifs),
        "moyens": sum(1 for _ in catalogue.moyens()),
        "indicateurs": sum(1 for i in catalogue.indicateurs if i.groupe == "spaser"),
    }
    for nom, constate in constates.items():
        annonce: int = getattr(catalogue.effectifs, nom)
        if annonce != constate:
            yield Probleme(f"effectifs.{nom}", f"{annonce} annoncés, {constate} décrits dans le document")


def _fiches(catalogue: Catalogue) -> Iterator[Probleme]:
    axes = {axe.numero for axe in catalogue.axes}
    dga = {element.code for element in catalogue.dga}
    notes = {note.numero for note in catalogue.notes}
    objectifs: dict[str, str] = {}
    moyens: dict[str, str] = {}
    for f, fiche in enumerate(catalogue.fiches):
        ici = f"fiches[{f}]"
        if fiche.axe not in axes:
            yield Probleme(f"{ici}.axe", f"l'axe {fiche.axe} n'existe pas")
        for d, code in enumerate(fiche.dga):
            if code not in dga:
                yield Probleme(f"{ici}.dga[{d}]", f"la DGA « {code} » n'est pas dans la liste de référence")
        for o, objectif in enumerate(fiche.objectifs):
            la = f"{ici}.objectifs[{o}]"
            yield from _deja_vu(objectifs, objectif.code, la)
            for m, moyen in enumerate(objectif.moyens):
                yield from _deja_vu(moyens, moyen.code, f"{la}.moyens[{m}]")
                for n, numero in enumerate(moyen.notes):
                    if numero not in notes:
                        yield Probleme(f"{la}.moyens[{m}].notes[{n}]", f"la note {numero} n'existe pas")


def _deja_vu(vus: dict[str, str], code: str, lieu: str) -> Iterator[Probleme]:
    if code in vus:
        yield Probleme(f"{lieu}.code", f"« {code} » est déjà pris par {vus[code]}")
    vus.setdefault(code, lieu)


def _listes(catalogue: Catalogue) -> tuple[tuple[str, tuple[Indicateur, ...]], ...]:
    return (("indicateurs", catalogue.indicateurs), ("a_cote", catalogue.a_cote))


def _indicateurs(catalogue: Catalogue) -> Iterator[Probleme]:
    axe_de_fiche = {fiche.code: fiche.axe for fiche in catalogue.fiches}
    axes = {axe.numero for axe in catalogue.axes}
    citables = {regle.code for regle in catalogue.regles} | {moyen.code for _, moyen in catalogue.moyens()}
    choix = {element.code for element in catalogue.choix}
    lieux = (
        (f"{liste}[{rang}]", i) for liste, membres in _listes(catalogue) for rang, i in enumerate(membres)
    )
    for ici, indicateur in lieux:
        yield from _rattachement(indicateur, ici, axe_de_fiche, axes)
        yield from _inconnus(
            f"{ici}.regles", indicateur.regles, citables, "ni une règle ni un moyen du catalogue"
        )
        yield from _inconnus(f"{ici}.choix", indicateur.choix, choix, "pas un choix de décompte du catalogue")
        yield from _requete(indicateur, ici)
        yield from _cibles(indicateur, ici, catalogue.autorite.periode_debut)
        if indicateur.unite not in _UNITES_PAR_NATURE[indicateur.nature]:
            yield Probleme(
                f"{ici}.unite",
                f"l'unité « {indicateur.unite} » ne va pas avec la nature « {indicateur.nature} »",
            )


def _rattachement(
    indicateur: Indicateur, ici: str, axe_de_fiche: dict[str, int], axes: set[int]
) -> Iterator[Probleme]:
    if indicateur.groupe == "spaser" and indicateur.fiche is None:
        yield Probleme(f"{ici}.fiche", "un indicateur du schéma appartient à une fiche")
    if indicateur.fiche is not None and indicateur.fiche not in axe_de_fiche:
        yield Probleme(f"{ici}.fiche", f"la fiche « {indicateur.fiche} » n'existe pas")
    elif indicateur.fiche is not None and indicateur.axe != axe_de_fiche[indicateur.fiche]:
        yield Probleme(
            f"{ici}.axe", f"la fiche {indicateur.fiche} est dans l'axe {axe_de_fiche[indicateur.fiche]}"
        )
    if indicateur.axe is not None and indicateur.axe not in axes:
        yield Probleme(f"{ici}.axe", f"l'axe {indicateur.axe} n'existe pas")


def _inconnus(lieu: str, cites: Iterable[str], connus: set[str], manque: str) -> Iterator[Probleme]:
    for rang, code in enumerate(cites):
        if code not in connus:
            yield Probleme(f"{lieu}[{rang}]", f"« {code} » n'est {manque}")


def _requete(indicateur: Indicateur, ici: str) -> Iterator[Probleme]:
    """One code, one file, one view: F2.3 is in ``…/F2.3.sql`` and read as ``f2_3``."""
    if PurePosixPath(indicateur.requete).stem != indicateur.code:
        yield Probleme(f"{ici}.requete", f"le fichier devrait s'appeler {indicateur.code}.sql")
    attendue = indicateur.code.lower().replace(".", "_")
    if indicateur.vue != attendue:
        yield Probleme(f"{ici}.vue", f"la vue devrait s'appeler {attendue}")


def _cibles(indicateur: Indicateur, ici: str, periode_debut: int) -> Iterator[Probleme]:
    for rang, cible in enumerate(indicateur.cibles):
        for autre in range(rang):
            if _concurrentes(cible, indicateur.cibles[autre]):
                yield Probleme(
                    f"{ici}.cibles[{rang}]",
                    f"valide en même temps que cibles[{autre}] pour la même année {cible.annee}",
                )
        lieu = f"{ici}.cibles[{rang}]"
        if indicateur.est_un_taux and not 0 <= cible.valeur <= 1:
            yield Probleme(
                f"{lieu}.valeur",
                f"une cible de taux s'écrit en fraction (0.30 pour 30 %) ; lu : {cible.valeur}",
            )
        if cible.annee < periode_debut:
            yield Probleme(f"{lieu}.annee", f"l'année {cible.annee} précède le schéma ({periode_debut})")
        if cible.valide_au is not None and cible.valide_au < cible.valide_du:
            yield Probleme(f"{lieu}.valide_au", "la fin de validité précède son début")


def _concurrentes(une: Cible, autre: Cible) -> bool:
    """Two targets for one year may follow each other, never hold on the same day."""
    debut = max(une.valide_du, autre.valide_du)
    fins = [fin for fin in (une.valide_au, autre.valide_au) if fin is not None]
    return une.annee == autre.annee and (not fins or debut <= min(fins))


def _chiffres(catalogue: Catalogue) -> Iterator[Probleme]:
    bases = {indicateur.code: indicateur.base_2020 for indicateur in catalogue.indicateurs}
    for rang, chiffre in enumerate(catalogue.chiffres_2020):
        lieu = f"chiffres_2020[{rang}].comparable_a"
        if chiffre.comparable_a is None:
            continue
        if chiffre.comparable_a not in bases:
            yield Probleme(lieu, f"l'indicateur « {chiffre.comparable_a} » n'existe pas")
        elif bases[chiffre.comparable_a] != chiffre.valeur:
            yield Probleme(
                lieu, f"la base de {chiffre.comparable_a} ({bases[chiffre.comparable_a]}) est différente"
            )


def _parametres(catalogue: Catalogue) -> Iterator[Probleme]:
    vus: dict[str, str] = {cle: f"reglages.{cle}" for cle, _ in catalogue.reglages.scalaires()}
    for c, choix in enumerate(catalogue.choix):
        yield from _cle_deja_prise(vus, choix.parametre, f"choix[{c}].parametre")
        for a, alternative in enumerate(choix.alternatives):
            if alternative.valeur == choix.valeur:
                yield Probleme(
                    f"choix[{c}].alternatives[{a}].valeur", "une alternative a la valeur déjà en vigueur"
                )
    for r, reglage in enumerate(catalogue.reglages_de_calcul):
        yield from _cle_deja_prise(vus, reglage.cle, f"reglages_de_calcul[{r}].cle")


def _cle_deja_prise(vus: dict[str, str], cle: str, lieu: str) -> Iterator[Probleme]:
    if cle in vus:
        yield Probleme(lieu, f"le paramètre « {cle} » est déjà fixé par {vus[cle]}")
    vus.setdefault(cle, lieu)


def _references(catalogue: Catalogue) -> Iterator[Probleme]:
    autorite = catalogue.autorite
    if autorite.departement not in autorite.region_departements:
        yield Probleme(
            "autorite.departement",
            f"le département {autorite.departement} n'est pas dans region_departements",
        )
    if autorite.periode_fin < autorite.periode_debut:
        yield Probleme("autorite.periode_fin", "la période finit avant de commencer")
    yield from _noms_partages("domaines", catalogue.domaines)
    yield from _noms_partages("dga", catalogue.dga)
    yield from _noms_partages("territoires", catalogue.territoires)
    yield from _communes_partagees(catalogue.territoires)


def _noms_partages(liste: str, elements: Sequence[ElementReference]) -> Iterator[Probleme]:
    """No two entries may answer to one name: the extract's word would be ambiguous."""
    proprietaires: dict[str, int] = {}
    for rang, element in enumerate(elements):
        for nom in noms_de(element):
            cle = cle_de_comparaison(nom)
            autre = proprietaires.setdefault(cle, rang)
            if not cle:
                yield Probleme(f"{liste}[{rang}]", f"le nom « {nom} » n'a ni lettre ni chiffre")
            elif autre != rang:
                yield Probleme(
                    f"{liste}[{rang}]", f"« {nom} » désigne déjà {liste}[{autre}] ({elements[autre].nom})"
                )


def _communes_partagees(territoires: Sequence[ElementReference]) -> Iterator[Probleme]:
    proprietaires: dict[str, int] = {}
    for rang, territoire in enumerate(territoires):
        for c, commune in enumerate(territoire.communes):
            if commune in proprietaires:
                raison = f"la commune {commune} est déjà dans territoires[{proprietaires[commune]}]"
                yield Probleme(f"territoires[{rang}].communes[{c}]", raison)
            proprietaires.setdefault(commune, rang)


def _sujets(catalogue: Catalogue) -> Iterator[Probleme]:
    par_code = {sujet.code: sujet for sujet in catalogue.sujets}
    for rang, sujet in enumerate(catalogue.sujets):
        lieu = f"sujets[{rang}]"
        if sujet.parent is None:
            if sujet.code != sujet.famille:
                yield Probleme(
                    f"{lieu}.famille", f"un sujet sans parent est sa propre famille ({sujet.code})"
                )
        elif sujet.parent not in par_code:
            yield Probleme(f"{lieu}.parent", f"le sujet « {sujet.parent} » n'existe pas")
        elif par_code[sujet.parent].famille != sujet.famille:
            yield Probleme(
                f"{lieu}.famille",
                f"le parent {sujet.parent} est de la famille {par_code[sujet.parent].famille}",
            )
        if _boucle(sujet.code, {code: s.parent for code, s in par_code.items()}):
            yield Probleme(f"{lieu}.parent", "le sujet est son propre ancêtre")


def _boucle(code: str, parents: dict[str, str | None]) -> bool:
    vus = {code}
    parent = parents.get(code)
    while parent is not None:
        if parent in vus:
            return True
        vus.add(parent)
        parent = parents.get(parent)
    return False
