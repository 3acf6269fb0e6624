"""Migrations of the committees' tables, applied at start by ``spaser.committees.migrating``."""
