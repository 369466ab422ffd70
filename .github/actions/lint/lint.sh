#!/usr/bin/env bash
# The step of action.yml, apart from it so that it can be run and tested without GitHub.
set -euo pipefail
shopt -s nullglob

fail() {
  echo "::error title=carillon::$1"
  exit 2
}

carillon=${CARILLON:-${RUNNER_TEMP:-/tmp}/carillon/bin/carillon}
options=(--color never)
[[ -z ${PUSH_TYPE:-} ]] || options+=(--push-type "$PUSH_TYPE")
[[ -z ${HEADERS:-} ]] || options+=(--headers "$HEADERS")
case ${FAIL_ON:-errors} in
  errors | never) ;;
  warnings | hints) options+=(--deny "$FAIL_ON") ;;
  *) fail "fail-on is errors, warnings, hints or never, not $FAIL_ON" ;;
esac

# Words and patterns become names here, on purpose; nullglob drops a pattern that matches nothing.
# shellcheck disable=SC2206
files=(${FILES:-})
((${#files[@]})) || fail "no file matches: ${FILES:-}"

status=0
case ${FORMAT:-github} in
  github) "$carillon" lint --format github "${options[@]}" -- "${files[@]}" || status=$? ;;
  sarif) "$carillon" lint --format sarif "${options[@]}" -- "${files[@]}" >"${OUTPUT:-carillon.sarif}" || status=$? ;;
  *) fail "format is github or sarif, not $FORMAT" ;;
esac
[[ ${FAIL_ON:-errors} == never && $status -eq 1 ]] || exit "$status"
