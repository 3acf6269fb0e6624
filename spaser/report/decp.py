"""The essential data of the year's contracts (DECP 2022): what is complete, ready to publish; the rest, and what each contract lacks."""

from __future__ import annotations

from collections import Counter
from typing import Final

from spaser import francais as fr
from spaser.measure.decp import contracts_to_publish
from spaser.measure.quality_lists import ContratIsole, Cote, contract_sources, one_sided_contracts
from spaser.report.archive import archive
from spaser.report.content import ReportContent
from spaser.report.decp_contracts import Exported, exported
from spaser.report.document import Document, Progress
from spaser.report.open_data import Field, Value, as_json, table_csv

_EVERYTHING: Final = 1_000_000
_MISSING: Final = (
    Field("contrat", "string", "Contrat", "Clé du contrat dans le tableau de bord."),
    Field("objet", "string", "Objet", "Objet du contrat."),
    Field("date_notification", "date", "Notifié le", "Date de notification."),
    Field("montant_ht", "number", "Montant HT", "Montant notifié, euros HT."),
    Field("champ", "string", "Champ", "Champ obligatoire du format."),
    Field("raison", "string", "Raison", "Pourquoi il ne peut pas être écrit."),
    Field("fichier", "string", "Fichier", "Fichier déposé à compléter."),
    Field("ligne", "integer", "Ligne", "Ligne de ce fichier."),
)
_ONE_SIDED: Final = (
    Field("ou", "string", "Où", "De quel côté le contrat est présent."),
    Field("contrat", "string", "Contrat", "Identifiant."),
    Field("objet", "string", "Objet", "Objet du contrat."),
    Field("date_notification", "date", "Notifié le", "Date de notification."),
    Field("montant_ht", "number", "Montant HT", "Montant notifié, euros HT."),
    Field("titulaires", "string", "Titulaires", "Noms des titulaires."),
    Field("fichier", "string", "Fichier", "Fichier déposé."),
    Field("ligne", "integer", "Ligne", "Ligne de ce fichier."),
)
_SIDES: Final[dict[Cote, str]] = {
    "si": "dans l’extrait, pas dans les DECP",
    "decp": "dans les DECP, pas dans l’extrait",
}


def essential_data(content: ReportContent, progress: Progress) -> bytes:
    """Write the archive: the file to publish, the contracts to complete, what they lack, the cross-check, how to read it all."""
    version, filters, perimeter = content.version, content.filters, content.perimeter
    progress("Contrats à publier", 0.1)
    day = content.publiee_le.date().isoformat()
    found = [exported(contrat, day) for contrat in contracts_to_publish(version, filters, perimeter)]
    ready = [item for item in found if not item.manques]
    waiting = [item for item in found if item.manques]
    progress("Recoupement avec les DECP déposées", 0.6)
    one_sided = [
        (where, row)
        for side, where in _told_sides(content).items()
        for row in one_sided_contracts(version, side, filters, perimeter, limit=_EVERYTHING).lignes
    ]
    progress("Écriture des fichiers", 0.9)
    return archive(
        {
            f"decp-{filters.annee}.json": as_json({"marches": {"marche": [item.champs for item in ready]}}),
            f"decp-{filters.annee}-a-completer.json": as_json([item.champs for item in waiting]),
            "donnees-manquantes.csv": table_csv(
                _MISSING,
                [
                    (
                        lack.contrat.cle,
                        lack.contrat.objet,
                        lack.contrat.date_notification,
                        None if lack.contrat.montant is None else float(lack.contrat.montant),
                        lack.champ,
                        lack.raison,
                        lack.contrat.fichier,
                        lack.contrat.ligne,
                    )
                    for item in waiting
                    for lack in item.manques
                ],
            ),
            "recoupement-decp.csv": table_csv(
                _ONE_SIDED, [_one_sided_row(where, row) for where, row in one_sided]
            ),
            "LISEZMOI.txt": _read_me(content, ready, waiting, [where for where, _ in one_sided]).encode(),
        },
        content.publiee_le,
    )


def _told_sides(content: ReportContent) -> dict[Cote, str]:
    """Return the sides that can be told: none without both extracts, one when rows of the DECP were taken over by the other extract."""
    sources = contract_sources(content.version)
    if not sources.comparables:
        return {}
    return _SIDES if sources.reprises == 0 else {"decp": _SIDES["decp"]}


def _one_sided_row(where: str, row: ContratIsole) -> tuple[Value, ...]:
    return (
        where,
        row.contrat_id,
        row.objet,
        row.jour,
        float(row.montant),
        row.titulaires,
        row.fichier,
        row.ligne,
    )


def _read_me(
    content: ReportContent, ready: list[Exported], waiting: list[Exported], one_sided: list[str]
) -> str:
    year = content.filters.annee
    threshold = fr.euros(content.catalogue.reglages.seuil_publication_decp)
    fields = Counter(lack.champ for item in waiting for lack in item.manques)
    sides = Counter(one_sided)
    told = _told_sides(content)
    return "\n".join(
        [
            f"Données essentielles de la commande publique – {content.autorite.nom} – contrats notifiés en {year}",
            f"Marchés d’au moins {threshold}, format de l’arrêté du 22 décembre 2022. Les concessions, d’un autre format, n’y sont pas.",
            "",
            f"decp-{year}.json : {fr.plural(len(ready), 'contrat complet', 'contrats complets')}, à publier. La date de publication des données y est celle de la version.",
            f"decp-{year}-a-completer.json : {fr.plural(len(waiting), 'contrat')} à compléter ; les champs inconnus sont absents, rien n’est inventé.",
            "donnees-manquantes.csv : pour chacun, les champs qui manquent, avec le fichier et la ligne à compléter.",
            "recoupement-decp.csv : contrats présents d’un seul côté.",
            "Les actes de sous-traitance et les modifications ne sont pas repris.",
            "",
            *(f"{name} : {value}" for name, value in content.provenance),
            "",
            "Champs qui manquent, et à combien de contrats :",
            *(
                f"- {name} : {number}"
                for name, number in sorted(fields.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            "",
            "Recoupement :",
            *(f"- {where} : {sides[where]}" for where in told.values()),
            *(
                []
                if told
                else [
                    "- impossible : il faut un extrait des DECP et un extrait des contrats, déposés ensemble (voir la page Qualité)"
                ]
            ),
            "",
        ]
    )


ESSENTIAL_DATA: Final = Document(
    nom="decp",
    titre="Données essentielles (DECP)",
    description="Les marchés de l’exercice au format réglementaire de 2022, ceux qui restent à compléter avec leurs champs manquants, et "
    "les contrats présents d’un seul côté, ici ou dans les DECP.",
    extension="zip",
    mime="application/zip",
    ecrire=essential_data,
)
