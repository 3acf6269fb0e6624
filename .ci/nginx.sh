#!/bin/sh
# An nginx for the deployment tests: the system's if there is one, else Debian's package unpacked in build/nginx
# (unpacked, not installed: installing it would start a web server on this machine). Without it these tests are skipped.
set -eu
if command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || [ -x build/nginx/usr/sbin/nginx ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then exit 0; fi
echo "nginx, pour les tests du déploiement…"
rm -rf build/nginx
mkdir -p build/nginx
cd build/nginx
update() { if [ "$(id -u)" -eq 0 ]; then apt-get update -qq; else sudo -n apt-get update -qq; fi; }
if apt-get download -qq nginx 2>/dev/null || { update && apt-get download -qq nginx; }; then
  for package in nginx_*.deb; do dpkg -x "$package" .; done
  rm -f nginx_*.deb
else
  echo "nginx n'a pas pu être téléchargé : ses tests seront passés."
fi
