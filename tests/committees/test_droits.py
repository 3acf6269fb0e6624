"""Who may write and who may see: deny by default, in one door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from spaser.access import Identity, Role
from spaser.committees import (
    PARTOUT,
    Ledger,
    Portee,
    RefusedError,
    SaisieCommentaire,
    answer,
    comments,
    confidences,
    contest,
    contestations,
    decisions,
    declare,
    history,
    last_meeting,
    modify_comment,
    modify_decision,
    record_comment,
    record_decision,
    withdraw_comment,
    withdraw_confidence,
    withdraw_contest,
    withdraw_decision,
)
from spaser.committees.door import visible
from spaser.committees.models import Entree
from tests.committees.personnes import (
    AIX,
    LECTEUR,
    MARSEILLE,
    PILOTE,
    RELAIS_AIX,
    RELAIS_EAD_AIX,
    RELAIS_MARSEILLE,
    RESPONSABLE,
    SANS_RIEN,
    decision,
    ligne,
    personne,
)

ACTIONS = ("decider", "commenter", "declarer", "contester", "repondre")
ALLOWED = {
    "lecture": set(),
    "pilotage": {"decider", "commenter", "declarer", "contester"},
    "responsable": set(ACTIONS),
    "relais": {"commenter", "contester"},
}


@pytest.mark.parametrize("role", list(ALLOWED))
def test_chaque_role_fait_ce_que_la_matrice_permet_et_rien_d_autre(registre: Ledger, role: Role) -> None:
    """Every writing function, by every role that sees everything: what safety.md gives to each role."""
    asked = personne("Camille", role)
    comment = SaisieCommentaire("F2", "resultats", "texte")
    opened = record_decision(registre, RESPONSABLE, decision())
    written = record_comment(registre, asked if "commenter" in ALLOWED[role] else RESPONSABLE, comment)
    declared = declare(registre, RESPONSABLE, "F2.4", "appui", "texte", 0)
    contested = contest(registre, RESPONSABLE, ligne("autre"), "motif", "source")
    done: dict[str, tuple[Callable[[], object], ...]] = {
        "decider": (
            lambda: record_decision(registre, asked, decision()),
            lambda: modify_decision(registre, asked, opened.trace.id, 1, decision("autre")),
            lambda: withdraw_decision(registre, asked, opened.trace.id, 2),
        ),
        "commenter": (
            lambda: record_comment(registre, asked, comment),
            lambda: modify_comment(registre, asked, written.trace.id, 1, replace(comment, texte="autre")),
            lambda: withdraw_comment(registre, asked, written.trace.id, 2),
        ),
        "declarer": (
            lambda: declare(registre, asked, "F2.3", "appui", "texte", 0),
            lambda: withdraw_confidence(registre, asked, declared.trace.id, 1),
        ),
        "contester": (
            lambda: withdraw_contest(
                registre, asked, contest(registre, asked, ligne(), "motif", "source").trace.id, 1
            ),
        ),
        "repondre": (lambda: answer(registre, asked, contested.trace.id, 1, "acceptee", "réponse"),),
    }
    for action, functions in done.items():
        for function in functions:
            if action in ALLOWED[role]:
                function()
            else:
                with pytest.raises(RefusedError, match="Rien n’a été enregistré"):
                    function()


def seen(registre: Ledger, identity: Identity) -> tuple[set[str], set[str], set[str], int]:
    return (
        {d.saisie.texte for d in decisions(registre, identity)},
        {c.saisie.texte for c in comments(registre, identity)},
        {c.objet.cle for c in contestations(registre, identity)},
        len(confidences(registre, identity)),
    )


def test_un_perimetre_ne_voit_que_ses_entrees(registre: Ledger) -> None:
    places = {
        "partout": PARTOUT,
        "aix": Portee(AIX, None),
        "marseille": Portee(MARSEILLE, None),
        "aix-ead": Portee(AIX, "EAD"),
        "ead": Portee(None, "EAD"),
    }
    for name, portee in places.items():
        record_decision(registre, RESPONSABLE, decision(name, portee))
        record_comment(registre, RESPONSABLE, SaisieCommentaire("F2", "freins", name, portee))
    for cle, territoire, dga in (
        ("a", AIX, "EAD"),
        ("b", AIX, "CPAJ"),
        ("c", MARSEILLE, "EAD"),
        ("d", "Non affecté", "EAD"),
    ):
        contest(registre, RESPONSABLE, ligne(cle, territoire, dga), "motif", "source")
    declare(registre, RESPONSABLE, "F2.3", "appui", "texte", 0)
    everything = (set(places), set(places), {"a", "b", "c", "d"}, 1)
    assert seen(registre, RESPONSABLE) == everything
    assert seen(registre, LECTEUR) == everything
    assert seen(registre, RELAIS_AIX) == ({"aix", "aix-ead"}, {"aix", "aix-ead"}, {"a", "b"}, 0)
    assert seen(registre, RELAIS_MARSEILLE) == ({"marseille"}, {"marseille"}, {"c"}, 0)
    assert seen(registre, RELAIS_EAD_AIX) == ({"aix-ead"}, {"aix-ead"}, {"a"}, 0)
    assert seen(registre, personne("Dora", "relais", None, {"EAD"}))[2] == {"a", "c", "d"}
    assert seen(registre, SANS_RIEN) == (set(), set(), set(), 0)


def test_hors_perimetre_se_dit_comme_inexistant(registre: Ledger) -> None:
    hidden = contest(registre, RELAIS_MARSEILLE, ligne("c", MARSEILLE), "motif", "source")
    said = set()
    for number in (hidden.trace.id, 999):
        with pytest.raises(RefusedError) as told:
            history(registre, RELAIS_AIX, "contestations", number)
        said.add(str(told.value))
        with pytest.raises(RefusedError) as told:
            withdraw_contest(registre, RELAIS_AIX, number, 1)
        said.add(str(told.value))
    assert len(said) == 1


@pytest.mark.parametrize(
    ("territoire", "dga"), [(MARSEILLE, "EAD"), (AIX, "CPAJ"), ("Non affecté", "EAD"), ("", "EAD")]
)
def test_un_relais_ne_conteste_ni_ne_commente_hors_de_son_perimetre(
    registre: Ledger, territoire: str, dga: str
) -> None:
    with pytest.raises(RefusedError, match="votre périmètre"):
        contest(registre, RELAIS_EAD_AIX, ligne("x", territoire, dga), "motif", "source")
    for portee in (PARTOUT, Portee(AIX, None), Portee(None, "EAD")):
        with pytest.raises(RefusedError, match="votre périmètre"):
            record_comment(registre, RELAIS_EAD_AIX, SaisieCommentaire("F2", "freins", "texte", portee))
    assert contestations(registre, RESPONSABLE) == ()
    assert comments(registre, RESPONSABLE) == ()


def test_un_relais_ne_touche_pas_au_texte_d_un_autre(registre: Ledger) -> None:
    saisie = SaisieCommentaire("F2", "freins", "texte", Portee(AIX, None))
    theirs = record_comment(registre, RESPONSABLE, saisie)
    refusals: tuple[Callable[[], object], ...] = (
        lambda: modify_comment(registre, RELAIS_AIX, theirs.trace.id, 1, replace(saisie, texte="autre")),
        lambda: withdraw_comment(registre, RELAIS_AIX, theirs.trace.id, 1),
    )
    for refused in refusals:
        with pytest.raises(RefusedError, match="un relais ne modifie que les siens"):
            refused()
    mine = record_comment(registre, RELAIS_AIX, saisie)
    with pytest.raises(RefusedError, match="votre périmètre"):
        modify_comment(
            registre, RELAIS_AIX, mine.trace.id, 1, replace(saisie, portee=Portee(MARSEILLE, None))
        )
    contested = contest(registre, RELAIS_EAD_AIX, ligne(), "motif", "source")
    with pytest.raises(RefusedError, match="seul son auteur"):
        withdraw_contest(registre, RELAIS_AIX, contested.trace.id, 1)


def test_le_responsable_qui_regarde_comme_un_autre_n_ecrit_rien(registre: Ledger) -> None:
    seen_as = replace(RESPONSABLE, role="relais", droits=RELAIS_AIX.droits, vue_par="Rosalie")
    with pytest.raises(RefusedError, match="comme quelqu’un d’autre"):
        contest(registre, seen_as, ligne(), "motif", "source")
    with pytest.raises(RefusedError, match="comme quelqu’un d’autre"):
        record_comment(registre, seen_as, SaisieCommentaire("F2", "freins", "texte", Portee(AIX, None)))


def test_deux_homonymes_ne_sont_pas_une_seule_personne(registre: Ledger) -> None:
    mine = contest(registre, RELAIS_AIX, ligne(), "motif", "source")
    namesake = replace(RELAIS_AIX, sujet="essai|une autre Aline")
    with pytest.raises(RefusedError, match="seul son auteur"):
        withdraw_contest(registre, namesake, mine.trace.id, 1)


def test_une_table_sans_regle_n_est_vue_de_personne() -> None:
    assert str(visible(Entree, RESPONSABLE.droits)) == "false"


def test_une_confiance_parle_du_tout(registre: Ledger) -> None:
    part = personne("Paul", "pilotage", {AIX})
    with pytest.raises(RefusedError, match="toute l’autorité"):
        declare(registre, part, "F2.3", "appui", "texte", 0)


@pytest.mark.parametrize("texte", ["", "  \n ", "x" * 4_001, "avec \x00 nul"])
def test_un_texte_illisible_est_refuse_avec_son_champ(registre: Ledger, texte: str) -> None:
    with pytest.raises(RefusedError, match=r"^Décision : "):
        record_decision(registre, RESPONSABLE, decision(texte))
    with pytest.raises(RefusedError, match=r"^Commentaire : "):
        record_comment(registre, RESPONSABLE, SaisieCommentaire("F2", "freins", texte))
    with pytest.raises(RefusedError, match=r"^Commentaire : "):
        declare(registre, RESPONSABLE, "F2.3", "appui", texte, 0)
    with pytest.raises(RefusedError, match=r"^Motif : "):
        contest(registre, RESPONSABLE, ligne(), texte, "source")
    with pytest.raises(RefusedError, match=r"^Source : "):
        contest(registre, RESPONSABLE, ligne(), "motif", texte)
    kept = contest(registre, RESPONSABLE, ligne(), "motif", "source")
    with pytest.raises(RefusedError, match=r"^Explication : "):
        answer(registre, RESPONSABLE, kept.trace.id, 1, "acceptee", texte)


def test_ce_que_le_catalogue_ignore_est_refuse(registre: Ledger) -> None:
    with pytest.raises(RefusedError, match="Fiche ou axe"):
        record_comment(registre, RESPONSABLE, SaisieCommentaire("F99", "freins", "texte"))
    with pytest.raises(RefusedError, match="Indicateur"):
        declare(registre, RESPONSABLE, "Z9", "appui", "texte", 0)
    with pytest.raises(RefusedError, match="Territoire"):
        record_decision(registre, RESPONSABLE, decision(portee=Portee("Atlantide", None)))


def test_une_reponse_se_donne_et_la_ligne_ne_se_conteste_qu_une_fois(registre: Ledger) -> None:
    mine = contest(registre, RELAIS_AIX, ligne(), "Clause sociale oubliée", "CCAP, art. 4")
    with pytest.raises(RefusedError, match="Vous contestez déjà cette ligne"):
        contest(registre, RELAIS_AIX, ligne(), "Encore", "CCAP")
    contest(registre, RELAIS_EAD_AIX, ligne(), "Moi aussi", "CCAP")
    answered = answer(registre, RESPONSABLE, mine.trace.id, 1, "acceptee", "Corrigé au prochain dépôt")
    (found,) = (c for c in contestations(registre, RELAIS_AIX) if c.trace.id == mine.trace.id)
    assert (found, found.etat, found.reponse) == (answered, "acceptee", "Corrigé au prochain dépôt")
    contest(registre, RELAIS_AIX, ligne(), "De nouveau", "CCAP")


def test_le_retard_se_calcule_et_ne_se_range_pas(registre: Ledger) -> None:
    late = record_decision(registre, PILOTE, decision())
    assert [late.retard(day) for day in (date(2026, 10, 14), date(2026, 10, 15), date(2026, 11, 4))] == [
        0,
        0,
        20,
    ]
    done = modify_decision(registre, PILOTE, late.trace.id, 1, replace(late.saisie, etat="faite"))
    undated = record_decision(registre, PILOTE, replace(late.saisie, echeance=None))
    assert (done.retard(date(2030, 1, 1)), undated.retard(date(2030, 1, 1))) == (0, 0)


def test_les_decisions_du_dernier_comite_tenu(registre: Ledger) -> None:
    for seance, texte in (
        (date(2026, 3, 1), "mars"),
        (date(2026, 9, 30), "septembre"),
        (date(2026, 12, 1), "à venir"),
    ):
        record_decision(registre, PILOTE, replace(decision(texte), seance=seance))
    found = decisions(registre, LECTEUR)
    assert [d.saisie.texte for d in found] == ["à venir", "septembre", "mars"]
    assert [d.saisie.texte for d in last_meeting(found, date(2026, 10, 1))] == ["septembre"]
    assert [d.saisie.texte for d in last_meeting(found, date(2026, 12, 1))] == ["à venir"]
    assert last_meeting(found, date(2026, 1, 1)) == ()
