#!/bin/sh
# A Chromium for the browser tests: the system's if there is one, else from the package manager, else Playwright's own.
set -eu
if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
  exit 0
fi
echo "Installation d'un navigateur pour les tests…"
if command -v apt-get >/dev/null && sh "$(dirname "$0")/system-packages.sh" chromium fonts-dejavu-core && command -v chromium >/dev/null; then
  exit 0
fi
.venv/bin/python -m playwright install --with-deps chromium
