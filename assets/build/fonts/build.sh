#!/bin/sh
# Rebuilds the font files in assets/fonts. Not part of a normal build.
#
#   assets/build/fonts/build.sh [--gazetteer FILE] [--out DIR] [--scratch DIR]
#
# Needs python3 with venv, npm, and (on Debian) apt-get and dpkg-deb. Two runs
# give byte-identical files.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
gazetteer="$root/assets/atlas/gazetteer.csv"
out="$root/assets/fonts"
scratch="$root/target/asset-build/fonts"
while [ $# -gt 0 ]; do
    case "$1" in
        --gazetteer) gazetteer=$2; shift 2 ;;
        --out) out=$2; shift 2 ;;
        --scratch) scratch=$2; shift 2 ;;
        *) echo "unknown argument: $1" >&2; exit 2 ;;
    esac
done
mkdir -p "$scratch" "$out"
gazetteer=$(cd "$(dirname "$gazetteer")" && pwd)/$(basename "$gazetteer")
out=$(cd "$out" && pwd)
cd "$scratch"

[ -x venv/bin/python ] || python3 -m venv venv
venv/bin/pip install -q fonttools==4.68.0

fetch_npm() { # name version -> directory npm-NAME
    if [ ! -d "npm-$1/package" ]; then
        tgz=$(npm pack --silent "@expo-google-fonts/$1@$2")
        mkdir -p "npm-$1"
        tar xzf "$tgz" -C "npm-$1"
    fi
}
fetch_npm noto-sans-sc 0.4.3
fetch_npm inter 0.4.2
if [ ! -d deb/unicode-data ]; then
    apt-get download -q unicode-data
    mkdir -p deb
    dpkg-deb -x unicode-data_*.deb deb/unicode-data
fi

exec venv/bin/python "$here/build.py" \
    --noto npm-noto-sans-sc/package \
    --inter npm-inter/package \
    --unihan deb/unicode-data/usr/share/unicode \
    --gazetteer "$gazetteer" --out "$out"
