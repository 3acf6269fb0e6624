"""Two people at once: one is recorded, the other is told, and both texts are kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Barrier

import pytest

from spaser.committees import (
    ConflictError,
    Ecart,
    Ledger,
    RefusedError,
    SaisieCommentaire,
    answer,
    comments,
    contest,
    contestations,
    decisions,
    declare,
    history,
    modify_comment,
    modify_decision,
    record_comment,
    record_decision,
    withdraw_contest,
    withdraw_decision,
)
from spaser.committees.changing import change
from spaser.committees.confidence import last_rank
from spaser.committees.models import LigneDecision
from tests.committees.conftest import MOMENT
from tests.committees.personnes import PILOTE, RELAIS_AIX, RESPONSABLE, decision, ligne


def test_une_modification_perimee_est_refusee_avec_les_deux_textes(registre: Ledger) -> None:
    read = record_decision(registre, RESPONSABLE, decision("Texte d’origine"))
    theirs = replace(read.saisie, texte="Texte de Pierre", echeance=date(2026, 12, 1))
    modify_decision(registre, PILOTE, read.trace.id, 1, theirs)
    mine = replace(read.saisie, texte="Texte de Rosalie", etat="en_cours")
    with pytest.raises(ConflictError) as told:
        modify_decision(registre, RESPONSABLE, read.trace.id, 1, mine)
    assert (told.value.par, told.value.le, told.value.version) == ("Pierre", MOMENT, 2)
    assert told.value.ecarts == (
        Ecart("Décision", "Texte de Pierre", "Texte de Rosalie"),
        Ecart("Échéance", "01/12/2026", "15/10/2026"),
        Ecart("État", "À faire", "En cours"),
    )
    for words in ("Pierre", "14/10/2026", "Texte de Pierre", "Texte de Rosalie", "rien n’a été remplacé"):
        assert words in str(told.value)
    assert [d.saisie for d in decisions(registre, RESPONSABLE)] == [theirs]
    knowingly = modify_decision(registre, RESPONSABLE, read.trace.id, told.value.version, mine)
    assert (knowingly.saisie, knowingly.trace.version) == (mine, 3)
    assert [
        (c.version, c.par, c.motif) for c in history(registre, RESPONSABLE, "decisions", read.trace.id)
    ] == [
        (1, "Rosalie", "creation"),
        (2, "Pierre", "modification"),
        (3, "Rosalie", "modification"),
    ]
    second = history(registre, RESPONSABLE, "decisions", read.trace.id)[1]
    assert second.avant == {"texte": "Texte d’origine", "echeance": "2026-10-15"}
    assert second.apres == {"texte": "Texte de Pierre", "echeance": "2026-12-01"}


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run actions together; return what each gave, or the refusal it met."""
    gate = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        gate.wait()
        try:
            return action()
        except (ConflictError, RefusedError) as refusal:
            return refusal

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def test_de_six_modifications_simultanees_une_seule_est_enregistree(registre: Ledger) -> None:
    read = record_decision(registre, RESPONSABLE, decision())
    for version in range(1, 6):
        wanted = [replace(read.saisie, texte=f"Tour {version}, personne {n}") for n in range(6)]
        modify = partial(modify_decision, registre, PILOTE, read.trace.id, version)
        results = at_once(*(partial(modify, saisie) for saisie in wanted))
        refused = [result for result in results if isinstance(result, ConflictError)]
        assert len(refused) == 5
        (kept,) = decisions(registre, RESPONSABLE)
        assert kept in results
        assert kept.trace.version == version + 1
        assert {ecart.enregistre for refusal in refused for ecart in refusal.ecarts} == {kept.saisie.texte}
    versions = [c.version for c in history(registre, RESPONSABLE, "decisions", read.trace.id)]
    assert versions == [1, 2, 3, 4, 5, 6]


def test_changee_entre_la_lecture_et_l_ecriture(registre: Ledger) -> None:
    """PostgreSQL lets two transactions read the same version; SQLite makes the second one wait for its turn before it reads."""
    if registre.base.url.get_backend_name() == "sqlite":
        pytest.skip("SQLite : une seule transaction écrit à la fois, l’entre-deux n’existe pas")
    read = record_decision(registre, RESPONSABLE, decision())

    def meanwhile(row: LigneDecision) -> None:
        modify_decision(registre, PILOTE, row.id, 1, replace(read.saisie, texte="Avant vous"))

    with pytest.raises(ConflictError) as told:
        change(
            registre,
            RESPONSABLE,
            LigneDecision,
            read.trace.id,
            1,
            values={"texte": "Le mien"},
            fields={"texte": ("Décision", {})},
            motif="modification",
            allowed=meanwhile,
        )
    assert told.value.ecarts == (Ecart("Décision", "Avant vous", "Le mien"),)
    assert [d.saisie.texte for d in decisions(registre, RESPONSABLE)] == ["Avant vous"]


def test_une_confiance_declaree_entre_temps_n_est_pas_recouverte(registre: Ledger) -> None:
    declare(registre, PILOTE, "F2.3", "securise", "Marchés lancés", 0)
    with pytest.raises(ConflictError) as told:
        declare(registre, RESPONSABLE, "F2.3", "compromis", "Deux procédures infructueuses", 0)
    assert told.value.ecarts == (
        Ecart("Confiance", "Objectif sécurisé", "Objectif compromis"),
        Ecart("Commentaire", "Marchés lancés", "Deux procédures infructueuses"),
    )
    after = declare(registre, RESPONSABLE, "F2.3", "compromis", "Deux infructueux", told.value.version)
    assert after.rang == 2
    results = at_once(*(partial(declare, registre, PILOTE, "F2.3", "appui", f"n° {n}", 2) for n in range(4)))
    assert sum(isinstance(result, ConflictError) for result in results) == 3
    assert last_rank(registre, RESPONSABLE, "F2.3") == 3


def delete(registre: Ledger, entry_id: int) -> None:
    with registre.writing(RESPONSABLE, "retrait") as session:
        session.delete(session.get_one(LigneDecision, entry_id))


def test_une_entree_retiree_pendant_la_saisie_se_dit_et_rien_ne_s_efface(registre: Ledger) -> None:
    read = record_decision(registre, RESPONSABLE, decision())
    withdraw_decision(registre, PILOTE, read.trace.id, 1)
    assert decisions(registre, RESPONSABLE) == ()
    with pytest.raises(RefusedError, match="retirée par Pierre le 14/10/2026"):
        modify_decision(registre, RESPONSABLE, read.trace.id, 1, read.saisie)
    assert [c.motif for c in history(registre, RESPONSABLE, "decisions", read.trace.id)] == [
        "creation",
        "retrait",
    ]
    with pytest.raises(RuntimeError, match="never deleted"):
        delete(registre, read.trace.id)
    assert len(history(registre, RESPONSABLE, "decisions", read.trace.id)) == 2


def test_une_contestation_reprise_par_son_auteur_n_est_pas_repondue_sans_le_savoir(
    registre: Ledger,
) -> None:
    mine = contest(registre, RELAIS_AIX, ligne(), "Considération oubliée", "CCAP, article 4")
    withdraw_contest(registre, RELAIS_AIX, mine.trace.id, 1)
    with pytest.raises(ConflictError) as told:
        answer(registre, RESPONSABLE, mine.trace.id, 1, "refusee", "Le CCAP ne le dit pas")
    assert told.value.ecarts[0] == Ecart("Réponse", "Retirée par son auteur", "Refusée")
    assert contestations(registre, RESPONSABLE) == ()


def test_un_commentaire_perime_est_refuse_et_les_deux_restent(registre: Ledger) -> None:
    saisie = SaisieCommentaire("F2", "freins", "Peu d’offres")
    read = record_comment(registre, PILOTE, saisie)
    modify_comment(registre, RESPONSABLE, read.trace.id, 1, replace(saisie, texte="Peu d’offres locales"))
    with pytest.raises(ConflictError) as told:
        modify_comment(registre, PILOTE, read.trace.id, 1, replace(saisie, texte="Peu d’offres ESS"))
    assert told.value.ecarts == (Ecart("Commentaire", "Peu d’offres locales", "Peu d’offres ESS"),)
    assert [c.saisie.texte for c in comments(registre, PILOTE, "F2")] == ["Peu d’offres locales"]
