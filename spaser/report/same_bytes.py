"""Office files that are the same bytes for the same content: their zips, and the workbooks inside, carry the version's day."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE: Final = "docProps/core.xml"
_DATES: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def same_bytes(package: bytes, moment: datetime) -> bytes:
    """Rewrite a .pptx, .docx or .xlsx with one date everywhere; the charts' own workbooks too."""
    day = moment.astimezone(UTC)
    written = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as read, ZipFile(written, "w", ZIP_DEFLATED) as kept:
        for name in read.namelist():
            content = read.read(name)
            if name.endswith(".xlsx"):
                content = same_bytes(content, moment)
            elif name == _CORE:
                content = _DATES.sub(rb"\g<1>" + day.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            entry = ZipInfo(name, day.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, content)
    return written.getvalue()
