"""Edits that wait: what changes, what somebody else changed meanwhile, what is carried over."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from spaser.catalogue import Catalogue, load_catalogue
from spaser.measure.roadmap import FeuilleDeRoute, LigneMoyen, feuille_de_route
from spaser.ui.roadmap_draft import (
    VIDE,
    Change,
    Conflict,
    Saisie,
    conflicts,
    due_date,
    opened,
    rebased,
    retyped,
    tidy,
)


@cache
def document() -> Catalogue:
    return load_catalogue()


def feuille(*lignes: LigneMoyen) -> FeuilleDeRoute:
    return feuille_de_route(document(), lignes, 2026, date(2026, 9, 30))


M1 = LigneMoyen("M1", 2026, "engage", pilote="EAD", echeance=date(2026, 6, 30), livrable="Guide")
M2 = LigneMoyen("M2", 2026, "en_cours", avancement=Decimal("0.50"))


def test_une_modification_se_dit_champ_par_champ_dans_l_ordre_du_document() -> None:
    draft = opened(feuille(M1, M2), 4)
    draft = draft.avec("M2", replace(draft.saisie("M2"), avancement=None))
    draft = draft.avec("M1", replace(draft.saisie("M1"), etat="realise", livrable="Guide publié"))
    draft = draft.avec("M10", Saisie(etat="engage"))
    assert draft.changes() == (
        Change("M1", "etat", "engage", "realise"),
        Change("M1", "livrable", "Guide", "Guide publié"),
        Change("M2", "avancement", Decimal("0.50"), None),
        Change("M10", "etat", "non_renseigne", "engage"),
    )


def test_revenir_a_la_valeur_publiee_n_est_pas_une_modification() -> None:
    draft = opened(feuille(M1), 4)
    changed = draft.avec("M1", replace(draft.saisie("M1"), pilote="DRH"))
    assert changed.avec("M1", Saisie.de(M1)).changes() == ()
    assert changed.sans("M1").saisies == {}


def test_un_moyen_sans_etat_mais_pas_vide_est_refuse() -> None:
    assert VIDE.probleme() == ""
    assert "Choisissez un état" in Saisie(pilote="EAD").probleme()
    assert Saisie(etat="engage").probleme() == ""


def test_ce_que_l_autre_n_a_pas_touche_se_reporte_sans_conflit() -> None:
    draft = opened(feuille(M1, M2), 4).avec("M1", replace(Saisie.de(M1), etat="realise"))
    now = feuille(replace(M1, pilote="DRH"), replace(M2, statut="realise"))
    assert conflicts(draft, now) == ()
    carried = rebased(draft, now, 5, ())
    assert carried.version == 5
    assert carried.changes() == (Change("M1", "etat", "engage", "realise"),)
    assert carried.saisie("M1").pilote == "DRH"
    assert carried.saisie("M2").etat == "realise"


def test_un_champ_change_des_deux_cotes_est_un_conflit_et_la_valeur_publiee_reste_sans_decision() -> None:
    draft = opened(feuille(M1), 4).avec("M1", replace(Saisie.de(M1), etat="realise", pilote="DRH"))
    now = feuille(replace(M1, statut="abandonne"))
    assert conflicts(draft, now) == (Conflict("M1", "etat", "engage", "abandonne", "realise"),)
    theirs = rebased(draft, now, 5, ())
    assert theirs.changes() == (Change("M1", "pilote", "EAD", "DRH"),)
    mine = rebased(draft, now, 5, [("M1", "etat")])
    assert mine.changes() == (
        Change("M1", "etat", "abandonne", "realise"),
        Change("M1", "pilote", "EAD", "DRH"),
    )


def test_la_meme_modification_faite_par_deux_personnes_n_est_pas_un_conflit() -> None:
    draft = opened(feuille(M1), 4).avec("M1", replace(Saisie.de(M1), etat="realise"))
    now = feuille(replace(M1, statut="realise"))
    assert conflicts(draft, now) == ()
    assert rebased(draft, now, 5, ()).changes() == ()


def test_une_ligne_retiree_par_l_autre_est_un_conflit_pour_ce_qui_a_ete_saisi() -> None:
    draft = opened(feuille(M1), 4).avec("M1", replace(Saisie.de(M1), livrable="Note"))
    (conflict,) = conflicts(draft, feuille())
    assert (conflict.champ, conflict.publie, conflict.saisi) == ("livrable", None, "Note")


def test_un_texte_est_garde_lettre_pour_lettre_sauf_ce_qu_un_classeur_ne_contient_pas() -> None:
    assert tidy('  =HYPERLINK("http://x") <b>é</b> \u202e ') == '=HYPERLINK("http://x") <b>é</b> \u202e'
    assert tidy("a\x00b\ud800c") == "a b c"
    assert tidy(" \ufeff ") is None
    assert tidy("\u200b\u2028\xa0") is None
    assert tidy(None) is None


@pytest.mark.parametrize(
    ("texte", "jour"),
    [
        ("", None),
        ("  ", None),
        ("30/09/2026", date(2026, 9, 30)),
        ("1.3.26", date(2026, 3, 1)),
        ("29-02-2028", date(2028, 2, 29)),
        ("2027-01-31", date(2027, 1, 31)),
    ],
)
def test_une_echeance_se_tape_comme_on_l_ecrit(texte: str, jour: date | None) -> None:
    assert due_date(texte) == jour


@pytest.mark.parametrize(
    "texte", ["31/02/2026", "demain", "12/2026", "30/09/1926", "30/09/12026", "9/30/2026"]
)
def test_une_echeance_qui_n_existe_pas_est_refusee_en_francais(texte: str) -> None:
    with pytest.raises(ValueError, match="Échéance"):
        due_date(texte)


def test_un_formulaire_ne_reecrit_que_les_champs_qu_il_a_changes() -> None:
    draft = opened(feuille(M1), 4)
    now = replace(Saisie.de(M1), pilote="DRH")
    edited = draft.avec_ce_qui_change("M1", now, replace(now, etat="realise"))
    assert edited.changes() == (Change("M1", "etat", "engage", "realise"),)


def test_un_texte_non_touche_garde_ce_qui_a_ete_depose_meme_trop_long_ou_mal_forme() -> None:
    deposited = "\x85 x" + "é" * 5_000
    assert retyped(deposited, deposited) == deposited
    assert retyped("", None) is None
    assert retyped("", "Guide") is None
    assert retyped(" Note ", "Guide") == "Note"
