#!/bin/sh
# Install Debian or Ubuntu packages, with sudo when not root. Usage: system-packages.sh PACKAGE...
set -eu
if [ "$(id -u)" -eq 0 ]; then sudo=; else sudo=sudo; fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
