# Tries, and tries under load. Sourced by tools/cluster.sh.

folder=$(mktemp -d)
failed=0

# try WHAT COMMAND...: the command succeeds within 60 s.
try() {
  local what=$1 start=$SECONDS
  shift
  until "$@" >"$folder/said" 2>&1; do
    if ((SECONDS - start > 60)); then
      fail "$what" "$(tail -n 5 "$folder/said")"
      return 0
    fi
  done
  echo "ok      $what ($((SECONDS - start)) s)"
}

fail() {
  printf 'FAILED  %s: %s\n' "$1" "$2"
  failed=1
}

# not COMMAND...: the command fails.
not() {
  ! "$@"
}

# A chat at a URL, with more flags of curl.
ask() {
  curl -s -m 5 "$@" -H 'content-type: application/json' -d '{"model":"","messages":[{"role":"user","content":"hello from here"}]}'
}

# A chat at a URL is answered as a chat.
chat() {
  ask "$1" | grep -q chat.completion
}

LOAD_SECONDS=10

# under_load WHAT [--may-lose COUNT] COMMAND...: no more answers than that are lost while it is done, and LOAD_SECONDS at least. Adds a
# row to the figures.
under_load() {
  local what=$1 may_lose=0 start=$SECONDS loader asked lost longest served how
  shift
  [ "$1" != --may-lose ] || { may_lose=$2 && shift 2; }
  rm -f "$folder/changed"
  CHANGED=$folder/changed python3 "$here/load.py" "http://$address:8080/anthropic" >"$folder/load" &
  loader=$!
  sleep 2 # All clients have asked by then.
  "$@" >"$folder/said" 2>&1 || fail "$what" "$(tail -n 3 "$folder/said")"
  while ((SECONDS - start < LOAD_SECONDS)); do sleep 0.2; done
  kill "$loader"
  wait "$loader" || true
  read -r asked lost longest served how <"$folder/load"
  if ((lost > may_lose)); then
    fail "$what" "$lost of $asked answers lost: $how"
  else
    echo "ok      $what: $lost of $asked answers lost${how:+ ($how)}, longest wait $longest s, served after $served s" | sed 's/, served after - s//'
  fi
  echo "| $what | $lost of $asked | $longest s | $served s |" | sed 's/ - s |/ |/' >>"$folder/figures"
}

# From now on a change counts.
changed() {
  date +%s.%N >"$folder/changed"
}

# until_answered ROUTE MODEL KEY: all data planes answer so.
until_answered() {
  timeout 60 python3 "$here/load.py" "http://$address:8080/anthropic" --until "$*"
}

rolled() {
  kubectl -n "$1" rollout status "$2" --timeout=90s
}

restart() {
  kubectl -n "$1" rollout restart "$2" && rolled "$1" "$2"
}
