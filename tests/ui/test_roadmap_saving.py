"""Edit → extract → real import → new version → the same values read back, on a small warehouse."""

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.measure.roadmap import FeuilleDeRoute, roadmap
from spaser.store import OpenVersion, Source, StoreError, Warehouse, publish, stage
from spaser.ui.roadmap_draft import VIDE, Draft, Saisie, opened, tidy
from spaser.ui.roadmap_saving import extract_of, save
from tests.extraits import CONTRATS, contrat, write_csv

BLNS = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "hostile" / "blns" / "blns.json"
MOYENS = ("Moyen", "Année", "Statut", "Pilote", "Échéance", "Avancement", "Livrable", "Commentaire")
ROWS = (
    ("M1", "2026", "En cours", "EAD", "30/06/2026", "45 %", "Guide", "Relancer"),
    ("M2", "2026", "Réalisé", "CPAJ", "", "100 %", "Note", ""),
    ("M3", "2026", "Engagé", "", "31/12/2026", "", "", ""),
    ("M99", "2026", "Engagé", "EAD", "", "", "", "hors catalogue"),
    ("M1", "2025", "Engagé", "EAD", "30/06/2026", "15 %", "", ""),
    ("M4", "2025", "En cours", "DEA", "31/12/2025", "50 %", "", ""),
)
HOSTILE = (
    '=HYPERLINK("http://evil.example";"ouvrir")',
    "+33 4 91 00 00 00",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "![x](http://evil.example/x.png) **gras** <script>alert(1)</script>",
    "'; drop table lignes.moyens; --",
    "\u202egauche\u202c 👩‍👩‍👧 ﷽ _x0041_ \\u0000 $variable ${x}",
    'deux\nlignes ; et un point-virgule, "guillemets"',
    "1,5 %",
    "31/12/2026",
    "TOTAL",
)


def at(version: OpenVersion, annee: int = 2026) -> FeuilleDeRoute:
    return roadmap(version, Filters(annee), Perimeter.tout())


def deposit(target: Warehouse, *paths: Path, demonstration: bool = False) -> OpenVersion:
    sources = [Source(chemin=path, nom=path.name) for path in paths]
    staged = stage(target, sources, ImportOptions(), auteur="import", demonstration=demonstration)
    version = publish(target, staged, auteur="import", commentaire="premier dépôt")
    assert version is not None
    return version


def saved(target: Warehouse, draft: Draft, comment: str = "point d'étape") -> OpenVersion:
    current = target.current()
    assert current is not None
    return save(
        target,
        draft,
        at(current, draft.annee),
        auteur="Amélie L.",
        commentaire=comment,
        demonstration=current.demonstration,
        progress=lambda step, share: None,
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a roadmap once; each test edits a copy of it."""
    folder = tmp_path_factory.mktemp("publie")
    warehouse = Warehouse(folder / "entrepot")
    contrats = [contrat("2026M001", "15/09/2026", "10000,00"), contrat("2025M001", "15/09/2025", "10000,00")]
    deposit(
        warehouse,
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "moyens.csv", MOYENS, ROWS),
    )
    return warehouse.path


@pytest.fixture
def target(published: Path, tmp_path: Path) -> Warehouse:
    return Warehouse(Path(shutil.copytree(published, tmp_path / "entrepot")))


def current(target: Warehouse) -> OpenVersion:
    version = target.current()
    assert version is not None
    return version


def draft_of(target: Warehouse, annee: int = 2026) -> Draft:
    return opened(at(current(target), annee), current(target).numero)


def states(version: OpenVersion, annee: int = 2026) -> dict[str, Saisie]:
    return {m.code: Saisie.de(m.ligne) for m in at(version, annee).moyens if m.ligne is not None}


def test_une_modification_devient_une_version_qui_dit_la_meme_chose(target: Warehouse) -> None:
    before = states(current(target))
    draft = draft_of(target)
    entry = Saisie(
        "realise", "Mission « ÉGALITÉ »", date(2027, 3, 31), Decimal("0.07"), "Guide; v2", "à l'œuvre"
    )
    version = saved(target, draft.avec("M1", entry).avec("M10", Saisie("recurrent")))
    assert states(version) == {**before, "M1": entry, "M10": Saisie("recurrent")}
    assert target.current() is not None
    assert (version.numero, target.manifest(2).publiee_par, target.manifest(2).commentaire) == (
        2,
        "Amélie L.",
        "point d'étape",
    )
    assert [(d.type, d.mode, d.auteur) for d in version.manifest.depots] == [
        ("moyens", "completer", "Amélie L.")
    ]


def test_x10_suit_la_modification(target: Warehouse) -> None:
    def done() -> tuple[float, float | None]:
        (whole,) = measure(current(target), "X10", Filters(2026), Perimeter.tout())
        return whole.numerateur, whole.denominateur

    assert done() == (1, 62)
    saved(target, draft_of(target).avec("M3", Saisie("realise")))
    assert done() == (2, 62)


def test_les_lignes_non_modifiees_gardent_leur_fichier_et_leur_ligne(target: Warehouse) -> None:
    version = saved(target, draft_of(target).avec("M1", Saisie("realise")))
    m1, m2 = (at(version).moyen(code).ligne for code in ("M1", "M2"))  # type: ignore[union-attr]
    assert m1 is not None
    assert m2 is not None
    assert m1.fichier == "feuille_de_route_2026_saisie_version_1.xlsx"
    assert (m2.fichier, m2.ligne) == ("moyens.csv", 3)


@pytest.mark.parametrize("champ", ["pilote", "echeance", "avancement", "livrable", "commentaire"])
def test_un_champ_vide_est_vraiment_vide(target: Warehouse, champ: str) -> None:
    draft = draft_of(target)
    emptied: dict[str, Any] = {champ: None}
    entry = replace(draft.saisie("M1"), **emptied)
    version = saved(target, draft.avec("M1", entry))
    assert states(version)["M1"] == entry


def test_un_moyen_qui_redevient_non_renseigne_perd_sa_ligne_et_elle_seule(target: Warehouse) -> None:
    before, before_2025 = states(current(target)), states(current(target), 2025)
    draft = draft_of(target).avec("M2", VIDE).avec("M3", Saisie("en_cours"))
    assert extract_of(draft, at(current(target))).mode == "remplacer"
    version = saved(target, draft)
    assert states(version) == {"M1": before["M1"], "M3": Saisie("en_cours")}
    assert states(version, 2025) == before_2025
    assert [ligne.moyen for ligne in at(version).hors_catalogue] == ["M99"]
    assert at(version).hors_catalogue[0].commentaire == "hors catalogue"


def test_une_feuille_de_route_ne_se_vide_pas_en_entier(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "autre")
    deposit(warehouse, write_csv(tmp_path / "moyens.csv", MOYENS, [ROWS[0]]))
    with pytest.raises(StoreError, match="entièrement vide"):
        saved(warehouse, draft_of(warehouse).avec("M1", VIDE))
    assert current(warehouse).numero == 1


def test_une_autre_annee_se_modifie_sans_toucher_a_la_premiere(target: Warehouse) -> None:
    before = states(current(target))
    version = saved(target, draft_of(target, 2025).avec("M4", Saisie("realise")))
    assert states(version) == before
    assert states(version, 2025)["M4"] == Saisie("realise")


@pytest.mark.parametrize("champ", ["pilote", "livrable", "commentaire"])
def test_un_texte_hostile_revient_lettre_pour_lettre(target: Warehouse, champ: str) -> None:
    draft = draft_of(target)
    for rank, text in enumerate(HOSTILE, start=20):
        entered: dict[str, Any] = {champ: tidy(text)}
        draft = draft.avec(f"M{rank}", replace(Saisie("en_cours"), **entered))
    version = saved(target, draft)
    read = states(version)
    assert [getattr(read[f"M{rank}"], champ) for rank in range(20, 30)] == list(HOSTILE)


@pytest.mark.echantillons
def test_les_textes_pieges_du_web_reviennent_lettre_pour_lettre_ou_sont_refuses(target: Warehouse) -> None:
    if not BLNS.exists():
        pytest.skip("le dossier des fichiers d’exemple (../shared/samples) est absent")
    read_as_empty = {"null", "NULL", "None", "-", "--", "NaN"}
    texts = [
        kept
        for text in json.loads(BLNS.read_text(encoding="utf-8"))
        if (kept := tidy(text)) and kept not in read_as_empty
    ]
    assert len(texts) > 400
    for first in range(0, len(texts), 120):
        draft = draft_of(target)
        some = texts[first : first + 120]
        for rank in range(60):
            mine = some[rank::60]
            if mine:
                entry = Saisie("en_cours", None, None, None, mine[0], mine[1] if len(mine) > 1 else None)
                draft = draft.avec(f"M{rank + 1}", entry)
        version = saved(target, draft)
        assert {code: states(version)[code] for code in draft.saisies} == dict(draft.saisies)


@pytest.mark.parametrize("texte", ["NC", "-", "#N/A", "INX 12", "null"])
def test_ce_que_l_import_lirait_autrement_est_refuse_et_dit(target: Warehouse, texte: str) -> None:
    draft = draft_of(target).avec("M1", replace(Saisie("realise"), livrable=texte))
    with pytest.raises(StoreError, match="M1, Livrable") as refused:
        saved(target, draft)
    assert texte in str(refused.value)
    assert "non renseigné" in str(refused.value)
    assert current(target).numero == 1
    assert list(target.waiting.iterdir()) == []


def test_une_version_publiee_entre_temps_refuse_l_enregistrement(target: Warehouse) -> None:
    late = draft_of(target).avec("M1", Saisie("abandonne"))
    saved(target, draft_of(target).avec("M1", Saisie("realise")), "la première")
    with pytest.raises(StoreError, match="n'est plus la version publiée"):
        saved(target, late)
    assert states(current(target))["M1"] == Saisie("realise")
    assert current(target).numero == 2
    assert list(target.waiting.iterdir()) == []


def test_la_demonstration_reste_une_demonstration(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "demo")
    deposit(warehouse, write_csv(tmp_path / "moyens.csv", MOYENS, ROWS), demonstration=True)
    before = states(current(warehouse))
    version = saved(warehouse, draft_of(warehouse).avec("M1", Saisie("realise")))
    assert version.demonstration
    assert all(deposit.demonstration for deposit in version.deposits)
    assert states(version) == {**before, "M1": Saisie("realise")}


def test_une_modification_reelle_ne_perd_pas_les_donnees_reelles(target: Warehouse) -> None:
    version = saved(target, draft_of(target).avec("M1", Saisie("realise")))
    assert not version.demonstration
    assert sorted({deposit.type for deposit in version.deposits}) == ["contrats", "moyens"]
