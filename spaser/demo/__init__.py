"""Demonstration extracts: realistic, seeded, fictive."""

from spaser.demo.generateur import generate

__all__ = ["generate"]
