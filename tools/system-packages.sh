#!/bin/sh
# Installs the Debian packages that some tests want: bubblewrap (the sandbox) and chromium (rendered pages).
set -eu

missing=""
command -v bwrap >/dev/null 2>&1 || missing="$missing bubblewrap"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
if [ -z "$missing" ]; then
    echo "bubblewrap and chromium are there."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing:$missing. There is no apt-get here; install them with your system's own packages." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Missing:$missing. Only root may install them: sudo apt-get install$missing" >&2
    exit 1
fi
apt-get update -q
# shellcheck disable=SC2086 -- several packages
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
