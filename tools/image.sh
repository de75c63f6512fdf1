#!/usr/bin/env bash
# Makes an OCI image of the distribution, without Docker, from this machine's JDK and C library:
#
#   app/target/image/agentgateway.tar   the image; docker load, podman load, skopeo and crane read it
#   app/target/image/root               what is in it; root/opt/agentgateway runs where it stands, too
#   app/target/image/sbom.json          what it is made of (CycloneDX), also in the image
#
# The same sources, JDK and machine give the same bytes. Needs Linux, GNU tar, gzip, unzip.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/tools/jdk.sh"
. "$root/tools/dist.sh"
find_jdk 25

image=${1:-$root/app/target/image}
time=${SOURCE_DATE_EPOCH:-1767225600}
home=opt/agentgateway

# What the program needs of Java, and jcmd to look into it.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported

# Flags of the program in a container: its memory is the container's, and nothing is written.
image_flags=(
  "${java_flags[@]}"
  -XX:MaxRAMPercentage=60
  -XX:+ExitOnOutOfMemoryError
  -XX:-UsePerfData
  -Djava.library.path=/opt/agentgateway/native
)

case $(uname -sm) in
  "Linux x86_64") architecture=amd64 machine=x86_64 ;;
  "Linux aarch64") architecture=arm64 machine=aarch_64 ;;
  *) echo "image: made on Linux only, x86_64 or aarch64" >&2 && exit 1 ;;
esac

make_root() {
  rm -rf "$image"
  mkdir -p "$image/root/$home/lib" "$image/root/$home/native" "$image/root/etc" "$image/root/tmp"
  "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
    --generate-cds-archive --output "$image/root/$home/runtime"
  local jar
  for jar in "$dist"/lib/*.jar; do
    case $jar in
      *-osx-*.jar | *-windows-*.jar) ;;
      *-linux-x86_64.jar | *-linux-aarch_64.jar) [[ $jar = *-linux-$machine.jar ]] && cp "$jar" "$image/root/$home/lib" ;;
      *) cp "$jar" "$image/root/$home/lib" ;;
    esac
  done
  # Loaded from here, nothing is unpacked at the start: the root may be read-only.
  for jar in "$image/root/$home"/lib/netty-*-linux-"$machine".jar; do
    unzip -qjo "$jar" 'META-INF/native/*.so' -d "$image/root/$home/native"
  done
  printf '%s\n' "${image_flags[@]}" >"$image/root/$home/flags"
  cat >"$image/root/$home/agentgateway" <<'EOF'
#!/bin/sh
# Runs the program with the Java beside it.
home=$(cd -P "$(dirname "$0")" && pwd)
# shellcheck disable=SC2086 # several options in one variable
exec "$home/runtime/bin/java" "@$home/flags" ${AGENTGATEWAY_JAVA_OPTIONS:-} -jar "$home/lib/agentgateway-app.jar" "$@"
EOF
  chmod +x "$image/root/$home/agentgateway"
  echo 'agentgateway:x:65532:65532::/:/sbin/nologin' >"$image/root/etc/passwd"
  echo 'agentgateway:x:65532:' >"$image/root/etc/group"
  echo 'hosts: files dns' >"$image/root/etc/nsswitch.conf"
  add_c_library
  cp "$root/LICENSE" "$image/root/$home/LICENSE"
}

# The loader and the libraries that Java and the native parts are linked with, where they look for them.
add_c_library() {
  local file
  find "$image/root/$home/runtime" "$image/root/$home/native" -type f \( -name '*.so' -o -path '*/bin/*' \) \
    -exec ldd {} + 2>/dev/null | grep -oE '(=> )?/[^ ]+ \(0x' | grep -oE '/[^ ]+' | sort -u | while read -r file; do
    case $file in
      */opt/agentgateway/*) ;;
      *)
        mkdir -p "$image/root$(dirname "$file")"
        cp -L "$file" "$image/root$file"
        ;;
    esac
  done
}

# What the image is made of.
make_sbom() {
  {
    printf '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,'
    printf '"metadata":{"component":{"type":"application","name":"agentgateway","version":"%s"}},"components":[' "$(version)"
    printf '{"type":"platform","name":"%s","version":"%s"}' "$(release IMPLEMENTOR)" "$(release JAVA_RUNTIME_VERSION)"
    (cd "$image/root" && find . -path ./opt -prune -o -name '*.so*' -type f -print | LC_ALL=C sort) | while read -r file; do
      printf ',\n{"type":"library","name":"%s","hashes":[{"alg":"SHA-256","content":"%s"}]}' \
        "$(basename "$file")" "$(digest "$image/root/$file")"
    done
    grep -oE '[^ ]+:jar:[^ ]+' "$dist/dependencies.txt" | LC_ALL=C sort | component_lines
    printf ']}\n'
  } >"$image/sbom.json"
  cp "$image/sbom.json" "$image/root/$home/sbom.json"
}

# Of each `GROUP:NAME:jar[:CLASSIFIER]:VERSION:SCOPE` that is in the image.
component_lines() {
  local parts group name version classifier jar
  while IFS=: read -ra parts; do
    group=${parts[0]} name=${parts[1]} version=${parts[-2]} classifier=
    [ "${#parts[@]}" = 5 ] || classifier=-${parts[3]}
    jar=$image/root/$home/lib/$name-$version$classifier.jar
    [ -e "$jar" ] || continue
    printf ',\n{"type":"library","group":"%s","name":"%s","version":"%s","purl":"pkg:maven/%s/%s@%s","hashes":[{"alg":"SHA-256","content":"%s"}]}' \
      "$group" "$name" "$version" "$group" "$name" "$version" "$(digest "$jar")"
  done
}

release() {
  sed -n "s/^$1=\"\(.*\)\"/\1/p" "$JAVA_HOME/release"
}

version() {
  sed -n 's/^  <version>\(.*\)<\/version>.*/\1/p' "$root/pom.xml" | head -n 1
}

digest() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# A tar whose bytes say nothing of when and by whom it was made.
pack() {
  tar --format=ustar --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner \
    --mode='u+rwX,go+rX-w,a-s' "$@"
}

# Java and the C library change seldom and are a layer of their own.
make_image() {
  local blobs=$image/oci/blobs/sha256 layers= diffs= file unpacked packed
  mkdir -p "$blobs"
  chmod 1777 "$image/root/tmp"
  for part in base program; do
    file=$image/$part.tar
    if [ "$part" = base ]; then
      (cd "$image/root" && pack --exclude="./$home/[!r]*" -cf "$file" .)
    else
      (cd "$image/root" && pack --exclude="./$home/runtime" -cf "$file" "./$home")
    fi
    unpacked=$(digest "$file")
    gzip -n -6 "$file"
    packed=$(digest "$file.gz")
    mv "$file.gz" "$blobs/$packed"
    layers+="${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$packed\",\"size\":$(stat -c %s "$blobs/$packed")}"
    diffs+="${diffs:+,}\"sha256:$unpacked\""
  done
  local config manifest
  config=$(blob "{\"created\":\"$(date -u -d "@$time" +%Y-%m-%dT%H:%M:%SZ)\",\"architecture\":\"$architecture\",\"os\":\"linux\",\"config\":{\"User\":\"65532:65532\",\"WorkingDir\":\"/\",\"Entrypoint\":[\"/$home/runtime/bin/java\",\"@/$home/flags\",\"-jar\",\"/$home/lib/agentgateway-app.jar\"],\"Cmd\":[\"run\"],\"Labels\":{\"org.opencontainers.image.title\":\"agentgateway\",\"org.opencontainers.image.version\":\"$(version)\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[$diffs]}}")
  manifest=$(blob "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:$config\",\"size\":$(stat -c %s "$blobs/$config")},\"layers\":[$layers]}")
  printf '{"imageLayoutVersion":"1.0.0"}' >"$image/oci/oci-layout"
  printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"annotations":{"org.opencontainers.image.ref.name":"agentgateway:%s","io.containerd.image.name":"docker.io/library/agentgateway:%s"}}]}' \
    "$manifest" "$(stat -c %s "$blobs/$manifest")" "$(version)" "$(version)" >"$image/oci/index.json"
  # For those who read the older form.
  printf '[{"Config":"blobs/sha256/%s","RepoTags":["agentgateway:%s"],"Layers":[%s]}]' "$config" "$(version)" \
    "$(grep -oE 'sha256:[0-9a-f]+' <<<"$layers" | sed 's|sha256:\(.*\)|"blobs/sha256/\1"|' | paste -sd , -)" >"$image/oci/manifest.json"
  (cd "$image/oci" && pack -cf "$image/agentgateway.tar" .)
  rm -r "$image/oci"
}

# Keeps a text under its digest, which is said.
blob() {
  local name
  name=$(printf '%s' "$1" | sha256sum | cut -d ' ' -f 1)
  printf '%s' "$1" >"$blobs/$name"
  printf '%s' "$name"
}

AGENTGATEWAY_CACHE=off build_dist
make_root
make_sbom
make_image
echo "image: $image/agentgateway.tar ($(($(stat -c %s "$image/agentgateway.tar") / 1048576)) MiB), sha256 $(digest "$image/agentgateway.tar")"
