"""Extracts and tables drawn at random, written in a dialect drawn at random, read back to the values that were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.read.tableau import lire_tableau
from tests.ingest.conftest import Lire
from tests.ingest.pollution import Ecriture

_REGLAGES = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
_TEXTES = st.text('abéàç œ’0123456789;,\t|\n"-€.', max_size=12).map(str.strip)
_ECRITURES = st.builds(
    Ecriture,
    separateur=st.sampled_from([";", ",", "\t", "|"]),
    citer=st.sampled_from(["tout", "utile"]),
    fin=st.sampled_from(["\r\n", "\n", "\r"]),
    encodage=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
)


@dataclass(frozen=True)
class Heure:
    """A row of hours of insertion."""

    contrat: str
    mois: date
    heures: Decimal
    femmes: int
    remarque: str


_HEURES = st.lists(
    st.builds(
        Heure,
        st.from_regex(r"20(1[89]|2[0-5])[TFS][0-9]{3}", fullmatch=True),
        st.dates(date(2019, 1, 1), date(2026, 8, 31)).map(lambda jour: jour.replace(day=1)),
        st.decimals("0.25", "999.75", places=2),
        st.integers(0, 40),
        _TEXTES,
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda h: h.contrat,
)
_MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def _ecrire_mois(mois: date, forme: str) -> str:
    return f"{_MOIS[mois.month - 1]} {mois.year}" if forme == "lettres" else mois.strftime(forme)


@given(
    heures=_HEURES,
    ordre=st.permutations(range(5)),
    forme=st.sampled_from(["%m/%Y", "%Y-%m", "%d/%m/%Y", "%Y-%m-%d", "lettres"]),
    virgule=st.booleans(),
    ecriture=_ECRITURES,
    titre=st.sampled_from(["", "Heures d'insertion{fin}", "Heures d'insertion{fin}{fin}", "{fin}{fin}"]),
    fin=st.sampled_from(["", "{fin}{fin}"]),
)
@settings(_REGLAGES, max_examples=8)
def test_des_heures_au_hasard_sont_reconnues_et_relues(  # noqa: PLR0917
    lire: Lire,
    tmp_path: Path,
    heures: Sequence[Heure],
    ordre: Sequence[int],
    forme: str,
    virgule: bool,
    ecriture: Ecriture,
    titre: str,
    fin: str,
) -> None:
    entetes = ["N° de marché", "Mois", "Heures réalisées", "Dont femmes", "Remarques"]
    rangees = [entetes]
    for h in heures:
        nombre = str(h.heures).replace(".", "," if virgule else ".")
        rangees.append([h.contrat, _ecrire_mois(h.mois, forme), nombre, str(h.femmes), h.remarque])
    corps = "".join(ecriture.ligne([r[rang] for rang in ordre]) for r in rangees)
    chemin = tmp_path / "extrait.csv"
    avant, apres = (t.format(fin=ecriture.fin) for t in (titre, fin))
    chemin.write_bytes((avant + corps + apres).encode(ecriture.encodage))
    lu = lire(chemin)
    assert (lu.rapport.type, lu.rapport.acceptes, lu.rapport.rejetes) == ("heures", len(heures), 0)
    premiere = 2 + titre.count("{fin}")
    assert lu.lignes("heures", "contrat_id", "mois", "heures_realisees", "dont_femmes", "ligne") == [
        (h.contrat, h.mois, h.heures, h.femmes, premiere + rang) for rang, h in enumerate(heures)
    ]


_COLONNES: dict[str, st.SearchStrategy[str]] = {
    "Date": st.dates(date(2015, 1, 1), date(2026, 9, 30)).map("{:%d/%m/%Y}".format),
    "Montant HT": st.decimals("-99999.99", "99999.99", places=2).map(lambda m: f"{m:,}".replace(",", " ").replace(".", ",")),
    "SIRET": st.from_regex(r"[0-9]{14}", fullmatch=True),
    "Commune": st.sampled_from(["Marseille", "Aix-en-Provence", "La Ciotat", "Salon"]),
    "Objet": _TEXTES,
    "Observations": _TEXTES,
    "Statut": st.sampled_from(["", "NA", "clos", "en cours"]),
}  # fmt: skip


@st.composite
def _tables(draw: st.DrawFn) -> list[list[str]]:
    """Headings drawn among known and unknown words; at least a day and an amount, so that headings are certain."""
    autres = draw(st.lists(st.sampled_from(sorted(set(_COLONNES) - {"Date", "Montant HT"})), unique=True))
    noms = draw(st.permutations(["Date", "Montant HT", *autres]))
    rangee = st.tuples(*(_COLONNES[n] for n in noms)).map(list)
    return [noms, *draw(st.lists(rangee, min_size=1, max_size=10))]


def _lire(chemin: Path) -> tuple[list[str], list[list[str]]] | None:
    try:
        lu = lire_tableau(ouvrir(chemin, Limites()))
    except LectureRefuseeError as refus:
        return None if refus.ligne else ([], [])
    return lu.entetes, [cellules for _, cellules in lu.lignes]


@given(table=_tables(), ecriture=_ECRITURES, titre=st.booleans(), pied=st.booleans())
@settings(_REGLAGES, max_examples=50)
def test_un_tableau_au_hasard_rend_ses_cellules_ou_est_refuse_a_sa_ligne(
    tmp_path: Path, table: list[list[str]], ecriture: Ecriture, titre: bool, pied: bool
) -> None:
    chemin = tmp_path / "x.csv"
    fin = ecriture.fin
    corps = "".join(map(ecriture.ligne, table))
    texte = f"{f'Achats{fin}{fin}' * titre}{corps}{f'{fin}Source : finances{fin}' * pied}"
    chemin.write_bytes(texte.encode(ecriture.encodage))
    lu = _lire(chemin)
    assert lu == (table[0], table[1:]) or (lu is None and (ecriture.citer == "utile" or titre or pied))


@given(
    table=_tables(),
    ecriture=_ECRITURES,
    rang=st.integers(0, 10),
    place=st.integers(0, 6),
    abimer=st.sampled_from(["separateur de plus", "separateur de moins", "separateur autre", "coupee", "espaces"]),
)  # fmt: skip
@settings(_REGLAGES, max_examples=50)
def test_une_rangee_abimee_n_est_jamais_lue_autrement(
    tmp_path: Path, table: list[list[str]], ecriture: Ecriture, rang: int, place: int, abimer: str
) -> None:
    rang, place = rang % len(table), place % (len(table[0]) - 1)
    cellules = [ecriture.cellule(c) for c in table[rang]]
    s = ecriture.separateur
    match abimer:
        case "separateur de plus":
            ligne = s.join([*cellules[:place], "", *cellules[place:]])
        case "separateur de moins":
            ligne = s.join([*cellules[:place], cellules[place] + cellules[place + 1], *cellules[place + 2 :]])
        case "separateur autre":
            ligne = {";": "|", ",": ";", "\t": ";", "|": "\t"}[s].join(cellules)
        case "coupee":
            ligne = s.join(cellules[: place + 1])
        case _:
            ligne = " ".join(cellules)
    lignes = list(map(ecriture.ligne, table))
    lignes[rang] = ligne + ecriture.fin
    chemin = tmp_path / "x.csv"
    chemin.write_bytes("".join(lignes).encode(ecriture.encodage))
    assert _lire(chemin) in (None, (table[0], table[1:]))


@pytest.mark.parametrize(
    "texte",
    [
        "Montant HTDate\r\n-8 608,93;04/01/2015\r\n",
        "Objet;Montant HT;Statut;Date;;Commune;Observations\r\n;0,03;;01/01/2015;La Ciotat;\r\n",
        "Date;;Montant HT;Objet;Commune\r\n01/01/2015;20,15;;Aix-en-Provence\r\n",
        "Commune;Date;;Observations;Montant HT\r\nLa Ciotat;01/08/2025;;0,02\r\n",
    ],
)
def test_un_separateur_de_fortune_ne_rend_pas_reguliere_une_rangee_abimee(tmp_path: Path, texte: str) -> None:
    """Drawn once by the test above, of ten thousand: a space, or « ;; », cut both lines into as many cells."""
    chemin = tmp_path / "x.csv"
    chemin.write_text(texte, encoding="utf-8", newline="")
    assert _lire(chemin) is None


def test_un_separateur_double_se_lit_encore(tmp_path: Path) -> None:
    chemin = tmp_path / "x.csv"
    chemin.write_text(
        "Date;;Montant HT;;Objet\n01/01/2015;;20,15;;a ; b\n02/01/2015;;3,00;;\n", encoding="utf-8"
    )
    assert _lire(chemin) == (
        ["Date", "Montant HT", "Objet"],
        [["01/01/2015", "20,15", "a ; b"], ["02/01/2015", "3,00", ""]],
    )
