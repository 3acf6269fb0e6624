"""Who is in front of the screen, and what they may see: one function decides."""

from spaser.access.identity import Identity, Rights, identify

__all__ = ["Identity", "Rights", "identify"]
