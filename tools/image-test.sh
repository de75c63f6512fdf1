#!/usr/bin/env bash
# Makes the image twice, in different folders and at different times, and compares every byte; then looks at
# what is in it. Needs what `mvn package` leaves in app/target/dist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "$(uname -s)" != Linux ]; then
  echo "image test: NOT run, images are made on Linux"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
  echo "image test failed: $*" >&2
  exit 1
}

./tools/image.sh "$folder/first" >/dev/null
# Another umask and another place: none of it may be seen in the bytes.
(umask 077 && ./tools/image.sh "$folder/a second" >/dev/null)
cmp "$folder/first/agentgateway.tar" "$folder/a second/agentgateway.tar" || fail "two builds differ"

root=$folder/first/root
[ -z "$(find "$root" -perm /6000)" ] || fail "a file runs as its owner"
[ -z "$(find "$root" -type l ! -exec test -e {} \; -print)" ] || fail "a link leads nowhere"
jars=$(find "$root/opt/agentgateway/lib" -name '*.jar' ! -name 'agentgateway-app.jar' | wc -l)
listed=$(grep -c '"purl"' "$folder/first/sbom.json")
[ "$jars" = "$listed" ] || fail "the bill of materials lists $listed of $jars jars"

mkdir "$folder/oci"
tar -xf "$folder/first/agentgateway.tar" -C "$folder/oci"
for blob in "$folder"/oci/blobs/sha256/*; do
  [ "$(sha256sum "$blob" | cut -d ' ' -f 1)" = "${blob##*/}" ] || fail "a blob is not what its name says"
done
grep -q '"User":"65532:65532"' "$folder"/oci/blobs/sha256/* || fail "it runs as root"

# Nobody's files are needed but the image's own. There is no /proc here, by which libraries are found.
if [ "$(id -u)" = 0 ]; then
  said=$(LD_LIBRARY_PATH=/opt/agentgateway/runtime/lib chroot --userspec=65532:65532 "$root" "/opt/agentgateway/runtime/bin/java" \
    "@/opt/agentgateway/flags" -jar /opt/agentgateway/lib/agentgateway-app.jar version 2>&1) \
    || fail "it does not run: $said"
  [[ $said == *agentgateway* ]] || fail "it says: $said"
else
  "$root/opt/agentgateway/agentgateway" version >/dev/null || fail "it does not run"
fi
echo "image test: done"
