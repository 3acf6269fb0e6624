"""Which considerations a contract carries, and which ones nobody recorded: yes, no and empty are three answers."""

import random
from dataclasses import dataclass

THEMES_ENV = ("dechets", "plastique", "energie", "ges", "biodiversite", "eau", "reemploi", "env_autre")
THEMES_SOC = (
    "insertion",
    "handicap",
    "egalite_fh",
    "discrimination",
    "commerce_equitable",
    "jeunes_diplomes",
    "soc_autre",
)
_FREQUENCE = {
    "dechets": 0.34, "plastique": 0.09, "energie": 0.27, "ges": 0.29, "biodiversite": 0.11, "eau": 0.12, "reemploi": 0.19,
    "insertion": 0.58, "handicap": 0.12, "egalite_fh": 0.17, "discrimination": 0.11, "commerce_equitable": 0.035,
    "jeunes_diplomes": 0.05,
}  # fmt: skip
CLAUSE, CRITERE, SPECIFICATION = "clause", "critère", "spécification technique"


@dataclass(frozen=True, slots=True)
class Reponses:
    """What the buyer recorded. None: the family was not filled in; else theme → device, and the themes left empty."""

    env: dict[str, str] | None
    soc: dict[str, str] | None
    rse: bool | None
    vides: frozenset[str]
    reserve: bool

    def types(self, famille: dict[str, str] | None) -> frozenset[str]:
        """Give the kinds of device of a family (empty: an explicit no)."""
        return frozenset((famille or {}).values())


def tirer(
    taux_env: float,
    taux_soc: float,
    theme_du_domaine: str,
    alea: random.Random,
    *,
    reserve: bool,
    inconnu: float,
) -> Reponses:
    """Draw the answers of a contract; a reserved contract is social by nature."""
    env = _themes(THEMES_ENV, theme_du_domaine, (58, 30, 12), alea) if alea.random() < taux_env else {}
    soc = _themes(THEMES_SOC, "insertion", (74, 26, 0), alea) if alea.random() < taux_soc else {}
    if reserve:
        soc.setdefault("insertion", CLAUSE)
    # A few cells of a filled row stay empty; a theme that is present is never one of them.
    vides = frozenset(
        t for t in THEMES_ENV + THEMES_SOC if t not in env and t not in soc and alea.random() < 0.006
    )
    return Reponses(
        env=None if alea.random() < inconnu else env,
        soc=None if not reserve and alea.random() < inconnu else soc,
        rse=None if alea.random() < inconnu else alea.random() < 0.05 + 0.2 * taux_env,
        vides=vides,
        reserve=reserve,
    )


def _themes(
    themes: tuple[str, ...], favori: str, poids: tuple[int, int, int], alea: random.Random
) -> dict[str, str]:
    types = (CLAUSE, CRITERE, SPECIFICATION)
    retenus = {}
    for theme in themes[:-1]:
        chance = _FREQUENCE[theme] * (2.2 if theme == favori else 1)
        if alea.random() < chance:
            retenus[theme] = alea.choices(types, weights=poids)[0]
    if not retenus:
        retenus[themes[-1]] = alea.choices(types, weights=poids)[0]
    return retenus
