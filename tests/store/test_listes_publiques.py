"""Ten contractors of one contract, each described by another public list: what the version says of them on the day of notification."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from spaser.ingest import ImportOptions
from spaser.store import OpenVersion, Source, Warehouse, publish, stage

ESTABLISHMENT = "siren,nic,siret,dateCreationEtablissement,trancheEffectifsEtablissement,etablissementSiege,codePostalEtablissement,codeCommuneEtablissement,dateDebut,etatAdministratifEtablissement,activitePrincipaleEtablissement"
UNIT = "siren,dateCreationUniteLegale,trancheEffectifsUniteLegale,categorieEntreprise,anneeCategorieEntreprise,dateDebut,etatAdministratifUniteLegale,denominationUniteLegale,economieSocialeSolidaireUniteLegale"


def key(digits: str) -> str:
    """Add the Luhn key."""
    total = sum(sum(divmod(int(d) * (1 + rank % 2), 10)) for rank, d in enumerate(reversed(digits + "0")))
    return digits + str(-total % 10)


def siren(rank: int) -> str:
    return key(f"8100{rank:04d}")


def siret(rank: int) -> str:
    return key(siren(rank) + "0001")


def write(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    return path


def establishment(rank: int, commune: str) -> list[str]:
    number = siret(rank)
    return [
        number[:9],
        number[9:],
        number,
        "2010-01-01",
        "01",
        "true",
        "[ND]",
        commune,
        "2024-06-01",
        "A",
        "43.21A",
    ]


def unit(rank: int, band: str, size: str, ess: str) -> list[str]:
    return [siren(rank), "2010-01-01", band, size, "2022", "2024-06-01", "A", f"Société {rank}", ess]


def contracts(path: Path) -> Path:
    """One contract of ten contractors side by side and one with a sub-contractor, under merged double headings."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    common = [
        "Numéro de marché",
        "Objet",
        "Notification du marché - Date de notification",
        "Montant initial HT",
        "Dévolution",
    ]
    groups = [[f"Contractant {rank}", None, None] for rank in range(1, 11)]
    sheet.append(common + [cell for group in groups for cell in group])
    sheet.append([None] * 5 + ["Tiers - Code", "Rôle", "Montant HT"] * 10)
    for column in range(1, 6):
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    for rank in range(10):
        sheet.merge_cells(start_row=1, end_row=1, start_column=6 + 3 * rank, end_column=8 + 3 * rank)
    ten = [
        cell
        for rank in range(1, 11)
        for cell in (siret(rank), "Mandataire" if rank == 1 else "Titulaire", 100 * rank)
    ]
    sheet.append(["2023M1", "Dix", "12/03/2023", 5500, "Groupement conjoint", *ten])
    sheet.append(
        [
            "2023M2",
            "Seul",
            "13/03/2023",
            900,
            "Titulaire unique",
            siret(1),
            "Titulaire",
            900,
            siret(2),
            "Sous-traitant",
            300,
        ]
    )
    book.save(path)
    return path


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    folder = tmp_path_factory.mktemp("listes")
    paths = [
        contracts(folder / "contrats.xlsx"),
        write(folder / "maison.csv", [["SIRET", "Nom", "Catégorie", "ESS"], [siret(8), "Huit", "GE", "non"]]),
        write(
            folder / "unites.csv",
            [
                UNIT.split(","),
                unit(1, "02", "PME", "N"),
                unit(2, "21", "PME", "N"),
                unit(3, "32", "ETI", "O"),
            ],
        ),
        write(
            folder / "etablissements.csv",
            [ESTABLISHMENT.split(","), establishment(1, "13201"), establishment(2, "06088")],
        ),
        write(
            folder / "inclusion.csv",
            [
                ["Raison sociale", "Enseigne", "Siret", "Type de structure", "Code postal", "Ville"],
                ["Quatre", "", siret(4), "Entreprise d'insertion", "13001", "Marseille"],
                ["Neuf", "", siret(9), "Entreprise adaptée", "13100", "Aix"],
            ],
        ),
        write(
            folder / "esat.csv",
            [
                [
                    "EJ-N°FINESS",
                    "ET-N°FINESS",
                    "ET-Raison sociale",
                    "ET-Code Postal",
                    "ET-SIRET",
                    "ET-Commune Code",
                ],
                ["10783009", "10008951", "ESAT Cinq", "1150", siret(5), "1047"],
            ],
        ),
        write(
            folder / "esus.csv",
            [
                ["Liste nationale des entreprises agréées ESUS", "", "", "", ""],
                ["Région", "Dénomination", "N° SIREN", "Date de décision", "Date de fin"],
                ["PACA", "Six", siren(6), "01/02/2022", "31/01/2027"],
                ["PACA", "Sept", siren(7), "01/02/2018", "31/01/2023"],
            ],
            ";",
        ),
    ]
    warehouse = Warehouse(folder / "entrepot")
    ready = stage(warehouse, [Source(chemin=path, nom=path.name) for path in paths], ImportOptions())
    assert not ready.refuse, "\n".join(report.texte() for report in ready.rapports)
    published = publish(warehouse, ready)
    assert published is not None
    return published


def test_chaque_liste_publique_a_sa_source_et_ne_remplace_aucune_autre(version: OpenVersion) -> None:
    sources = sorted(deposit.source or "" for deposit in version.deposits if deposit.type == "fournisseurs")
    assert sources == ["esat", "esus", "extrait", "siae", "sirene", "sirene-etablissements"]


def test_dix_contractants_numerotes_sont_dix_titulaires_avec_leur_part(version: OpenVersion) -> None:
    with version.cursor() as cursor:
        rows = cursor.execute(
            "select c.contrat_id, t.siren, t.role, t.part from titulaires as t join contrats_notifies as c using (contrat_no) order by all"
        ).fetchall()
        amounts = cursor.execute(
            "select contrat_id, montant from contrats_notifies order by contrat_id"
        ).fetchall()
    assert [(contract, number, role, int(part)) for contract, number, role, part in rows] == [
        ("2023M1", siren(1), "mandataire", 100),
        *(("2023M1", siren(rank), "cotraitant", 100 * rank) for rank in range(2, 11)),
        ("2023M2", siren(1), "seul", 900),
    ]
    assert [(contract, int(amount)) for contract, amount in amounts] == [("2023M1", 5500), ("2023M2", 900)]


def test_chaque_liste_dit_du_titulaire_ce_qu_elle_sait_le_jour_de_la_notification(
    version: OpenVersion,
) -> None:
    with version.cursor() as cursor:
        rows = cursor.execute(
            """
            select t.categorie, t.tpe, t.ess, t.esus, t.type_insertion, t.stpa, t.iae, t.departement
            from titulaires as t join contrats_notifies as c using (contrat_no)
            where c.contrat_id = '2023M1' order by t.siren
            """
        ).fetchall()
    assert rows == [
        ("PME", True, False, None, None, None, None, "13"),  # 3 to 5 employees
        # An establishment of one employee of a firm of sixty is no TPE.
        ("PME", False, False, None, None, None, None, "06"),
        # SIRENE's dateDebut (2024) is no beginning of the ESS.
        ("ETI", False, True, None, None, None, None, None),
        (None, None, None, None, "EI", False, True, "13"),
        (None, None, None, None, "ESAT", True, False, "01"),
        (None, None, True, True, None, None, None, None),
        (None, None, None, False, None, None, None, None),  # agreement ended in January 2023
        ("GE", False, False, None, None, None, None, None),
        (None, None, None, None, "EA", True, False, "13"),
        (None, None, None, None, None, None, None, None),  # in no list
    ]
