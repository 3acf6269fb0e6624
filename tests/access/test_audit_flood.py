"""A refused request repeated a thousand times leaves one line a minute, and the log says when there were too many."""

from spaser.access.flood import MOST, WINDOW, Flood


class _Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_un_meme_refus_s_inscrit_une_fois_par_minute() -> None:
    clock = _Clock()
    flood = Flood(clock)
    assert [flood.say("rita", "porte:envoi", "role") for _ in range(1_000)] == ["inscrire", *["taire"] * 999]
    assert flood.say("rita", "porte:fichier", "role") == "inscrire"
    clock.now += WINDOW
    assert flood.say("rita", "porte:envoi", "role") == "inscrire"


def test_des_refus_tous_differents_ne_remplissent_pas_le_journal() -> None:
    clock = _Clock()
    flood = Flood(clock)
    said = [flood.say(f"10.0.{rank // 250}.{rank % 250}", "porte:fichier") for rank in range(1_000)]
    assert said.count("inscrire") == MOST
    assert said.count("dire_trop") == 1
    clock.now += WINDOW
    assert flood.say("10.0.0.1", "porte:fichier") == "inscrire"
