#!/usr/bin/env bash
# What the hooks of .pre-commit-hooks.yaml start. `language: rust` cannot: it installs the repository's root, and ours is a
# virtual workspace. So this builds `carillon` where pre-commit has cloned it, which takes time only once.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
cargo build --quiet --release --locked --package cli --manifest-path "$root/Cargo.toml" --target-dir "$root/target"
exec "$root/target/release/carillon" "$@"
