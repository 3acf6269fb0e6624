"""Drills of what is promised about loss (``make drills``): every interruption is made, then what is left is looked at.

They are not part of ``make test``, which keeps short forms of them: the files are named ``drill_*.py``.
"""
