"""A clean table spoilt one way at a time, as exports are, with what each file says.

`python -m tests.ingest.pollution DOSSIER` writes the folder that `python -m spaser.ingest.audit DOSSIER` reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

ENTETES = (
    "Date",
    "Heure",
    "Quantité",
    "Référence",
    "Montant HT",
    "Produit",
    "Description",
    "Lien",
    "Observations",
)
_PRODUITS = (
    ("Gants d'entretien, taille M", "Gants réutilisables, doublés coton ; lavables à 60 °C."),
    ("Table ronde 120 cm", 'Dite « familiale » : plateau 48", pieds repliables.'),
    ("Écran d'affichage", "Livré avec support, câble, notice."),
    ("Papier recyclé A4", "Ramettes de 500 feuilles, 80 g ; certifié"),
    ("Œillets métalliques", "Boîte de 100\nDiamètre 5"),
    ("Vélo cargo", "Charge utile 100 kg, assistance électrique, batterie amovible"),
)
_VIDE = ""


def table(lignes: int) -> list[list[str]]:
    """Return the clean table: headings, then rows; text with every separator, quotes, accents, a line break, an empty last column."""
    rangees = [list(ENTETES)]
    for n in range(lignes):
        produit, description = _PRODUITS[n % len(_PRODUITS)]
        rangees.append(
            [
                f"{1 + n % 28:02}/{1 + n // 28:02}/2024",
                f"{n // 4 % 24:02}:{n % 4 * 15:02}",
                str(1 + n * 7 % 13),
                f"{'ABCDE'[n % 5]}{'KLM'[n % 3]}-{1000 + n * 37}",
                f"{10 + n * 3},{n * 7 % 100:02}",
                produit,
                description,
                f"https://exemple.fr/p/{n}",
                _VIDE,
            ]
        )
    return rangees


@dataclass(frozen=True)
class Ecriture:
    """How a table is written down."""

    separateur: str = ","
    guillemet: str = '"'
    echappement: str = '"'
    citer: Literal["tout", "utile", "rien"] = "tout"
    fin: str = "\r\n"
    encodage: str = "utf-8"

    def cellule(self, texte: str) -> str:
        """Write one cell."""
        q = self.guillemet
        utile = any(signe in texte for signe in (self.separateur, q, "\n", "\r"))
        if self.citer == "rien" or (self.citer == "utile" and not utile):
            return texte
        return q + texte.replace(q, self.echappement + q) + q

    def ligne(self, cellules: Sequence[str]) -> str:
        """Write one row, with its end."""
        return self.separateur.join(map(self.cellule, cellules)) + self.fin

    def octets(self, rangees: Sequence[Sequence[str]]) -> bytes:
        """Write a table."""
        return "".join(map(self.ligne, rangees)).encode(self.encodage)


@dataclass(frozen=True)
class Cas:
    """A spoilt file, what it says, and what must become of it: ``None`` when both are right."""

    nom: str
    octets: bytes
    verite: list[list[str]]
    attendu: Literal["exact", "refuse"] | None = None


_USUELLE = Ecriture()


def cas(lignes: int = 30, *, toutes_les_lignes: bool = False) -> Iterator[Cas]:
    """Yield every spoilt file."""
    propre = table(lignes)
    simple = [[c.replace("\n", " ").replace('"', " po") for c in r] for r in propre]
    nue = [[c.replace(",", ".").replace(";", ".").replace(" ", "_") for c in r] for r in simple]
    yield Cas("source.csv", _USUELLE.octets(propre), propre, "exact")
    yield from _separateurs(propre, nue)
    yield from _guillemets(propre, simple)
    yield from _encodages(propre)
    yield from _fins_de_ligne(propre)
    yield from _autour(propre)
    yield from _au_milieu(propre)
    yield from _entetes(propre)
    yield from _tailles(propre)
    places = range(len(propre)) if toutes_les_lignes else (0, 1, 2, len(propre) // 2, len(propre) - 1)
    for rang in places:
        yield from _dans_une_ligne(propre, rang)


def _separateurs(propre: list[list[str]], nue: list[list[str]]) -> Iterator[Cas]:
    for separateur in (",", ";", "\t", "|", ":", "~", "^", "||", "\t\t", ", ", "; ", "::"):
        nom = "_".join(f"{ord(c):02x}" for c in separateur)
        for citer in ("tout", "utile"):
            ecriture = Ecriture(separateur, citer=citer)
            yield Cas(f"separateur_{nom}_{citer}.csv", ecriture.octets(propre), propre, "exact")
        for signe in (":", "~", "^"):
            if signe == separateur:
                break
        else:
            rien = Ecriture(separateur, citer="rien")
            yield Cas(f"separateur_{nom}_rien.csv", rien.octets(nue), nue, "exact")
    yield Cas("separateur_20_tout.csv", Ecriture(" ").octets(propre), propre, "exact")
    yield Cas(
        "separateur_20_rien.csv",
        Ecriture(" ", citer="rien").octets([r[:8] for r in nue]),
        [r[:8] for r in nue],
    )
    yield Cas("directive.csv", b"sep=;\r\n" + Ecriture(";").octets(propre), propre, "exact")


def _guillemets(propre: list[list[str]], simple: list[list[str]]) -> Iterator[Cas]:
    for citer in ("tout", "utile"):
        yield Cas(
            f"apostrophe_{citer}.csv",
            Ecriture(guillemet="'", echappement="'", citer=citer).octets(propre),
            propre,
        )
    yield Cas("apostrophe_nue.csv", Ecriture(guillemet="'", echappement="").octets(propre), propre, "refuse")
    yield Cas("apostrophe_point_virgule.csv", Ecriture(";", "'", "'").octets(propre), propre, "exact")
    yield Cas("barre_inverse.csv", Ecriture(echappement="\\").octets(propre), propre, "exact")
    yield Cas("sans_echappement.csv", Ecriture(echappement="").octets(propre), propre, "refuse")
    chemins = [[*r[:8], "Remarques" if n == 0 else f"C:\\dossier{n}\\"] for n, r in enumerate(propre)]
    yield Cas("barre_du_texte.csv", _USUELLE.octets(chemins), chemins, "exact")
    pouces = [[c.replace("48", "4\\'8") for c in r] for r in propre]
    yield Cas("barre_et_apostrophe.csv", _USUELLE.octets(pouces), pouces, "exact")
    yield Cas("barre_inverse_et_apostrophe.csv", Ecriture(echappement="\\").octets(pouces), pouces)
    yield Cas("formules.csv", _formules(simple), simple, "exact")
    yield Cas("aucun_guillemet.csv", Ecriture(citer="rien").octets(simple), simple, "refuse")


def _formules(simple: list[list[str]]) -> bytes:
    """References written ="…" by exports that keep their zeros."""
    ecrites = []
    for n, rangee in enumerate(simple):
        cellules = [Ecriture(";", citer="utile").cellule(c) for c in rangee]
        if n:
            cellules[3] = f'="{rangee[3]}"'
        ecrites.append(";".join(cellules) + "\r\n")
    return "".join(ecrites).encode("cp1252")


def _encodages(propre: list[list[str]]) -> Iterator[Cas]:
    latin = [[c.replace("Œ", "O") for c in r] for r in propre]
    for encodage in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"):
        yield Cas(
            f"encodage_{encodage}.csv", Ecriture(";", encodage=encodage).octets(propre), propre, "exact"
        )
    for encodage in ("latin-1", "mac-roman", "cp850"):
        yield Cas(f"encodage_{encodage}.csv", Ecriture(";", encodage=encodage).octets(latin), latin)
    yield Cas("encodage_iso8859-15.csv", Ecriture(";", encodage="iso8859-15").octets(propre), propre)
    cyrillique = [[c.replace("Table", "Стол").replace("é", "е") for c in r] for r in latin]
    ecrit = "".join(map(Ecriture(";").ligne, cyrillique)).encode("cp1251", errors="ignore")
    yield Cas("encodage_cp1251.csv", ecrit, cyrillique, "refuse")
    lignes = [Ecriture(";", citer="utile").ligne(r) for r in propre]
    for nom, autre in (("colles", "cp1252"), ("colles_latin", "iso8859-15")):
        moitie = len(lignes) // 2
        octets = "".join(lignes[:moitie]).encode() + "".join(lignes[moitie:]).encode(autre)
        yield Cas(f"encodages_{nom}.csv", octets, propre, "exact" if autre == "cp1252" else None)
    dans_la_ligne = [x.encode("utf-8" if n % 2 else "cp1252") for n, x in enumerate(lignes)]
    yield Cas("encodages_alternes.csv", b"".join(dans_la_ligne), propre, "exact")
    majuscules = [
        [*r[:8], "MARCHÉ\u00a0: «\u00a0DÉCHETS\u00a0»" if n else r[8]] for n, r in enumerate(propre)
    ]
    yield Cas(
        "majuscules_cp1252.csv", Ecriture(";", encodage="cp1252").octets(majuscules), majuscules, "exact"
    )
    yield Cas("utf16_tronque.csv", Ecriture(";", encodage="utf-16").octets(propre)[:-1], propre, "refuse")


def _fins_de_ligne(propre: list[list[str]]) -> Iterator[Cas]:
    for nom, fin in (("lf", "\n"), ("cr", "\r"), ("crlf", "\r\n"), ("double", "\r\n\r\n")):
        yield Cas(f"fin_{nom}.csv", Ecriture(fin=fin).octets(propre), propre, "exact")
    melees = "".join(replace(_USUELLE, fin="\n\r"[n % 2]).ligne(r) for n, r in enumerate(propre))
    yield Cas("fin_melees.csv", melees.encode(), propre, "exact")
    texte = _USUELLE.octets(propre)
    yield Cas("fin_absente.csv", texte.removesuffix(b"\r\n"), propre, "exact")
    yield Cas("fin_redoublee.csv", texte + b"\r\n\r\n", propre, "exact")
    yield Cas("fin_ctrl_z.csv", texte + b"\x1a", propre)


def _autour(propre: list[list[str]]) -> Iterator[Cas]:
    texte = _USUELLE.octets(propre)
    vides = b"," * (len(ENTETES) - 1)
    for nom, avant in (
        ("titre", b"Achats 2024\r\n"),
        ("titre_puis_blanc", b"Achats 2024\r\n\r\n"),
        ("trois_titres", b"Achats\r\nDirection\r\nVersion 2\r\n"),
        ("titre_delimite", b"Achats 2024" + vides + b"\r\n" + vides + b"\r\n"),
        ("nom_et_valeur", b"Exercice :,2024" + vides[1:] + b"\r\n"),
        ("blancs", b"\r\n\r\n"),
    ):
        yield Cas(f"preambule_{nom}.csv", avant + texte, propre, "exact")
    yield Cas(
        "preambule_phrase.csv",
        b"Achats de la ville, direction des achats, 2024\r\n" + texte,
        propre,
        "refuse",
    )
    for nom, apres in (
        ("note", b"Source : logiciel financier\r\n"),
        ("blanc_puis_note", b"\r\nSource : logiciel financier\r\n"),
        ("note_delimitee", b"Document provisoire" + vides + b"\r\n"),
        ("trois_notes", b"(1) provisoire\r\n(2) hors taxes\r\n* estimation\r\n"),
    ):
        yield Cas(f"pied_{nom}.csv", texte + apres, propre, "exact")
    somme = sum(int(r[4].replace(",", "")) for r in propre[1:])
    ecrite = f"{somme // 100},{somme % 100:02}"
    total = ["Total", "", "", "", ecrite, "", "", "", ""]
    yield Cas("pied_total.csv", _USUELLE.octets([*propre, total]), propre, "exact")
    faux = ["Total", "", "", "", f"{somme // 100 + 1},{somme % 100:02}", "", "", "", ""]
    yield Cas("pied_total_faux.csv", _USUELLE.octets([*propre, faux]), propre, "refuse")


def _au_milieu(propre: list[list[str]]) -> Iterator[Cas]:
    milieu = len(propre) // 2
    haut, bas = propre[:milieu], propre[milieu:]
    yield Cas("blanc.csv", _USUELLE.octets(haut) + b"\r\n" + _USUELLE.octets(bas), propre, "exact")
    yield Cas("blanc_delimite.csv", _USUELLE.octets([*haut, [""] * 9, *bas]), propre, "exact")
    yield Cas("entetes_repetes.csv", _USUELLE.octets([*haut, propre[0], *bas]), propre, "exact")
    energies = [*propre[milieu][:5], "TOTAL ENERGIES", *propre[milieu][6:]]
    yield Cas(
        "fournisseur_total.csv", _USUELLE.octets([*haut, energies, *bas]), [*haut, energies, *bas], "exact"
    )
    yield Cas("intertitre.csv", _USUELLE.octets([*haut, ["Secteur nord", *[""] * 8], *bas]), propre, "refuse")
    for nom, largeur in (("moins", 5), ("autant", 9), ("plus", 12)):
        second = [[f"Colonne {c}" for c in range(largeur)]]
        second += [[f"valeur {c} de {n}" for c in range(largeur)] for n in range(len(propre) // 2)]
        for blanc in (b"", b"\r\n"):
            yield Cas(
                f"deux_tableaux_{nom}{'_blanc' if blanc else ''}.csv",
                _USUELLE.octets(propre) + blanc + _USUELLE.octets(second),
                propre,
                "refuse",
            )


def _entetes(propre: list[list[str]]) -> Iterator[Cas]:
    entetes, *donnees = propre
    yield Cas("sans_entetes.csv", _USUELLE.octets(donnees), propre, "refuse")
    yield Cas("entetes_deux_fois.csv", _USUELLE.octets([entetes, *propre]), propre, "refuse")
    yield Cas("entetes_trois_fois.csv", _USUELLE.octets([entetes, entetes, *propre]), propre, "refuse")
    groupes = ["Achat", "", "", "", "", "Article", "", "", ""]
    yield Cas("entetes_fusionnes.csv", _USUELLE.octets([groupes, *propre]), propre, "refuse")
    unites = ["jj/mm/aaaa", "hh:mm", "unités", "-", "euros", "texte", "texte", "url", ""]
    yield Cas("entetes_unites.csv", _USUELLE.octets([entetes, unites, *donnees]), propre, "refuse")
    for rang in (0, 3, 8):
        sans_nom = [*entetes[:rang], "", *entetes[rang + 1 :]]
        yield Cas(
            f"entete_vide_{rang}.csv", _USUELLE.octets([sans_nom, *donnees]), [sans_nom, *donnees], "exact"
        )
        longue = [*entetes[:rang], "EN-TÊTE " * 10_000, *entetes[rang + 1 :]]
        yield Cas(
            f"entete_longue_{rang}.csv", _USUELLE.octets([longue, *donnees]), [longue, *donnees], "exact"
        )
        double = [*entetes[:rang], entetes[1], *entetes[rang + 1 :]]
        yield Cas(
            f"entete_double_{rang}.csv", _USUELLE.octets([double, *donnees]), [double, *donnees], "exact"
        )


def _tailles(propre: list[list[str]]) -> Iterator[Cas]:
    yield Cas("aucun_octet.csv", b"", [], "refuse")
    yield Cas("entetes_seuls.csv", _USUELLE.octets(propre[:1]), propre[:1], "refuse")
    yield Cas("une_ligne.csv", _USUELLE.octets(propre[:2]), propre[:2], "exact")
    for rang in (0, 2, 4):
        colonne = [[r[rang]] for r in propre]
        yield Cas(f"une_colonne_{rang}.csv", _USUELLE.octets(colonne), colonne)
    large = [r * 100 for r in propre]
    yield Cas("neuf_cents_colonnes.csv", _USUELLE.octets(large), large, "exact")


def _dans_une_ligne(propre: list[list[str]], rang: int) -> Iterator[Cas]:
    """Spoil one row: a separator too many or missing, a quote too many, another separator, another quote, another width."""
    lignes = [_USUELLE.ligne(r) for r in propre]

    def avec(nom: str, ligne: str, attendu: Literal["exact", "refuse"] | None = "refuse") -> Cas:
        return Cas(
            f"ligne_{rang}_{nom}.csv",
            "".join([*lignes[:rang], ligne, *lignes[rang + 1 :]]).encode(),
            propre,
            attendu,
        )

    ecrites = [_USUELLE.cellule(c) for c in propre[rang]]
    for colonne in range(len(ecrites)):
        yield avec(
            f"separateur_de_plus_{colonne}",
            ",".join([*ecrites[:colonne], "," + ecrites[colonne], *ecrites[colonne + 1 :]]) + "\r\n",
        )
        if colonne:
            colles = [
                *ecrites[: colonne - 1],
                ecrites[colonne - 1] + ecrites[colonne],
                *ecrites[colonne + 1 :],
            ]
            yield avec(f"separateur_de_moins_{colonne}", ",".join(colles) + "\r\n")
        cellule = ecrites[colonne]
        for nom, fautive in (
            ("debut", '"' + cellule),
            ("fin", cellule + '"'),
            ("sans_fin", cellule[:-1]),
            ("sans_debut", cellule[1:]),
        ):
            yield avec(
                f"guillemet_{nom}_{colonne}",
                ",".join([*ecrites[:colonne], fautive, *ecrites[colonne + 1 :]]) + "\r\n",
            )
    for nom, separateur in (("espace", " "), ("point_virgule", ";"), ("tabulation", "\t")):
        yield avec(f"separe_par_{nom}", separateur.join(ecrites) + "\r\n")
    yield avec("entre_apostrophes", Ecriture(guillemet="'", echappement="'").ligne(propre[rang]), None)
    yield avec("courte", _USUELLE.ligne(propre[rang][:5]))
    yield avec("longue", _USUELLE.ligne([*propre[rang], "de", "trop"]))
    yield avec("finie_autrement", ",".join(ecrites) + "\n", "exact")


def ecrire(dossier: Path, tous: Iterator[Cas]) -> None:
    """Write the pairs as the audit reads them."""
    for nom in ("pollues", "propres"):
        (dossier / nom).mkdir(parents=True, exist_ok=True)
    for un in tous:
        (dossier / "pollues" / un.nom).write_bytes(un.octets)
        (dossier / "propres" / un.nom).write_bytes(_USUELLE.octets(un.verite))


if __name__ == "__main__":
    ecrire(Path(sys.argv[1]), cas(84, toutes_les_lignes=True))
