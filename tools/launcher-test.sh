#!/usr/bin/env bash
# Tests ./agentgateway on a copy in a folder with a space, with a Maven that only pretends. Needs
# what `mvn package` leaves in app/target/dist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=$PWD
. ./tools/jdk.sh
find_jdk 25

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy="$folder/a gateway"
mkdir -p "$copy/app/target" "$copy/app/src/main" "$folder/bin"
cp -R agentgateway tools pom.xml "$copy"
cp app/pom.xml "$copy/app"
cp -R app/target/dist "$copy/app/target"
rm -f "$copy"/app/target/dist/{built,cached,agentgateway.aot}

# Pretends to build: writes down that it was called and puts the jars there.
cat >"$folder/bin/mvn" <<EOF
#!/usr/bin/env bash
echo called >>"$folder/calls"
mkdir -p "$copy/app/target/dist"
cp -R "$project/app/target/dist/lib" "$copy/app/target/dist"
EOF
chmod +x "$folder/bin/mvn"
export PATH="$folder/bin:$PATH" AGENTGATEWAY_CACHE=off

failed=0
tested=0
# expect NAME CODE PATTERN COMMAND...: the exit code and what is said.
expect() {
  local name=$1 code=$2 pattern=$3 got=0 said
  shift 3
  said=$("$@" </dev/null 2>&1) || got=$?
  tested=$((tested + 1))
  if [ "$got" != "$code" ] || ! [[ $said =~ $pattern ]]; then
    printf 'launcher test failed: %s\n  exit %s (expected %s), said:\n%s\n' "$name" "$got" "$code" "$said" >&2
    failed=1
  fi
}
calls() { if [ -e "$folder/calls" ]; then wc -l <"$folder/calls"; else echo 0; fi; }

cd /
expect "no JDK is one line" 1 "needs a JDK 99 and found none" bash -c '. "$1/tools/jdk.sh"; find_jdk 99' - "$copy"

tools_only() { # a PATH without Maven
  local tool
  mkdir -p "$folder/few"
  for tool in bash find mkdir flock rm mv cat tee grep head dirname readlink; do
    ln -sf "$(command -v "$tool")" "$folder/few/$tool"
  done
  PATH="$folder/few" "$@"
}
expect "no Maven is one line" 1 "found no mvn on the PATH" tools_only "$copy/agentgateway" version

( "$copy/agentgateway" version >"$folder/first" 2>&1 ) &
"$copy/agentgateway" version >"$folder/second" 2>&1 || true
wait
expect "the first start builds and runs" 0 "agentgateway +[0-9]" cat "$folder/first"
expect "so does one at the same time" 0 "agentgateway +[0-9]" cat "$folder/second"
expect "one of the two builds" 0 '^1$' calls

expect "the next starts, with nothing to build" 0 "agentgateway +[0-9]" "$copy/agentgateway" version
expect "nothing was built" 0 '^1$' calls

ln -s "$copy/agentgateway" "$folder/link"
cd "$folder"
expect "it starts through a link" 0 "agentgateway +[0-9]" ./link version
cd "$copy"
expect "it starts where it is" 0 "agentgateway +[0-9]" ./agentgateway version
expect "wrong usage is 2" 2 "did you mean version" ./agentgateway versoin
expect "options reach the program" 0 '"name"' ./agentgateway version -o json

AGENTGATEWAY_CACHE=on expect "a cache is made" 0 "agentgateway +[0-9]" ./agentgateway version
expect "it is there" 0 "aot" ls app/target/dist

: >"$copy/app/src/main/New.java"
expect "a change builds" 0 "agentgateway +[0-9]" ./agentgateway version
expect "once more" 0 '^2$' calls
rm "$copy/app/src/main/New.java"
expect "a file that went builds" 0 "agentgateway +[0-9]" ./agentgateway version
expect "and once more" 0 '^3$' calls

printf '#!/usr/bin/env bash\necho "[ERROR] A.java:[1,1] broken"; exit 1\n' >"$folder/bin/mvn"
touch "$copy/pom.xml"
expect "a build that fails says why" 1 "A.java:\[1,1\] broken" ./agentgateway version
printf '#!/usr/bin/env bash\necho "[ERROR] Could not transfer artifact a:b: Unknown host"; exit 1\n' >"$folder/bin/mvn"
expect "no network is one line" 1 "check the network" ./agentgateway version

[ "$failed" = 0 ] && echo "launcher: $tested tests passed"
exit "$failed"
