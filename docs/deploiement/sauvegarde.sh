#!/bin/sh
# Copie un entrepôt du SPASER, pendant que le tableau de bord sert et publie.
# Usage : sauvegarde.sh ENTREPOT DOSSIER [FICHIER_OU_DOSSIER…]
#   Écrit DOSSIER/AAAA-MM-JJThhmmss/ : entrepot/, autres/ (ce qui est nommé ensuite : /etc/spaser…), comites.pgdump si SPASER_BASE
#   est renseignée, et SHA256SUMS. Le nom définitif n'apparaît qu'une fois tout écrit. Code de sortie : 0 fait, 1 refusé, 2 mauvais usage.
# Besoins : sh, flock (util-linux), sha256sum (coreutils), python3 ; pg_dump avec PostgreSQL.
set -eu
umask 077

refuser() { echo "Sauvegarde refusée : $1" >&2; exit "${2:-1}"; }

[ $# -ge 2 ] || refuser "usage : sauvegarde.sh ENTREPOT DOSSIER [FICHIER_OU_DOSSIER…]" 2
entrepot=$1 dossier=$2
shift 2
[ -e "$entrepot/verrou" ] || refuser "$entrepot n'est pas un entrepôt, ou rien n'y a encore été publié."
mkdir -p "$dossier"

nom=$(date +%Y-%m-%dT%H%M%S)
ici=$dossier/.$nom.$$.en-cours
[ ! -e "$dossier/$nom" ] || refuser "$dossier/$nom existe déjà ; recommencez dans une seconde."
mkdir "$ici" "$ici/entrepot"
trap 'rm -rf "$ici"' EXIT
trap 'exit 1' HUP INT TERM

# Sous le verrou des publications, ce qui change : le pointeur, les journaux, les gels, la mémoire, les manifestes, et la liste
# des fichiers immuables. Une publication en cours est attendue, une nouvelle est priée d'attendre : cela dure un instant.
exec 9<"$entrepot/verrou"
flock --shared --wait 900 9 || refuser "une publication dure depuis plus d'un quart d'heure."
# La mémoire des sources et le journal des accès ont chacun leur verrou, que qui écrit ne tient qu'un instant.
if [ -e "$entrepot/memoire/verrou" ]; then
    exec 8<"$entrepot/memoire/verrou"
    flock --shared 8
fi
if [ -e "$entrepot/journal_acces/verrou" ]; then
    exec 7<"$entrepot/journal_acces/verrou"
    flock --shared 7
fi
for nom_copie in courant.json journal gels memoire journal_acces; do
    [ ! -e "$entrepot/$nom_copie" ] || cp -Rp "$entrepot/$nom_copie" "$ici/entrepot/"
done
mkdir "$ici/entrepot/versions" "$ici/entrepot/depots"
find "$entrepot/versions" -maxdepth 1 -name 'version-*.json' -exec cp -p {} "$ici/entrepot/versions/" \;
(cd "$entrepot" && find versions depots -type f ! -name '.*' ! -name '*.json') >"$ici/immuables"
for base in "$entrepot"/*.sqlite; do
    # Les connexions ouvertes ne se restaurent pas : chacun se reconnecte.
    [ -e "$base" ] && [ "${base##*/}" != seances.sqlite ] || continue
    python3 - "$base" "$ici/entrepot/${base##*/}" <<'PYTHON'
import sqlite3, sys
avant, apres = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=60), sqlite3.connect(sys.argv[2])
avant.backup(apres)
apres.execute("pragma journal_mode = delete")  # un seul fichier, que la somme de contrôle couvre entier
apres.close()
PYTHON
done
exec 7<&- 8<&- 9<&-

# Hors du verrou, ce qui ne change jamais une fois écrit.
while IFS= read -r fichier; do
    mkdir -p "$ici/entrepot/$(dirname "$fichier")"
    cp -p --reflink=auto "$entrepot/$fichier" "$ici/entrepot/$fichier"
done <"$ici/immuables"
rm "$ici/immuables"

case ${SPASER_BASE:-} in
    postgresql*) # « postgresql+pilote:// » : le pilote est une affaire de Python
        pg_dump --format=custom --file="$ici/comites.pgdump" "postgresql:${SPASER_BASE#*:}" ;;
esac
for autre in "$@"; do
    mkdir -p "$ici/autres"
    cp -RpL "$autre" "$ici/autres/"
done

(cd "$ici" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + >SHA256SUMS)
sync
mv "$ici" "$dossier/$nom"
trap - EXIT
echo "$dossier/$nom"
