"""Who is in front of the screen, and what they may see: one function decides."""

from spaser.access.identity import (
    EVERYTHING,
    Claims,
    Identity,
    Refusal,
    Rights,
    decide,
    local_identity,
    rights_of,
)
from spaser.access.register import Login, Register, login_key
from spaser.access.rules import AccessError, Attribution, Personne, Regles, Role, RulesFile

__all__ = [
    "EVERYTHING",
    "AccessError",
    "Attribution",
    "Claims",
    "Identity",
    "Login",
    "Personne",
    "Refusal",
    "Register",
    "Regles",
    "Rights",
    "Role",
    "RulesFile",
    "decide",
    "local_identity",
    "login_key",
    "rights_of",
]
