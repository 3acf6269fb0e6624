"""Who enters, and with what: denied by default, the verified address only, one's own rule before the group's."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from spaser.access import (
    EVERYTHING,
    AccessError,
    Claims,
    Identity,
    Refusal,
    Regles,
    Rights,
    RulesFile,
    decide,
)
from spaser.catalogue import load_catalogue

ISSUER = "https://connexion.exemple.fr"
TOKEN: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "u-1",
    "name": "Camille",
    "email": "Camille@Exemple.fr",
    "email_verified": True,
    "groups": ["copil", "relais-aix"],
    "iat": 1_790_000_000,
    "exp": 1_790_000_300,
    "nonce": "n",
}
AIX = load_catalogue().territoires[1].nom


def claims(**changed: Any) -> Claims:
    found = Claims.of({**TOKEN, **changed}, "groups")
    assert found is not None
    return found


def rules(**content: Any) -> Regles:
    return Regles.model_validate({"emetteur": ISSUER, **content})


def decided(one: Claims, **content: Any) -> Identity | str:
    found = decide(one, rules(**content))
    return found.code if isinstance(found, Refusal) else found


def test_sans_regle_personne_n_entre() -> None:
    assert decided(claims()) == "inconnu"


def test_le_sujet_donne_le_role() -> None:
    found = decided(claims(), personnes=[{"sujet": "u-1", "role": "responsable"}])
    assert isinstance(found, Identity)
    assert (found.role, found.droits, found.nom) == ("responsable", EVERYTHING, "Camille")
    assert found.sujet == f"{ISSUER}|u-1"


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_une_adresse_non_verifiee_n_ouvre_rien(verified: object) -> None:
    people = [{"courriel": "camille@exemple.fr", "role": "responsable"}]
    assert decided(claims(email_verified=verified), personnes=people) == "inconnu"
    assert isinstance(decided(claims(), personnes=people), Identity)


def test_une_personne_sans_adresse_n_est_pas_celle_dont_la_regle_n_en_a_pas() -> None:
    assert (
        decided(claims(email="", sub="u-2"), personnes=[{"sujet": "u-1", "role": "responsable"}]) == "inconnu"
    )


def test_un_compte_desactive_n_entre_pas_par_son_groupe() -> None:
    groups = [{"groupe": "copil", "role": "lecture"}]
    by_subject = [{"sujet": "u-1", "role": "lecture", "desactive": True}]
    by_mail = [{"courriel": "camille@exemple.fr", "role": "lecture", "desactive": True}]
    assert decided(claims(), personnes=by_subject, groupes=groups) == "desactive"
    # An address that nobody verified opens nothing, yet shuts the door.
    assert decided(claims(email_verified=False), personnes=by_mail, groupes=groups) == "desactive"


def test_le_premier_groupe_du_fichier_l_emporte_et_la_personne_sur_les_groupes() -> None:
    groups = [
        {"groupe": "relais-aix", "role": "relais", "territoires": [AIX]},
        {"groupe": "copil", "role": "lecture"},
    ]
    found = decided(claims(), groupes=groups)
    assert isinstance(found, Identity)
    assert (found.role, found.droits) == ("relais", Rights(frozenset({AIX}), None))
    found = decided(claims(), groupes=groups, personnes=[{"sujet": "u-1", "role": "pilotage"}])
    assert isinstance(found, Identity)
    assert found.role == "pilotage"


@pytest.mark.parametrize("forged", ["copil,autre", {"copil": True}, 3, None, [["copil"]]])
def test_un_groupe_d_une_autre_forme_n_est_pas_un_groupe(forged: object) -> None:
    assert decided(claims(groups=forged), groupes=[{"groupe": "copil", "role": "lecture"}]) == "inconnu"


def test_le_jeton_d_un_autre_fournisseur_est_refuse() -> None:
    people = [{"sujet": "u-1", "role": "responsable"}]
    assert decided(replace(claims(), emetteur="https://autre"), personnes=people) == "emetteur"


@pytest.mark.parametrize("missing", ["iss", "sub", "iat", "exp"])
@pytest.mark.parametrize("value", [None, "", True, -1, ["x"]])
def test_un_jeton_incomplet_n_identifie_personne(missing: str, value: object) -> None:
    assert Claims.of({**TOKEN, missing: value}, "groups") is None


def checked(tmp_path: Path, content: str) -> RulesFile:
    path = tmp_path / "acces.yaml"
    path.write_text(content, encoding="utf-8")
    return RulesFile(path, load_catalogue())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("personnes: []", "emetteur : information obligatoire absente"),
        ("emetteur: x\npersonnes:\n- {sujet: a, role: roi}", "valeurs possibles"),
        ("emetteur: x\npersonnes:\n- {sujet: a, role: relais}", "au moins un territoire ou une DGA"),
        ("emetteur: x\npersonnes:\n- {sujet: a, role: lecture, dga: [X]}", "seul un relais"),
        ("emetteur: x\npersonnes:\n- {role: lecture}", "désignée par"),
        ("emetteur: x\npersonnes:\n- {sujet: a, courriel: b, role: lecture}", "désignée par"),
        (
            "emetteur: x\ngroupes:\n- {groupe: g, role: relais, territoires: [Atlantide]}",
            "territoire inconnu « Atlantide »",
        ),
        ("emetteur: x\ngroupes:\n- {groupe: g, role: relais, dga: [ZZZ]}", "DGA inconnue « ZZZ »"),
        (
            "emetteur: x\npersonnes:\n- {sujet: a, role: lecture}\n- {sujet: a, role: responsable}",
            "figure déjà plus haut",
        ),
        ("emetteur: x\nemetteur: y", "écrite deux fois"),
        ("emetteur: x\nadmins: [a]", "clé inconnue"),
    ],
)
def test_des_regles_fausses_sont_refusees_avec_leur_place(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(AccessError) as caught:
        checked(tmp_path, content).current()
    assert said in str(caught.value)
    assert "acces.yaml" in str(caught.value)


def test_un_fichier_change_change_les_droits_et_un_fichier_casse_ferme_la_porte(tmp_path: Path) -> None:
    file = checked(
        tmp_path, yaml.safe_dump({"emetteur": ISSUER, "personnes": [{"sujet": "u-1", "role": "lecture"}]})
    )
    assert len(file.current().personnes) == 1
    file.path.write_text(yaml.safe_dump({"emetteur": ISSUER}))
    assert file.current().personnes == ()
    file.path.write_text("emetteur: [")
    with pytest.raises(AccessError):
        file.current()
    file.path.unlink()
    with pytest.raises(AccessError):
        file.current()
