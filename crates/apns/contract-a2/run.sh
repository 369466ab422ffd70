#!/usr/bin/env bash
# Runs the contract of `apns` over the `a2` transport, in a network of its own where Apple's names lead to the simulator.
# Ends with 0 when every case passed, with 77 when the machine cannot run it (it says why), with another status otherwise.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)

cannot() {
  echo "contract-a2: NOT RUN, 0 cases: $1" >&2
  exit 77
}
[ "$(uname -s)" = Linux ] || cannot "it needs the namespaces of Linux"
[ "$(id -u)" = 0 ] || cannot "it needs root, for a network namespace with port 443 and a hosts file of its own"
command -v unshare >/dev/null || cannot "it needs the command unshare (Debian: apt-get install util-linux)"
command -v ip >/dev/null || cannot "it needs the command ip (Debian: apt-get install iproute2)"
unshare --net --mount true 2>/dev/null || cannot "unshare --net --mount is not permitted here (a container needs CAP_SYS_ADMIN)"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

export CARGO_TARGET_DIR="$root/target/contract-a2"
test=(cargo test --manifest-path "$here/Cargo.toml" --locked)
if ! cargo metadata --manifest-path "$here/Cargo.toml" --locked --format-version 1 >/dev/null 2>"$scratch/why"; then
  cat "$scratch/why" >&2
  echo "contract-a2: when its lock file is behind: cargo update --workspace --manifest-path crates/apns/contract-a2/Cargo.toml" >&2
  exit 1
fi
# Built outside, where there is a network to fetch crates from.
"${test[@]}" --no-run

cat >"$scratch/hosts" <<HOSTS
127.0.0.1 localhost
127.0.0.1 api.push.apple.com api.sandbox.push.apple.com api.development.push.apple.com
HOSTS

# shellcheck disable=SC2016 # expanded by the inner shell
unshare --net --mount sh -euc '
  ip link set lo up
  mount --bind "$0" /etc/hosts
  exec "$@"
' "$scratch/hosts" "${test[@]}" --offline | tee "$scratch/log"

cases=$(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$scratch/log" | awk '{ sum += $1 } END { print sum + 0 }')
if [ "$cases" -eq 0 ]; then
  echo "contract-a2: no case ran" >&2
  exit 1
fi
echo "contract-a2: $cases cases passed over a2"
