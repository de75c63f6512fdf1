# Finds a JDK for the scripts of this project; sourced, not run. Starts no process: it is on the
# way of every start of the gateway.

# Sets JAVA_HOME to a JDK of the given version, or ends with one line that says what to do.
find_jdk() {
  local version=$1 home
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$home" "$version"; then
      export JAVA_HOME=$home
      return 0
    fi
  done
  echo "agentgateway needs a JDK $version and found none: install one (for example temurin-$version-jdk) and set JAVA_HOME to its folder." >&2
  exit 1
}

# Whether a folder holds a JDK of that version.
is_jdk() {
  local line
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"$2.* | JAVA_VERSION=\"$2\"*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

# Ends with one line where Maven is missing.
need_mvn() {
  command -v mvn >/dev/null && return 0
  echo "agentgateway is built with Maven and found no mvn on the PATH: install Maven 3.8.7 or later." >&2
  exit 1
}
