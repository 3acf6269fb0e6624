"""Which Chromium the browser tests drive: the system's, else Playwright's own."""

import shutil

BROWSER: str | None = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
