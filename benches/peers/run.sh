#!/usr/bin/env bash
# Linked filtering beside Polars, DuckDB and crossfilter: the same made-up table, the same steps, the
# same question (six aggregates, count and sum, each under all other filters), two threads each.
# Usage: bash benches/peers/run.sh [ROWS]. Installs the peers by name into target/peers, prints ratios.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows="${1:-1000000}"
folder="$PWD/target/peers"
mkdir -p "$folder"

RAYON_NUM_THREADS=2 cargo bench --locked --bench deals -- "$rows" --peers "$folder"

if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install -q polars duckdb
fi
POLARS_MAX_THREADS=2 "$folder/venv/bin/python" benches/peers/engines.py "$folder"

if command -v node > /dev/null && command -v npm > /dev/null; then
    [ -d "$folder/node_modules/crossfilter2" ] || npm install --silent --prefix "$folder" crossfilter2
    NODE_PATH="$folder/node_modules" node --max-old-space-size=8192 benches/peers/crossfilter.cjs "$folder"
fi
"$folder/venv/bin/python" benches/peers/ratios.py "$folder"
