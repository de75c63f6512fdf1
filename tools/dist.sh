# Builds what the launcher runs: jars in app/target/dist/lib, and a cache that starts them fast.
# Sourced, not run; needs $root and find_jdk. Nothing is read from the standard input.

dist=$root/app/target/dist
jar=$dist/lib/agentgateway-app.jar
cache=$dist/agentgateway.aot

# Flags that the cache and the program must share, else the cache is not used.
java_flags=(
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -XX:TieredStopAtLevel=4
  -Djdk.reflect.useNativeAccessorOnly=true
  --sun-misc-unsafe-memory-access=allow
  --enable-native-access=ALL-UNNAMED
)

# Whether sources or poms are newer than what was built. A folder is newer when a file in it came
# or went.
is_stale() {
  [ -e "$dist/built" ] && [ -e "$jar" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$dist/built" -print -quit 2>/dev/null)" ]
}

# Whether the cache is missing, or made by another JDK or from other jars. AGENTGATEWAY_CACHE=off
# does without.
is_cache_stale() {
  local made= file
  [ "${AGENTGATEWAY_CACHE:-}" = off ] && return 1
  [ -e "$dist/cached" ] && IFS= read -r made <"$dist/cached"
  [ "$made" = "$JAVA_HOME" ] || return 0
  for file in "$dist"/lib/*.jar; do
    [ "$file" -nt "$dist/cached" ] && return 0
  done
  return 1
}

# One builder at a time; the others wait and then find it built.
build_dist() {
  mkdir -p "$root/app/target"
  if command -v flock >/dev/null; then
    exec 9>"$root/app/target/dist.lock"
    flock -n 9 || { echo "agentgateway: waiting for another build" >&2 && flock 9; }
  fi
  if is_stale; then
    make_jars
  fi
  if is_cache_stale; then
    make_cache
  fi
  exec 9>&-
}

make_jars() {
  need_mvn
  local log=$root/app/target/build.log started=$root/app/target/started
  : >"$started"
  rm -rf "$dist"
  echo "agentgateway: building, which takes a minute the first time" >&2
  if ! (cd "$root" && exec mvn -B -ntp -Dmaven.test.skip=true -Dspotless.apply.skip=true \
    -pl app -am package </dev/null 9>&-) 2>&1 | tee "$log" | progress; then
    build_failed "$log"
  fi
  # What was written during the build is newer than this and is built at the next start.
  mv "$started" "$dist/built"
}

# Shows which module is being built, on a terminal.
progress() {
  local line
  while IFS= read -r line; do
    if [ -t 2 ] && [[ $line =~ Building\ agentgateway-([a-z]+)\ .*\[([0-9]+/[0-9]+)\] ]]; then
      printf '\r\033[Kagentgateway: building %s (%s)' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
    fi
  done
  [ -t 2 ] && printf '\r\033[K' >&2
  return 0
}

build_failed() {
  if grep -qE 'Could not transfer|Unknown host|Cannot access|Connection refused|Network is unreachable' "$1"; then
    echo "agentgateway could not download what it is built with: check the network, or Maven's settings for a mirror, and start again (all of it: $1)." >&2
  else
    grep '^\[ERROR\]' "$1" | head -n 12 >&2
    echo "agentgateway could not be built (all of it: $1)." >&2
  fi
  exit 1
}

# Starts the gateway once, with a chat through it, so that the next starts find its classes loaded
# and linked. Without the cache it runs as well, only slower to start.
make_cache() {
  local fresh=$dist/fresh.aot log=$root/app/target/cache.log
  rm -f "$cache" "$fresh"
  [ -t 2 ] && printf 'agentgateway: preparing fast starts' >&2
  (rehearse "$fresh" "$log") 9>&- || true
  if [ -e "$fresh" ]; then
    mv "$fresh" "$cache"
  else
    echo "agentgateway: starts stay slow, the cache could not be made (see $log)" >&2
  fi
  [ -t 2 ] && printf '\r\033[K' >&2
  printf '%s\n' "$JAVA_HOME" >"$dist/cached"
}

# A run as users do it: resources from a file, one request of each format, and the end. The providers
# listen on a port where nobody is.
rehearse() {
  local log=$2 pid port line path
  "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$1" "${java_flags[@]}" -jar "$jar" run \
    -f "$root/tools/rehearsal.yaml" --bind 127.0.0.1 --map-port 8080=0 --admin-port 0 \
    --metrics-port 0 --readiness-port 0 --drain-seconds 1 </dev/null >"$log" 2>&1 &
  pid=$!
  for _ in $(seq 200); do
    grep -q 'admin on' "$log" 2>/dev/null && break
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1
  done
  line=$(grep -m 1 'listening on' "$log") || { kill "$pid"; return 1; }
  port=${line#*://*:}
  port=${port%% *}
  for path in /v1/chat/completions /v1/messages /nowhere; do
    ask "$port" "$path" || true
  done
  kill "$pid"
  wait "$pid"
}

# One chat over a connection of its own; what comes back does not matter. In a shell of its own, as a
# connection that is refused would end this one.
ask() (
  body='{"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"hi"}]}'
  exec 8<>"/dev/tcp/127.0.0.1/$1"
  printf 'POST %s HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s' \
    "$2" "${#body}" "$body" >&8
  timeout 10 cat <&8 >/dev/null
) 2>/dev/null
