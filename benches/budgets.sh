#!/usr/bin/env bash
# Measures the program against its budgets, as a person meets it: the release binary in a window of
# 1440 x 900 under a virtual display, software Vulkan, warm cache, the first shipped view.
#
#   bash benches/budgets.sh [RUNS]     median of 20 runs unless said otherwise
#
# Needs the packages of `bash tests/run.sh packages`. Prints one row a budget: figure, budget, ratio;
# exit 1 when one is over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs="${1:-20}"
view="saved_views/q1-2026-at-a-glance.view.ron"

cargo build --release --locked
target=$(cargo metadata --locked --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
program="$target/release/cluster-atlas"
here="$PWD"

folder=$(mktemp -d)
screen=""
window=""
finish() {
    [ -z "$window" ] || kill "$window" 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

mkfifo "$folder/number"
Xvfb -displayfd 3 -nolisten tcp -noreset -screen 0 1440x900x24 3>"$folder/number" 2>/dev/null &
screen=$!
DISPLAY=":$(head -n 1 "$folder/number")"
# Cargo keeps its own folders when the home changes.
export CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}"
export DISPLAY HOME="$folder/user" XDG_RUNTIME_DIR="$folder/run" LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8
export XDG_CONFIG_HOME="$folder/user/config" XDG_DATA_HOME="$folder/user/data"
export XDG_CACHE_HOME="$folder/user/cache" XDG_STATE_HOME="$folder/user/state"
unset WAYLAND_DISPLAY WAYLAND_SOCKET
mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR" "$folder/project/saved_views"
for driver in /usr/share/vulkan/icd.d/lvp_icd*.json; do
    [ ! -e "$driver" ] || export VK_ICD_FILENAMES="$driver" VK_DRIVER_FILES="$driver"
done

now_ms() { local t=$EPOCHREALTIME; echo $((${t/[.,]/} / 1000)); }
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
over=0
row() { # name, figure, unit, budget
    awk -v n="$1" -v f="$2" -v u="$3" -v b="$4" 'BEGIN { printf "%-44s %9.1f %-6s budget %7.1f  %.2f of it%s\n", n, f, u, b, f / b, (f > b) ? "  OVER" : "" }'
    if awk -v f="$2" -v b="$4" 'BEGIN { exit !(f > b) }'; then over=1; fi
}

start() {
    : >"$folder/log"
    "$program" --project "$folder/project" --trace "$@" "$here/$view" >"$folder/log" 2>&1 &
    window=$!
}
stop() {
    kill "$window" 2>/dev/null || true
    wait "$window" 2>/dev/null || true
    window=""
}
wait_for() { # what to look for in the log
    local n=0
    until grep -q "^$1" "$folder/log"; do
        sleep 0.02
        n=$((n + 1))
        if [ "$n" -gt 6000 ] || ! kill -0 "$window" 2>/dev/null; then
            echo "no \"$1\" from the program:" >&2
            cat "$folder/log" >&2
            exit 1
        fi
    done
}
field() { sed -n "s/.*$1[^0-9.]*\([0-9.][0-9.]*\).*/\1/p" "$folder/log" | tail -n 1; }
ticks() { sed 's/.*) //' "/proc/$window/stat" | awk '{ print $12 + $13 }'; }
resident_mb() { awk '/^VmRSS/ { print $2 / 1000 }' "/proc/$window/status"; }

at_rest() { # until the pictures of the views are drawn
    local before=-1
    until [ "$(ticks)" = "$before" ]; do
        before=$(ticks)
        sleep 2
    done
}

# Once, so that the binary, the driver and the pictures of the views are in their caches.
start
wait_for complete_frame_ms
at_rest
stop

for _ in $(seq "$runs"); do
    begun=$(now_ms)
    start
    until xdotool search --onlyvisible --name "Cluster Atlas" >/dev/null 2>&1; do
        sleep 0.01
        kill -0 "$window" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    done
    echo $(($(now_ms) - begun)) >>"$folder/visible"
    wait_for complete_frame_ms
    field complete_frame_ms >>"$folder/complete"
    stop
done

start
wait_for complete_frame_ms
at_rest
before=$(ticks)
sleep 10
idle=$(($(ticks) - before))
resident=$(resident_mb)
stop

# All over the country, near and far, in both languages, with all layers, for as long as the frames' bench.
{
    echo '[Do(Settings(CloseTip)), WaitComplete,'
    echo 'Do(View(Layers((provinces: true, province_metric: "ai_companies:surveyed", cities: true, city_metric: "ai_companies:surveyed", zones: true, funds: true)))),'
    for at in $(seq 100); do
        awk -v t="$at" 'BEGIN { printf "Do(View(FlyTo(lon: %.2f, lat: %.2f, zoom: Some(%.2f)))), WaitComplete, Wait(30),\n", 111 + 8 * sin(t / 7), 31 + 5 * cos(t / 5), 6 + 2.5 * sin(t / 3) }'
        [ $((at % 25)) -ne 0 ] || echo 'Do(Settings(Lang(en))), WaitComplete, Do(Settings(Lang(zh))), WaitComplete,'
    done
    echo 'Do(View(Workspace(compare))), WaitComplete, Do(View(Workspace(sources))), WaitComplete, Do(View(Workspace(explore))), WaitComplete, Wait(500), Say("toured")]'
} >"$folder/tour.ron"
start --script "$folder/tour.ron"
wait_for toured
at_rest
toured=$(resident_mb)
stop

for _ in $(seq "$runs"); do
    begun=$(now_ms)
    "$program" render "$view" --out "$folder/out.png" --size 1600x900 --lang zh --theme light
    echo $(($(now_ms) - begun)) >>"$folder/render"
done

echo "median of $runs runs, $(nproc) cores, $(date -u +%F)"
row "window visible" "$(median <"$folder/visible")" ms 300
row "complete frame" "$(median <"$folder/complete")" ms 500
row "processor ticks in 10 s of idleness" "$idle" ticks 1
row "resident memory, idle" "$resident" MB 200
row "resident memory after a tour" "$toured" MB 260
row "render 1600 x 900" "$(median <"$folder/render")" ms 1500
row "release binary" "$(awk -v b="$(stat -c %s "$program")" 'BEGIN { print b / 1000000 }')" MB 60
# Run and tessellate 300 frames of pan, zoom and hover, without a graphics device.
cargo bench --locked --bench frame | tee "$folder/frame"
! grep -q OVER "$folder/frame" || over=1
exit "$over"
