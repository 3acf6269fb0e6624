"""`python -m spaser versions | comparer | restaurer | figer | verifier | telecharger`: the page Versions, as scripts use it."""

import argparse
import getpass
import shutil
import sys
from pathlib import Path

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.cli.recorded import recorded
from spaser.cli.terminal import Progress, print_json, print_table, warehouse_of
from spaser.measure import Measure
from spaser.measure.freezing import freeze, restatements
from spaser.measure.version_effects import common_years, effects
from spaser.store import Deposit, Manifest, StoreError, check, restore
from spaser.store.files import sha256_of
from spaser.store.freeze import Freeze, read_frozen
from spaser.store.row_differences import row_differences

_HEADER = {"chiffres"}


def versions(options: argparse.Namespace) -> int:
    """List what was published, when, by whom, from which files; the published one and the frozen years are marked."""
    warehouse = warehouse_of(options)
    pointer = warehouse.pointer()
    published = None if pointer is None else pointer.numero
    manifests = warehouse.manifests()
    frozen = read_frozen(warehouse)
    for alert in frozen.alertes:
        sys.stderr.write(f"{alert}\n")
    if options.format == "json":
        print_json(
            {
                "version": published,
                "versions": [manifest.model_dump(mode="json") for manifest in manifests],
                "gels": [gel.model_dump(mode="json", exclude=_HEADER) for gel in frozen.gels],
                "journal": [event.model_dump(mode="json") for event in frozen.evenements],
            }
        )
        return 0
    if not manifests:
        sys.stdout.write(f"Aucune version dans {warehouse.path}.\n")
        return 0
    print_table(
        ("", "Version", "Publiée le", "Par", "Parente", "Fichiers", "Lignes", "Figée pour", "Commentaire"),
        [_line(manifest, published, frozen.gels) for manifest in manifests],
        right=frozenset({1, 4, 6}),
    )
    return 0


def comparer(options: argparse.Namespace) -> int:
    """Compare the rows and the indicators of two versions."""
    warehouse = warehouse_of(options)
    if options.avant == options.apres:
        raise StoreError("Les deux versions sont la même : choisissez deux numéros différents.")
    old, new = warehouse.open(options.avant), warehouse.open(options.apres)
    rows = row_differences(*(warehouse.versions / v.manifest.fichier for v in (old, new)))
    years = common_years(old, new)
    year = options.annee or (years[0] if years else None)
    found = effects(old, new, year) if year is not None else ()
    if options.format == "json":
        print_json(
            {
                "avant": old.numero,
                "apres": new.numero,
                "lignes": [kind.model_dump(mode="json") for kind in rows],
                "annee": year,
                "indicateurs": [
                    {
                        "code": effect.code,
                        "change": effect.change,
                        "avant": _value(effect.avant),
                        "apres": _value(effect.apres),
                    }
                    for effect in found
                ],
            }
        )
        return 0
    print_table(
        ("Extrait", "Ajoutées", "Modifiées", "Disparues", "Inchangées"),
        [
            [k.type, *(fr.count(n) for n in (k.ajoutees, k.modifiees, k.disparues, k.inchangees))]
            for k in rows
        ],
        right=frozenset({1, 2, 3, 4}),
    )
    names = {i.code: i for version in (old, new) for i in version.catalogue.indicateurs}
    changed = [effect for effect in found if effect.change]
    sys.stdout.write(
        f"\nExercice {year} : {fr.plural(len(changed), 'indicateur')} {'changent' if len(changed) > 1 else 'change'}.\n"
    )
    if changed:
        print_table(
            ("Code", "Indicateur", f"Version {old.numero}", f"Version {new.numero}"),
            [
                [e.code, names[e.code].titre, _said(e.avant, names[e.code]), _said(e.apres, names[e.code])]
                for e in changed
            ],
            right=frozenset({2, 3}),
        )
    return 0


def restaurer(options: argparse.Namespace) -> int:
    """Publish an earlier version again; the journal keeps who, when and why."""
    warehouse = warehouse_of(options)
    with recorded(warehouse, "restauration", f"version:{options.numero}", options.numero):
        version = restore(
            warehouse,
            options.numero,
            auteur=getpass.getuser(),
            commentaire=options.commentaire,
            comparer=restatements,
        )
    sys.stdout.write(f"Version {version.numero} de nouveau publiée.\n")
    return 0


def figer(options: argparse.Namespace) -> int:
    """Freeze a closed civil year."""
    warehouse = warehouse_of(options)
    with recorded(warehouse, "gel", f"exercice:{options.annee}"):
        made = freeze(warehouse, options.annee, getpass.getuser(), options.commentaire, options.motif)
    if options.format == "json":
        print_json(made.model_dump(mode="json", exclude=_HEADER) | {"chiffres": len(made.chiffres)})
    else:
        sys.stdout.write(
            f"Exercice {made.annee} figé sur la version {made.version} : {fr.plural(len(made.chiffres), 'chiffre')} signés.\n"
        )
    return 0


def verifier(options: argparse.Namespace) -> int:
    """Check every file against its sha256."""
    found = check(warehouse_of(options), Progress())
    if options.format == "json":
        print_json(found.model_dump(mode="json"))
    elif found.problemes:
        sys.stdout.write("".join(f"{problem}\n" for problem in found.problemes))
    else:
        sys.stdout.write(
            f"{found.versions} versions et leurs dépôts sont intacts, ainsi que {found.gels} gels et le journal.\n"
        )
    return 1 if found.problemes else 0


def telecharger(options: argparse.Namespace) -> int:
    """Copy the original files of a version into a folder, under names of ours when the sender's are not safe; none is overwritten."""
    warehouse = warehouse_of(options)
    manifest = warehouse.manifest(options.numero)
    chosen = [d for d in manifest.depots if options.fichier in (None, d.fichier)]
    if not chosen:
        listed = ", ".join(f"« {d.fichier} »" for d in manifest.depots)
        raise StoreError(
            f"La version {manifest.numero} n'a pas de fichier « {options.fichier} » : elle a {listed}."
        )
    with recorded(warehouse, "telechargement", f"fichiers:{len(chosen)}", manifest.numero):
        copied = [_copied(warehouse.deposits, deposit, options.dossier) for deposit in chosen]
    if options.format == "json":
        print_json({"version": manifest.numero, "fichiers": copied})
    else:
        sys.stdout.write("".join(f"{path}\n" for path in copied))
    return 0


def _copied(kept: Path, deposit: Deposit, folder: Path) -> str:
    source = kept / deposit.sha256
    name = _safe_name(deposit.fichier)
    target = folder / name
    try:
        if sha256_of(source) != deposit.sha256:
            raise StoreError(
                f"Le dépôt « {deposit.fichier} » est altéré ({source.name}) : il n'est pas copié."
            )
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and sha256_of(target) != deposit.sha256:
            target = folder / f"{target.stem}-{deposit.sha256[:8]}{target.suffix}"
        if not target.exists():
            shutil.copyfile(source, target)
    except OSError as error:
        raise StoreError(
            f"« {deposit.fichier} » n'a pas pu être copié dans {folder} ({error.strerror})."
        ) from error
    return str(target)


def _safe_name(name: str) -> str:
    """Return a sender's file name as one that is no path: letters, digits, and a few signs."""
    bare = "".join(char if char.isalnum() or char in " ._-()" else "_" for char in name)[:100]
    return bare.strip(" .-") or "fichier"


def _line(manifest: Manifest, published: int | None, gels: tuple[Freeze, ...]) -> list[str]:
    return [
        "→" if manifest.numero == published else "",
        str(manifest.numero),
        f"{manifest.publiee_le:%d/%m/%Y %H:%M}",
        manifest.publiee_par,
        "" if manifest.parent is None else str(manifest.parent),
        ", ".join(deposit.fichier for deposit in manifest.depots),
        fr.number(sum(deposit.acceptes for deposit in manifest.depots)),
        ", ".join(str(gel.annee) for gel in gels if gel.version == manifest.numero),
        manifest.commentaire + (" [démonstration]" if manifest.demonstration else ""),
    ]


def _value(measure: Measure | None) -> float | None:
    return None if measure is None else measure.valeur


def _said(measure: Measure | None, indicateur: Indicateur) -> str:
    return fr.or_dash(_value(measure), lambda value: fr.quantity(value, indicateur.unite))
