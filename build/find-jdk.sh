#!/usr/bin/env bash
# Prints the home of a JDK that can build and run Rowkeep: JAVA_HOME if it is one, else the newest that is found in the usual
# places or on the path. Where there is none, says so in one sentence and ends with 1.
set -euo pipefail

oldest=21

# The feature version of the JDK in a folder; nothing if the folder holds no JDK.
feature_version() {
    local home=$1 version=
    [ -x "$home/bin/javac" ] || return 0
    if [ -r "$home/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$home/release" | head -n 1)
    fi
    if [ -z "$version" ]; then
        version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p' | head -n 1)
    fi
    printf '%s' "$version"
}

# The JDK that `java` on the path belongs to, through the links that packages set.
home_on_path() {
    local java
    java=$(command -v java) || return 0
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    dirname "$(dirname "$java")"
}

if [ -n "${JAVA_HOME:-}" ]; then
    version=$(feature_version "$JAVA_HOME")
    if [ "${version:-0}" -ge "$oldest" ]; then
        printf '%s\n' "$JAVA_HOME"
        exit 0
    fi
fi

best=
best_version=0
for home in "$(home_on_path)" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/nonexistent}"/.jdks/* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    version=$(feature_version "$home")
    if [ "${version:-0}" -ge "$oldest" ] && [ "$version" -gt "$best_version" ]; then
        best=$home
        best_version=$version
    fi
done

if [ -z "$best" ]; then
    echo "Rowkeep needs a JDK, version $oldest or newer: none is in JAVA_HOME, in the usual folders or on the path." >&2
    exit 1
fi
printf '%s\n' "$best"
