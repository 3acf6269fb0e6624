"""Reads the demonstration's files back with pandas, apart from the product's import."""

from pathlib import Path

import pandas as pd

DEPENSES = {
    "date_mandat": ("Date d'émission", "Date du mandat", "date_mandat"),
    "montant": ("Montant HT", "Montant HT (€)", "montant_ht"),
    "tiers": ("N° SIRET", "SIRET du tiers", "tiers_siret"),
    "nom": ("Fournisseur", "Nom du tiers", "tiers_nom"),
    "code_postal": ("Code postal", "Code postal du tiers", "tiers_code_postal"),
    "role": ("Rôle du tiers", "role_tiers"),
    "type_achat": ("Type d'achat", "type_achat"),
    "nature": ("Nature de la dépense", "Nature de dépense", "nature_depense"),
    "annulation": ("Annulation", "annulation"),
    "territoire": ("Conseil de Territoire", "Territoire", "territoire"),
    "contrat": ("N° de marché", "Numéro de contrat", "contrat_id"),
}


def tableau(chemin: Path) -> pd.DataFrame:
    """Read a file as text below its heading: the first line of more than six filled cells."""
    if chemin.suffix == ".xlsx":
        brut = pd.read_excel(chemin, header=None, dtype=str, keep_default_na=False, engine="calamine")
    else:
        octets = chemin.read_bytes()
        encodage = "utf-8-sig" if octets.startswith(b"\xef\xbb\xbf") else "cp1252"
        lignes = octets.decode(encodage).split("\r\n")
        largeur = max(ligne.count(";") for ligne in lignes[:6]) + 1
        brut = pd.read_csv(
            chemin,
            sep=";",
            encoding=encodage,
            header=None,
            names=range(largeur),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    rang = next(n for n in range(8) if (brut.iloc[n] != "").sum() > 6)
    return brut.iloc[rang + 1 :].set_axis(list(brut.iloc[rang]), axis=1).reset_index(drop=True)


def nombres(colonne: pd.Series) -> pd.Series:
    """Read French amounts; what is none becomes missing."""
    texte = colonne.str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.replace(",", ".")
    return pd.to_numeric(texte, errors="coerce")


def sirets(colonne: pd.Series) -> pd.Series:
    """Read identifiers: spaces dropped, the zero that a spreadsheet took given back."""
    texte = colonne.str.replace(" ", "")
    return texte.where(~texte.str.fullmatch(r"\d{13}"), "0" + texte)


def achats(chemin: Path) -> pd.DataFrame:
    """Read the purchases of a year's mandats: neither totals, nor unreadable rows, nor what is no purchase."""
    lu = tableau(chemin)
    frame = pd.DataFrame({nom: lu[next(e for e in entetes if e in lu)] for nom, entetes in DEPENSES.items()})
    frame["montant"] = nombres(frame["montant"])
    frame["tiers"] = sirets(frame["tiers"])
    frame["jour"] = pd.to_datetime(
        frame["date_mandat"], dayfirst=not frame["date_mandat"].str.match(r"\d{4}-").any(), errors="coerce"
    )
    lisible = (
        frame["montant"].notna() & frame["jour"].notna() & ~frame["tiers"].str.contains("+", regex=False)
    )
    return frame[lisible & (frame["nature"] == "Achat")]
