"""A login holds as long as its rules say, in the browser that opened it, and is shut once for all tabs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spaser.access import Claims, Refusal, Register, login_key
from spaser.access.register import forget_old_logins
from spaser.access.rules import Seances

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC).replace(tzinfo=None)
LIMITS = Seances(inactivite_minutes=30, duree_maximale_heures=10)
SECOND = int(NOW.replace(tzinfo=UTC).timestamp())
LEA = Claims("https://iss", "lea", "Léa", None, False, frozenset(), SECOND, SECOND + 300, "n1|None")
FIREFOX = "Firefox"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(f"sqlite:///{tmp_path / 's.sqlite'}")


def code(register: Register, at: datetime, one: Claims = LEA, browser: str = FIREFOX) -> str:
    found = register.admit(one, browser, LIMITS, at)
    return found.code if isinstance(found, Refusal) else "ouverte"


def test_une_connexion_tient_tant_qu_elle_sert(register: Register) -> None:
    for minutes in range(0, 600, 29):
        assert code(register, NOW + timedelta(minutes=minutes)) == "ouverte"
    assert code(register, NOW + timedelta(hours=10, minutes=1)) == "duree"
    assert code(register, NOW + timedelta(hours=10, minutes=2)) == "duree"  # and stays shut


def test_une_demi_heure_sans_rien_la_ferme_pour_de_bon(register: Register) -> None:
    assert code(register, NOW) == "ouverte"
    assert code(register, NOW + timedelta(minutes=31)) == "inactivite"
    assert code(register, NOW + timedelta(minutes=31, seconds=1)) == "inactivite"


def test_se_deconnecter_ferme_tous_les_onglets_et_la_copie_du_temoin(register: Register) -> None:
    assert code(register, NOW) == "ouverte"
    register.close(LEA, "deconnexion", NOW + timedelta(minutes=1))
    assert code(register, NOW + timedelta(minutes=2)) == "fermee"
    again = replace(LEA, emis=SECOND + 180, expire=SECOND + 480, unique="n2|None")
    assert code(register, NOW + timedelta(minutes=3), again) == "ouverte"
    assert code(register, NOW + timedelta(minutes=3)) == "fermee"


def test_une_connexion_fermee_avant_d_avoir_servi_ne_sert_pas(register: Register) -> None:
    register.close(LEA, "deconnexion", NOW)
    assert code(register, NOW + timedelta(seconds=1)) == "fermee"


def test_un_vieux_temoin_que_le_registre_a_oublie_est_refuse(register: Register) -> None:
    assert code(register, NOW) == "ouverte"
    assert register.forget(NOW + timedelta(days=1)) == 1
    assert code(register, NOW + timedelta(minutes=11)) == "expiree"


def test_la_purge_oublie_les_connexions_dont_le_temoin_est_mort(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    assert forget_old_logins(url, NOW) == 0
    assert not (tmp_path / "s.sqlite").exists()  # a server that never had a login gets no register
    assert code(Register(url), NOW) == "ouverte"
    assert forget_old_logins(url, NOW + timedelta(days=39)) == 0
    assert forget_old_logins(url, NOW + timedelta(days=41)) == 1


def test_un_jeton_expire_ou_d_une_autre_heure_n_ouvre_rien(register: Register) -> None:
    short = replace(LEA, expire=SECOND + 10)
    assert code(register, NOW + timedelta(minutes=3), short) == "expiree"
    assert code(register, NOW - timedelta(minutes=3)) == "horloge"
    assert code(register, NOW - timedelta(minutes=1)) == "ouverte"


def test_un_temoin_porte_dans_un_autre_navigateur_est_refuse_sans_fermer_le_premier(
    register: Register,
) -> None:
    assert code(register, NOW) == "ouverte"
    assert code(register, NOW, browser="curl") == "autre_navigateur"
    assert code(register, NOW) == "ouverte"


def test_revoquer_un_compte_ferme_toutes_ses_connexions_et_aucune_autre(register: Register) -> None:
    second = replace(LEA, unique="n2|None")
    paul = replace(LEA, sujet="paul")
    for one in (LEA, second, paul):
        assert code(register, NOW, one) == "ouverte"
    assert register.close_account("https://iss|lea", "revocation", NOW) == 2
    assert [code(register, NOW, one) for one in (LEA, second, paul)] == ["revoquee", "revoquee", "ouverte"]
    assert [login.compte for login in register.open_logins(LIMITS, NOW)] == ["https://iss|paul"]


def test_deux_connexions_d_une_personne_sont_deux(register: Register) -> None:
    assert login_key(LEA) != login_key(replace(LEA, unique="n2|None"))
    assert login_key(LEA) != login_key(replace(LEA, emis=SECOND + 1))


def test_vingt_onglets_qui_arrivent_ensemble_n_ouvrent_qu_une_connexion(register: Register) -> None:
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda _: code(register, NOW), range(20)))
    assert found == ["ouverte"] * 20
    assert len(register.open_logins(LIMITS, NOW)) == 1


def test_deux_serveurs_partagent_le_registre(tmp_path: Path) -> None:
    one, other = (Register(f"sqlite:///{tmp_path / 's.sqlite'}") for _ in range(2))
    assert code(one, NOW) == "ouverte"
    other.close(LEA, "deconnexion", NOW)
    assert code(one, NOW) == "fermee"
