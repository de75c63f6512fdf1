# Finds a JDK for the scripts of this project; sourced, not run.

# Sets JAVA_HOME to a JDK of the given version, or ends with one line that says what to do.
find_jdk() {
  local version=$1 home
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] &&
      grep -qs "^JAVA_VERSION=\"$version[.\"]" "$home/release"; then
      export JAVA_HOME=$home
      return 0
    fi
  done
  echo "agentgateway needs a JDK $version and found none: install one (for example temurin-$version-jdk) and set JAVA_HOME to its folder." >&2
  exit 1
}

# Ends with one line where Maven is missing.
need_mvn() {
  command -v mvn >/dev/null && return 0
  echo "agentgateway is built with Maven and found no mvn on the PATH: install Maven 3.8.7 or later." >&2
  exit 1
}
