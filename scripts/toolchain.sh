# What ./slipway and ./verify share: finding the JDK, Maven and PostgreSQL's client programs, and
# installing what is missing when told to. Sourced, not run.

JDK_MAJOR=25
PG_DUMP_MAJOR=15

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# Whether this run may install packages: asked for, and a system where we know how.
may_install() {
    [ "${INSTALL:-no}" = yes ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null
}

apt_install() {
    say "Installing $* …"
    mkdir -p "$ROOT/.slipway"
    local log="$ROOT/.slipway/install.log"
    if ! { DEBIAN_FRONTEND=noninteractive apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } > "$log" 2>&1; then
        tail -n 5 "$log" >&2
        fail "$* could not be installed; the whole log is $log"
    fi
}

# The major version of the JDK in a folder, or nothing when it is none: read, not run.
jdk_major() {
    [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null
}

find_jdk() {
    local home major on_path
    on_path=$(command -v javac || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        major=$(jdk_major "$home" || true)
        if [ -n "$major" ] && [ "$major" -ge "$JDK_MAJOR" ]; then
            printf '%s\n' "$home"
            return
        fi
    done
}

# A JDK of just this major version among the system's, or nothing.
find_exact_jdk() {
    local home
    for home in /usr/lib/jvm/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
        if [ "$(jdk_major "$home" || true)" = "$1" ]; then
            printf '%s\n' "$home"
            return
        fi
    done
}

# Sets JAVA_HOME to a JDK that is new enough, or ends with what to do.
need_jdk() {
    JAVA_HOME=$(find_jdk)
    if [ -z "$JAVA_HOME" ] && may_install; then
        apt-get update > /dev/null 2>&1 || true
        if apt-cache show "openjdk-$JDK_MAJOR-jdk-headless" > /dev/null 2>&1; then
            apt_install "openjdk-$JDK_MAJOR-jdk-headless"
            JAVA_HOME=$(find_jdk)
        fi
    fi
    [ -n "$JAVA_HOME" ] || fail \
        "Slipway needs JDK $JDK_MAJOR, and found none in JAVA_HOME, on the PATH, in /usr/lib/jvm or SDKMAN." \
        "Install it: 'apt-get install openjdk-$JDK_MAJOR-jdk-headless' where the system has that package," \
        "else Temurin $JDK_MAJOR from https://adoptium.net or 'sdk install java $JDK_MAJOR-tem'."
    export JAVA_HOME
}

# Sets MAVEN: the one on the PATH, else the wrapper's, else the system's package.
need_maven() {
    if command -v mvn > /dev/null; then
        MAVEN=mvn
    elif "$ROOT/mvnw" --version > /dev/null 2>&1; then
        MAVEN=$ROOT/mvnw
    elif may_install; then
        apt_install maven
        MAVEN=mvn
    else
        fail "Maven is missing, and its wrapper ./mvnw could not fetch it: 'apt-get install maven'."
    fi
}

find_pg_dump() {
    local tool major
    for tool in "$(command -v pg_dump || true)" /usr/lib/postgresql/*/bin/pg_dump; do
        [ -x "$tool" ] || continue
        major=$("$tool" --version | sed -n 's/^pg_dump (PostgreSQL) \([0-9]*\).*/\1/p')
        if [ -n "$major" ] && [ "$major" -ge "$PG_DUMP_MAJOR" ]; then
            printf '%s\n' "$tool"
            return
        fi
    done
}

# Backups, drills and rehearsals run PostgreSQL's own programs.
need_pg_dump() {
    [ -z "$(find_pg_dump)" ] || return 0
    if may_install; then
        apt_install postgresql-client
    fi
    [ -n "$(find_pg_dump)" ] || fail \
        "pg_dump $PG_DUMP_MAJOR or newer is missing: 'apt-get install postgresql-client', or run this with --install as root."
}

# What only the tests run, by the name of its package.
need_program() {
    ! command -v "$1" > /dev/null || return 0
    if may_install; then
        apt_install "$1"
    fi
    command -v "$1" > /dev/null || fail \
        "$1 is missing: 'apt-get install $1', or run ./verify with --install as root."
}

# The tests speak to a server through a real connection pooler too, which lies beside the daemons.
need_pgbouncer() {
    PATH=$PATH:/usr/sbin
    export PATH
    need_program pgbouncer
}

# Matinee's page is tried in a browser, in which two windows must play in step.
need_chromium() {
    command -v chromium-browser > /dev/null || need_program chromium
}
