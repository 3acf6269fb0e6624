"""The SPASER dashboard: from deposited extracts to a committee's figures."""
