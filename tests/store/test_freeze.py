"""A frozen year (R13): what was signed stays, what a later deposit says is beside it with its reason, and nothing is changed unseen."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Measure, Perimeter, measure, measure_many
from spaser.measure.freezing import freeze, restatements
from spaser.measure.frozen import Official
from spaser.store import (
    OpenVersion,
    PublicationRefusedError,
    Source,
    StoreError,
    Warehouse,
    publish,
    restore,
    stage,
    verify,
)
from spaser.store.freeze import read_frozen
from spaser.store.journal import events
from tests.extraits import CONTRATS, contrat, write_csv

Deposit = Callable[..., OpenVersion | None]
TOUT = Perimeter.tout()


def half_of_2024(folder: Path) -> Path:
    """Two contracts of 2024, one of them with an environmental clause: 1 ÷ 2 = 50 %."""
    rows = [contrat("A1", "05/03/2024", "100", env="oui"), contrat("A2", "31/12/2024", "200", env="non")]
    return write_csv(folder / "2024.csv", CONTRATS, rows)


def two_fifths_of_2024(folder: Path) -> Path:
    """Three more contracts, one of them with a clause, all of Énergie: 2 ÷ 5 = 40 %."""
    rows = [
        contrat("B1", "06/03/2024", "100", env="oui", domaine="Énergie"),
        contrat("B2", "07/03/2024", "100", env="non", domaine="Énergie"),
        contrat("B3", "30/12/2024", "100", env="non", domaine="Énergie"),
    ]
    return write_csv(folder / "2024_suite.csv", CONTRATS, rows)


def f23(version: OpenVersion | None, **filters: object) -> Measure:
    assert version is not None
    return measure(version, "F2.3", Filters(2024, **filters), TOUT)[0]  # type: ignore[arg-type]


def official(warehouse: Warehouse) -> Official:
    return Official.of(read_frozen(warehouse), demonstration=False)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same warehouse twice: 2024 frozen at 50 %, then a later deposit that measures it at 40 %."""
    folder = tmp_path_factory.mktemp("gel")
    target = Warehouse(folder / "entrepot")
    kept = {}
    for name, path, mode, motif in (
        ("frozen", half_of_2024(folder), "remplacer", ""),
        ("restated", two_fifths_of_2024(folder), "completer", "Contrats oubliés"),
    ):
        staged = stage(target, [Source(chemin=path, nom=path.name)], ImportOptions(), mode=mode)  # type: ignore[arg-type]
        assert publish(target, staged, auteur="la responsable", motif=motif, comparer=restatements)
        if name == "frozen":
            freeze(target, 2024, "la responsable", "Bilan")
        kept[name] = folder / name
        shutil.copytree(target.path, kept[name])
    return kept


@pytest.fixture
def frozen(states: dict[str, Path], tmp_path: Path) -> Warehouse:
    return Warehouse(shutil.copytree(states["frozen"], tmp_path / "entrepot", dirs_exist_ok=True))


@pytest.fixture
def restated(states: dict[str, Path], tmp_path: Path) -> Warehouse:
    return Warehouse(shutil.copytree(states["restated"], tmp_path / "entrepot", dirs_exist_ok=True))


def version_of(warehouse: Warehouse) -> OpenVersion:
    version = warehouse.current()
    assert version is not None
    return version


def test_le_gel_garde_chaque_chiffre_de_l_annee_sa_version_et_qui_l_a_signe(frozen: Warehouse) -> None:
    version = version_of(frozen)
    (kept,) = read_frozen(frozen).gels
    assert (kept.annee, kept.numero, kept.version, kept.auteur) == (2024, 1, 1, "la responsable")
    assert (kept.version_sha256, kept.catalogue_sha256) == (
        version.manifest.sha256,
        version.manifest.catalogue_sha256,
    )
    whole = {c.code: c for c in kept.chiffres if c.dimension is None}
    assert set(whole) == {i.code for i in version.catalogue.indicateurs}
    assert (whole["F2.3"].valeur, whole["F2.3"].numerateur, whole["F2.3"].denominateur) == (0.5, 1, 2)
    by_domain = [c for c in kept.chiffres if (c.code, c.dimension) == ("F2.3", "domaine")]
    assert [(c.segment, c.numerateur, c.denominateur) for c in by_domain] == [("Déchets", 1, 2)]


def test_un_depot_ulterieur_laisse_le_chiffre_signe_et_montre_les_deux(restated: Warehouse) -> None:
    """50,0 % signed on version 1; version 2 measures 40,0 %: the screens say 50,0 %, and 40,0 % beside it."""
    after = version_of(restated)
    assert f23(after).valeur == 0.4
    shown = official(restated)
    (whole,) = shown.replacing((f23(after),), Filters(2024), TOUT, None)
    assert (whole.valeur, whole.numerateur, whole.denominateur) == (0.5, 1, 2)
    mark = shown.mark(f23(after), Filters(2024), TOUT, after.numero)
    assert mark is not None
    assert mark.differe
    assert (mark.fige.valeur, mark.recalcule.valeur, mark.version, mark.gel.version) == (0.5, 0.4, 2, 1)


def test_les_segments_d_une_annee_figee_sont_ceux_qui_furent_signes(restated: Warehouse) -> None:
    after = version_of(restated)
    measured = measure_many(after, ["F2.3"], Filters(2024), TOUT, "domaine")["F2.3"]
    assert [m.segment for m in measured] == [None, "Déchets", "Énergie"]
    shown = official(restated).replacing(measured, Filters(2024), TOUT, "domaine")
    assert [(m.segment, m.numerateur, m.denominateur) for m in shown] == [(None, 1, 2), ("Déchets", 1, 2)]


@pytest.mark.parametrize(
    ("filters", "perimeter"),
    [
        (Filters(2024, domaines=("Déchets",)), TOUT),
        (Filters(2024, arrete=date(2024, 6, 30)), TOUT),
        (Filters(2024, perimetre="tous"), TOUT),
        (Filters(2024), Perimeter(territoires=frozenset({"Pays d'Aix"}), dga=None)),
        (Filters(2023), TOUT),
    ],
    ids=["domaine", "autre date", "perimetre", "relais", "autre annee"],
)
def test_ce_qui_n_est_pas_le_chiffre_signe_reste_mesure(
    frozen: Warehouse, filters: Filters, perimeter: Perimeter
) -> None:
    """The signed figure is that of the whole authority for the whole year: it is not lent to a part of it, nor to a relay."""
    version = version_of(frozen)
    measured = measure(version, "F2.3", filters, perimeter)
    assert official(frozen).replacing(measured, filters, perimeter, None) == measured
    assert official(frozen).mark(measured[0], filters, perimeter, 1) is None


def test_une_autre_annee_se_publie_sans_motif_et_la_courbe_garde_les_annees_signees(
    restated: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    """2024 stays restated as it was already explained; its point is 50 %, and N-1 of 2025 is the 40 % of the same data."""
    later = write_csv(tmp_path / "2025.csv", CONTRATS, [contrat("C1", "31/12/2025", "100", env="oui")])
    after = deposit(later)
    assert after is not None
    assert events(restated)[-1].ecarts == ()
    measured = measure_many(after, ["F2.3"], Filters(2025), TOUT, "exercices")["F2.3"]
    assert [(m.annee, m.segment, m.valeur) for m in measured] == [(2025, None, 1.0), (2024, "2024", 0.4)]
    shown = official(restated).replacing(measured, Filters(2025), TOUT, "exercices")
    assert [(m.annee, m.segment, m.valeur) for m in shown] == [(2025, None, 1.0), (2024, "2024", 0.5)]
    assert (shown[0].n_moins_1, official(restated).signed_before(shown[0], Filters(2025), TOUT)) == (0.4, 0.5)


def test_publier_sans_motif_est_refuse_et_rien_ne_change(
    frozen: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in frozen.path.rglob("*") if path.is_file()}
    late = two_fifths_of_2024(tmp_path)
    with pytest.raises(PublicationRefusedError, match=r"figés changeraient : .*F2\.3 \(2024\).*motif"):
        deposit(late, mode="completer")
    kept = {path: path.read_bytes() for path in frozen.path.rglob("*") if path.is_file()}
    assert {path: kept[path] for path in before} == before
    assert {path.parent.name for path in kept.keys() - before.keys()}.isdisjoint(
        {"versions", "journal", "gels"}
    )


def test_publier_avec_un_motif_le_garde_au_journal_et_le_montre(restated: Warehouse) -> None:
    event = events(restated)[-1]
    assert (event.geste, event.version, event.depuis, event.motif) == (
        "publication",
        2,
        1,
        "Contrats oubliés",
    )
    assert (2024, "F2.3", 0.5, 0.4) in {(e.annee, e.code, e.fige, e.recalcule) for e in event.ecarts}
    mark = official(restated).mark(f23(version_of(restated)), Filters(2024), TOUT, 2)
    assert mark is not None
    assert (mark.motif, mark.motif_par) == ("Contrats oubliés", "la responsable")


def test_restaurer_se_trace_et_demande_un_motif_s_il_change_une_annee_figee(restated: Warehouse) -> None:
    freeze(restated, 2024, "la responsable", "Révision", "Contrats oubliés")  # now signed at 40 %
    with pytest.raises(PublicationRefusedError, match=r"F2\.3 \(2024\)"):
        restore(restated, 1, auteur="Amélie", comparer=restatements)
    pointer = restated.pointer()
    assert pointer is not None
    assert pointer.numero == 2
    restore(restated, 1, auteur="Amélie", commentaire="Dépôt fait par erreur", comparer=restatements)
    event = events(restated)[-1]
    assert (event.geste, event.depuis, event.version, event.auteur) == ("restauration", 2, 1, "Amélie")
    assert event.motif == "Dépôt fait par erreur"
    with pytest.raises(PublicationRefusedError, match="comparée"):
        restore(restated, 2)


def test_verifier_nomme_un_gel_altere_et_un_evenement_modifie_ou_retire(frozen: Warehouse) -> None:
    restore(frozen, 1, comparer=restatements)
    assert verify(frozen) == ()
    (gel,) = (frozen.path / "gels").glob("*.json")
    sound = gel.read_bytes()
    gel.write_bytes(sound.replace(b'"numerateur":1.0', b'"numerateur":2.0', 1))
    assert "altéré" in verify(frozen)[0]
    gel.write_bytes(sound)
    first = frozen.path / "journal" / "000001.json"
    kept = first.read_bytes()
    first.write_bytes(kept.replace(b"la responsable", b"quelqu'un d'autre"))
    assert verify(frozen) == ("Journal : l'événement 1 a été modifié après coup.",)
    first.write_bytes(kept)
    (frozen.path / "journal" / "000002.json").unlink()
    found = " ".join(verify(frozen))
    assert "l'événement 2 manque" in found
    assert "il n'est pas au journal" in found


def test_une_version_qui_changerait_une_annee_figee_le_dit_chiffre_par_chiffre(restated: Warehouse) -> None:
    first, after = restated.open(1), version_of(restated)
    assert restatements(restated, after) == ()  # published: the difference is no longer news
    found = {ecart.code: ecart for ecart in restatements(restated, first)}
    assert "F2.3" not in found  # back to what was signed
    restated.clear()
    found = {ecart.code: ecart for ecart in restatements(restated, after)}
    ecart = found["F2.3"]
    assert (ecart.annee, ecart.fige, ecart.recalcule) == (2024, 0.5, 0.4)
    assert "Énergie" in ecart.segments


def test_une_annee_en_cours_ou_absente_ou_sans_commentaire_ne_se_fige_pas(
    restated: Warehouse, tmp_path: Path
) -> None:
    before = events(restated)
    with pytest.raises(StoreError, match="Rien n'est publié"):
        freeze(Warehouse(tmp_path / "vide"), 2024, "x", "Bilan")
    with pytest.raises(StoreError, match=r"2025 n'est pas clos : les données s'arrêtent au 31/12/2024"):
        freeze(restated, 2025, "x", "Bilan")
    with pytest.raises(StoreError, match="aucune donnée de l'exercice 2022"):
        freeze(restated, 2022, "x", "Bilan")
    with pytest.raises(StoreError, match="commentaire est vide"):
        freeze(restated, 2024, "x", "  ", "motif")
    assert events(restated) == before


def test_figer_de_nouveau_demande_un_motif_et_garde_les_deux_valeurs(restated: Warehouse) -> None:
    after = version_of(restated)
    with pytest.raises(StoreError, match="déjà figé"):
        freeze(restated, 2024, "la responsable", "Révision")
    again = freeze(restated, 2024, "la responsable", "Révision", "Trois contrats oubliés de l'Énergie")
    assert (again.numero, again.version) == (2, 2)
    mark = official(restated).mark(f23(after), Filters(2024), TOUT, 2)
    assert mark is not None
    assert (mark.fige.valeur, mark.differe, mark.gel.motif) == (
        0.4,
        False,
        "Trois contrats oubliés de l'Énergie",
    )
    ((before, figure),) = mark.anterieurs
    assert (before.numero, figure.valeur) == (1, 0.5)


def test_un_gel_modifie_n_est_plus_montre_et_se_dit(frozen: Warehouse) -> None:
    after = version_of(frozen)
    (path,) = (frozen.path / "gels").glob("*.json")
    path.write_bytes(path.read_bytes().replace(b'"valeur":0.5', b'"valeur":0.9'))
    read = read_frozen(frozen)
    assert read.gels == ()
    assert "altéré" in read.alertes[0]
    assert restatements(frozen, after) == ()
    with pytest.raises(StoreError, match="altéré"):
        freeze(frozen, 2024, "la responsable", "Bilan", "motif")
