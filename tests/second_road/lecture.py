"""The demonstration's files read by pandas alone: nothing of the product's import, only what a colleague would write."""

from pathlib import Path

import pandas as pd

NAMES = {
    "contrat": ("N° de marché", "Numéro de contrat"),
    "lot": ("Lot",),
    "nature": ("Nature du contrat", "Type de contrat"),
    "notification": ("Date de notification",),
    "montant": ("Montant HT (€)", "Montant notifié HT", "Montant HT"),
    "estime": ("Montant estimé HT",),
    "statut": ("Statut",),
    "fondement": ("Fondement de la réservation",),
    "titulaire": ("SIRET du titulaire",),
    "role": ("Rôle du titulaire",),
    "part": ("Part du titulaire HT",),
    "groupement": ("Groupement",),
    "mandat": ("N° mandat", "Numéro de mandat", "mandat_id"),
    "exercice": ("Exercice", "exercice"),
    "date": ("Date d'émission", "Date du mandat", "date_mandat"),
    "montant_mandat": ("Montant HT", "Montant HT (€)", "montant_ht"),
    "tiers": ("N° SIRET", "SIRET du tiers", "tiers_siret"),
    "code_postal_tiers": ("Code postal", "Code postal du tiers", "tiers_code_postal"),
    "contrat_mandat": ("N° de marché", "Numéro de contrat", "contrat_id"),
    "role_tiers": ("Rôle du tiers", "role_tiers"),
    "type_achat": ("Type d'achat", "type_achat"),
    "nature_depense": ("Nature de la dépense", "Nature de dépense", "nature_depense"),
    "annulation": ("Annulation", "annulation"),
    "heures": ("Heures réalisées",),
    "mois": ("Mois",),
}
DEVICE_YEARS = {
    2020: ("Clause environnementale", "Critère environnemental"),
    0: ("Clause sociale", "Critère social"),
}
ENV = (
    "Déchets",
    "Plastique",
    "Énergie",
    "GES",
    "Biodiversité",
    "Eau",
    "Réemploi / recyclé / biosourcé",
    "Autre considération environnementale",
)
SOC = (
    "Insertion",
    "Handicap",
    "Égalité F/H",
    "Lutte contre les discriminations",
    "Commerce équitable",
    "Jeunes diplômés",
    "Autre considération sociale",
)
RSE = ("Autre RSE",)
INSERTION = ("Insertion", "Handicap")


def table(path: Path) -> pd.DataFrame:
    """Read a file as text, its heading row found by its many filled cells; blanks are NA."""
    if path.suffix == ".xlsx":
        raw = pd.read_excel(path, header=None, engine="calamine", dtype=object)
    else:
        text = path.read_bytes()
        encoding = "utf-8-sig" if text.startswith(b"\xef\xbb\xbf") else "cp1252"
        lines = text.decode(encoding).splitlines()
        heading = next(
            number for number, line in enumerate(lines) if line.count(";") > 5 and not line.startswith(";")
        )
        return pd.read_csv(path, sep=";", skiprows=heading, dtype=str, encoding=encoding)
    first = int(raw.notna().sum(axis=1).gt(5).to_numpy().argmax())
    found = raw.iloc[first + 1 :].copy()
    found.columns = pd.Index([str(name) for name in raw.iloc[first]])
    return found.reset_index(drop=True)


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return a column by what it means."""
    for heading in NAMES[name]:
        if heading in frame.columns:
            return frame[heading]
    raise KeyError(name)


def euros(series: pd.Series) -> pd.Series:
    """Read French amounts; unreadable is NaN."""
    text = series.astype("string").str.replace(r"[\s\u00a0\u202f€]", "", regex=True).str.replace(",", ".")
    return pd.to_numeric(text, errors="coerce").round(2)


def days(series: pd.Series) -> pd.Series:
    """Read dates written dd/mm/yyyy, ISO or as dates; unreadable is NaT."""
    text = series.astype("string").str.slice(0, 10)
    return pd.to_datetime(text, format="%d/%m/%Y", errors="coerce").fillna(
        pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    )


def sirets(series: pd.Series) -> pd.Series:
    """Read SIRET; spaces go, lost leading zeros come back, what Excel destroyed is NA."""
    text = series.astype("string").str.replace(r"[\s\u00a0\u202f]", "", regex=True)
    text = text.where(~text.str.contains(r"\dE\+", na=False))
    return text.where(~text.str.fullmatch(r"\d{12,13}", na=False), text.str.zfill(14))


def words(series: pd.Series) -> pd.Series:
    """Fold case for comparisons."""
    return series.astype("string").str.strip().str.lower()
