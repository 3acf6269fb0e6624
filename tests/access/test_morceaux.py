"""Parts of a page that run again without the page: a fragment or a dialog asks again who is in front of it."""

import re

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from spaser.access import EVERYTHING, Claims, Identity, Rights, Role
from spaser.ui import person
from spaser.ui.person import Visit
from tests.access.conftest import AIX, INSIDE, RULES, THEIRS
from tests.access.partage import Shared, Tab, Visitor
from tests.serveur import ROOT

ROW = f"Objet {THEIRS}"


def part(tab: Tab) -> str:
    """Return the identifier of the part of the page just opened that runs again by itself."""
    found = {one.delta.fragment_id for one in tab.messages if one.delta.fragment_id}
    assert len(found) == 1
    return found.pop()


def again(tab: Tab, fragment: str, query: str) -> str:
    """Run this part alone, as the browser does at each pause of typing."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    return tab.send(message)


def test_un_morceau_de_page_ne_montre_plus_rien_apres_la_deconnexion(house: Shared) -> None:
    """ASVS V7.4.1: the second tab, whose search runs again without the page; then once more behind the door."""
    with Visitor(house.url) as paul:
        paul.log_in("paul")
        with paul.tab() as tab:
            tab.open("explorer", f"q={THEIRS}")
            fragment = part(tab)
            assert ROW in again(tab, fragment, f"q={THEIRS}")
            paul.http.get("/auth/logout")
            for _ in range(2):
                after = again(tab, fragment, f"q={THEIRS}")
                assert ROW not in after
                assert "Vous vous êtes déconnecté" in after


def test_un_morceau_de_page_suit_le_perimetre(house: Shared) -> None:
    """ASVS V8.3.2: rights narrowed; the parts of before do not come back behind a page that stopped at once."""
    with Visitor(house.url) as paul:
        paul.log_in("paul")
        with paul.tab() as tab:
            tab.open("explorer", f"q={THEIRS}")
            fragment = part(tab)
            try:
                house.write_rules(personnes=[{"sujet": "paul", "role": "relais", "territoires": [AIX]}])
                after = again(tab, fragment, f"q={THEIRS}")
                assert ROW not in after
                assert INSIDE in after
            finally:
                house.write_rules(**RULES)
            tab.open("explorer", f"q={THEIRS}")
            fragment = part(tab)
            try:
                house.write_rules(personnes=[{"sujet": "paul", "role": "relais", "territoires": [AIX]}])
                tab.open("contrat", "cle=nulle-part")
                assert ROW not in again(tab, fragment, f"q={THEIRS}")
            finally:
                house.write_rules(**RULES)


def test_un_fichier_fait_avant_ne_sort_plus_quand_les_droits_changent(house: Shared) -> None:
    """ASVS V8.3.2: the address of an export asked for with wider rights."""
    with Visitor(house.url) as paul:
        paul.log_in("paul")
        with paul.tab() as tab:
            tab.open("explorer", f"q={THEIRS}")
            (url, *_) = [url for _, url in tab.downloads()]
            assert ROW in paul.http.get(url).text
            try:
                house.write_rules(personnes=[{"sujet": "paul", "role": "relais", "territoires": [AIX]}])
                assert paul.http.get(url).status_code == 404
            finally:
                house.write_rules(**RULES)


def test_tout_morceau_repose_la_question() -> None:
    """No fragment and no dialog of the framework elsewhere than where the question is asked."""
    pages = [*(ROOT / "spaser" / "ui").glob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    raw = {path.name for path in pages if re.search(r"st\.(fragment|dialog)\b", path.read_text("utf-8"))}
    assert raw == {"parts.py"}


def test_voir_comme_ne_garde_pas_un_fichier_au_dela_de_ses_droits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lead's rights are withdrawn while a screen seen as another offers a file: the click is refused."""
    seen_as = Identity("Léa", "lecture", EVERYTHING, mode_local=False, sujet="x|lea", vue_par="Léa")
    claims = Claims(
        "x", "lea", "Léa", None, courriel_verifie=False, groupes=frozenset(), emis=1, expire=2, unique=""
    )
    asked = Visit(seen_as, {"sub": "lea"}, "navigateur", "local")
    roles: tuple[tuple[Role, bool], ...] = (("responsable", True), ("relais", False))
    for role, holds in roles:
        now = Identity(
            "Léa", role, Rights(frozenset({AIX}), None) if role == "relais" else EVERYTHING, mode_local=False
        )
        monkeypatch.setattr(person, "admitted", lambda *_, now=now: (claims, now))
        assert asked.holds() is holds
