"""No foreign row leaves by any door: every role × page × hostile address, downloads included; and sixteen people at once."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from tests.access.conftest import DOOR, INSIDE, OURS, PEOPLE, THEIRS
from tests.access.partage import Shared, Visitor
from tests.extraits import SIRET_A, SIRET_B

PAGES = (
    "",
    "axe-1",
    "axe-2",
    "axe-3",
    "axe-4",
    "carte",
    "comparer",
    "feuille-de-route",
    "explorer",
    "leviers",
    "contrat",
    "fournisseur",
    "comites",
    "rapports",
    "acces",
    "deposer",
    "versions",
    "qualite",
    "methode",
)
RESERVED = {"acces": "Accès", "deposer": "Déposer des extraits", "versions": "Versions"}
"""Pages of the lead alone, and their titles."""
HOSTILE = (
    "",
    "territoires=Marseille-Provence",
    "dga=MDTEPV&domaines=Énergie",
    "territoires=Marseille-Provence&territoires=Pays+d%27Aix&dga=MDTEPV",
    f"q={THEIRS}&cle={THEIRS}-2026-1&siren=000000026&indicateur=F2.3&vue=lignes",
    f"q={THEIRS.lower()}&cle={THEIRS}-2025-2&siren=00000002600013&indicateur=F2.3&vue=territoires&par=territoire",
    "indicateur=F3.1&vue=lignes&niveau=commune&part=departement&a=Marseille-Provence&b=MDTEPV&par=dga",
)


def marks_of(owner: str) -> tuple[str, ...]:
    """Return what a row of an owner would show; none of it stands in the addresses above, which the server says back."""
    return (
        f"{owner}-2025-3",
        f"{owner}-2026-4",
        f"{owner}-MD",
        f"Objet {owner}",
        f"Fournisseur {owner}",
    )


FOREIGN = marks_of(THEIRS)
RELAIS = {
    "rita": (FOREIGN, HOSTILE),
    "dora": (
        marks_of(OURS),
        tuple(query.replace(THEIRS, OURS).replace("000000026", "000000018") for query in HOSTILE[3:]),
    ),
    "zoe": (FOREIGN + marks_of(OURS), HOSTILE[3:]),
}
"""What each relais must never receive, and what is asked in their name: a territoire's, a DGA's, and one to whom no row belongs."""


@pytest.fixture(scope="module")
def visitors(house: Shared) -> Iterator[dict[str, Visitor]]:
    opened = {subject: Visitor(house.url) for subject in PEOPLE}
    for subject, visitor in opened.items():
        visitor.log_in(subject)
    yield opened
    for visitor in opened.values():
        visitor.http.close()


def everything(visitor: Visitor, page: str, query: str) -> str:
    """Return all that a page sends, and all the files that it offers."""
    with visitor.tab() as tab:
        parts = [tab.open(page, query)]
        for _, url in tab.downloads():
            answer = visitor.http.get(url)
            assert answer.status_code == 200, (page, query, url)
            parts.append(answer.content.decode("utf-8", errors="replace"))
    return "\n".join(parts)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("subject", RELAIS)
def test_un_relais_ne_recoit_jamais_la_ligne_d_un_autre(
    visitors: dict[str, Visitor], subject: str, page: str
) -> None:
    """Text, tables, charts' data, lists of filters, maps, errors, sheets and files of every page under every hostile address."""
    foreign, queries = RELAIS[subject]
    for query in queries:
        sent = everything(visitors[subject], page, query)
        leaked = [mark for mark in foreign if mark in sent]
        assert leaked == [], (page, query)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("subject", ["paul", "chloe"])
def test_qui_voit_tout_sans_etre_responsable_ne_lit_aucun_nom_d_entrepreneur(
    visitors: dict[str, Visitor], subject: str, page: str
) -> None:
    """Suppliers of whom nothing says that they are companies are masked outside « responsable » (decision 020); contracts are seen."""
    names = ("Fournisseur ZZ", SIRET_A, SIRET_B)
    for query in ("", "q=Fournisseur&cle=ZZMRS-2026-1&indicateur=F2.3&vue=lignes"):
        sent = everything(visitors[subject], page, query)
        assert [name for name in names if name in sent] == [], (page, query)


def test_les_contrats_et_les_noms_sont_bien_la_ou_la_matrice_regarde(visitors: dict[str, Visitor]) -> None:
    for subject, named in (("paul", False), ("chloe", False), ("lea", True)):
        visitor = visitors[subject]
        assert f"Objet {THEIRS}" in everything(visitor, "contrat", f"cle={THEIRS}-2026-1"), subject
        supplier = everything(visitor, "fournisseur", "siren=000000026")
        assert (f"Fournisseur {THEIRS}" in supplier) == named, subject


@pytest.mark.parametrize("page", PAGES)
def test_chaque_page_s_ouvre_a_qui_elle_est_destinee_et_a_nul_autre(
    visitors: dict[str, Visitor], house: Shared, page: str
) -> None:
    """Role × page: a page of the lead is none of the others' pages, and nobody enters without a role."""
    with Visitor(house.url) as nobody:
        for subject, visitor in {**visitors, "": nobody}.items():
            with visitor.tab() as tab:
                sent = tab.open(page)
            assert ("Se connecter" in sent) == (subject in ("", "mallory")), subject
            assert (INSIDE in sent) == (subject not in ("", "mallory")), subject
            if page in RESERVED and subject != "lea":
                assert RESERVED[page] not in sent, subject
            elif page in RESERVED:
                assert RESERVED[page] in sent


def test_la_matrice_verrait_une_fuite(visitors: dict[str, Visitor]) -> None:
    """The same questions, asked by somebody who may see all, do bring the marks: the matrix looks where the rows are."""
    asked = product(("explorer", "contrat", "fournisseur", "axe-1"), HOSTILE[4:6])
    sent = "".join(everything(visitors["lea"], page, query) for page, query in asked)
    assert [mark for mark in FOREIGN if mark not in sent] == []
    assert f"Objet {OURS}" in everything(visitors["rita"], "explorer", f"q={OURS}")


def walk_together(visitors: dict[str, Visitor], interactions: int) -> int:
    """Let sixteen tabs of four people of different perimeters ask for pages at once; return the runs that brought a foreign row."""
    subjects = ["rita", "lea", "paul", "chloe"] * 4
    pages = ("explorer", "axe-2", "contrat", "fournisseur")

    def walk(order: int) -> int:
        subject, draw = subjects[order], random.Random(order)
        leaks = 0
        with visitors[subject].tab() as tab:
            for _ in range(-(-interactions // len(subjects))):
                sent = tab.open(draw.choice(pages), draw.choice(HOSTILE))
                assert DOOR not in sent
                leaks += subject == "rita" and any(mark in sent for mark in FOREIGN)
        return leaks

    with ThreadPoolExecutor(len(subjects)) as pool:
        return sum(pool.map(walk, range(len(subjects))))


def test_seize_personnes_ensemble_ne_se_voient_pas(visitors: dict[str, Visitor]) -> None:
    """Promise 5: whoever asks, whatever the others ask at the same moment; a thousand runs in `make drills`."""
    assert walk_together(visitors, 64) == 0
