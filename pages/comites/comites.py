"""Comités: decisions and their follow-up, comments, declared confidence, contested rows."""

from spaser.ui.committee_page import committee_parts, open_committees

committee, reader = open_committees()

committee_parts(committee, reader)
