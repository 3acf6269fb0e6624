"""Several files handed over as one, the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def archive(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return a zip of the files, in their order, dated of the version."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as kept:
        for name, content in files.items():
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, content)
    return written.getvalue()
