#!/bin/sh
# Remet une sauvegarde du SPASER dans un nouvel entrepôt, après l'avoir contrôlée ; n'écrit jamais sur un entrepôt existant.
# Usage : restauration.sh SAUVEGARDE ENTREPOT, depuis le dossier du logiciel (/opt/spaser/courant).
# Code de sortie : 0 restaurée et saine, 1 refusé (rien n'est mis en place), 2 mauvais usage.
set -eu
umask 077

refuser() { echo "Restauration refusée : $1" >&2; exit "${2:-1}"; }

[ $# -eq 2 ] || refuser "usage : restauration.sh SAUVEGARDE ENTREPOT" 2
sauvegarde=$1 entrepot=$2
[ -f "$sauvegarde/SHA256SUMS" ] || refuser "$sauvegarde n'est pas une sauvegarde entière (pas de SHA256SUMS)."
[ ! -e "$entrepot" ] || refuser "$entrepot existe déjà. Renommez-le d'abord : il n'est ni remplacé ni complété."

(cd "$sauvegarde" && sha256sum --check --quiet --strict SHA256SUMS >&2) ||
    refuser "la sauvegarde est altérée (fichiers ci-dessus). Prenez-en une autre."

ici=$entrepot.en-cours.$$
trap 'rm -rf "$ici"' EXIT
trap 'exit 1' HUP INT TERM
cp -Rp "$sauvegarde/entrepot" "$ici"
"${SPASER_PYTHON:-.venv/bin/python}" -m spaser verifier --entrepot "$ici" ||
    refuser "l'entrepôt restauré n'est pas sain (voir ci-dessus)."
sync
mv "$ici" "$entrepot"
trap - EXIT
echo "Entrepôt restauré : $entrepot"
