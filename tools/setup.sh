#!/bin/sh
# Makes .venv with the pinned packages and the project in it. Run through make, which knows when it is needed.
set -eu

UV_VERSION=0.13.9
PY=.venv/bin/python

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    stop "Python 3.11 or newer is needed, and none was found." \
        "On Debian or Ubuntu: sudo apt-get install python3 python3-venv python3-pip"
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        stop "$python cannot make a virtual environment with pip in it: venv or ensurepip is missing." \
            "On Debian or Ubuntu: sudo apt-get install python3-venv python3-pip" \
            "(where python3 is not the system's own: $version-venv)"
    fi
    rm -rf .venv
    "$python" -m venv .venv
    "$PY" -m pip --version >/dev/null 2>&1 || stop "The new virtual environment has no pip." \
        "On Debian or Ubuntu: sudo apt-get install python3-pip, then rm -r .venv, then again."
}

# uv reads neither pip.conf nor pip's variables: hand it the indexes that pip was told to use. To pip they are all
# equal, to uv only where it is told so.
pip_setting() {
    "$PY" -m pip config list 2>/dev/null | sed -n "s/^\(global\|install\|:env:\)\.$1='\(.*\)'\$/\2/p" | tail -n 1
}

with_uv() {
    "$PY" -m uv --version 2>/dev/null | grep -qF " $UV_VERSION" ||
        "$PY" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" || return 1
    index=$(pip_setting index-url)
    extra=$(pip_setting extra-index-url)
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    [ -z "$extra" ] || export UV_INDEX="${UV_INDEX:-$extra}" UV_INDEX_STRATEGY=unsafe-best-match
    "$PY" -m uv pip install --quiet --python "$PY" -r requirements.lock &&
        "$PY" -m uv pip install --quiet --python "$PY" --no-deps --no-build-isolation --editable .
}

with_pip() {
    "$PY" -m pip install --quiet --disable-pip-version-check -r requirements.lock &&
        "$PY" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
}

# The commands of a virtual environment hold its address: one that was copied or moved is made anew.
[ ! -e .venv/.ready ] || [ "$(cat .venv/.ready)" = "$(pwd)" ] || rm -rf .venv
if ! { [ -x "$PY" ] && is_new_enough "$PY" && "$PY" -m pip --version >/dev/null 2>&1; }; then
    make_venv
fi
echo "Installing the pinned packages into .venv ..."
with_uv || {
    echo "uv could not do it; pip takes over (about a minute)." >&2
    with_pip || stop "The packages could not be installed; the lines above say why."
}

# JupyterLab asks at its first start whether it may fetch announcements: it may not.
mkdir -p .venv/share/jupyter/lab/settings
cat >.venv/share/jupyter/lab/settings/overrides.json <<'JSON'
{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}
JSON
pwd >.venv/.ready
