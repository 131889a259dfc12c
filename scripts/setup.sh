#!/usr/bin/env bash
# Sets up what one command needs, and does nothing when it is already there.
#
#   scripts/setup.sh           what `make report` needs: system libraries, fonts, locked packages
#   scripts/setup.sh --dev     the same, and the tools `make test` and `make check` need
#   scripts/setup.sh --slow    the same, and what `make test-slow` needs: LibreOffice, poppler,
#                              Chromium, and what is known of mail programs
#
# PYTHON=python3.12      the interpreter to use (3.11, 3.12 or 3.13)
# BILAN_APT=no           never call apt: print the line to type and stop
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv

# A library or font family that must be found, and the Debian and Ubuntu package that has it.
LIBRARIES=(
  "libpango-1.0.so.0=libpango-1.0-0"
  "libpangoft2-1.0.so.0=libpangoft2-1.0-0"
  "libharfbuzz-subset.so.0=libharfbuzz-subset0"
)
FONTS=(
  "Lato=fonts-lato"
  "Vollkorn=fonts-vollkorn"
  "Noto Sans Arabic=fonts-noto-core"
  "Amiri=fonts-hosny-amiri"
)

# What mail programs understand: caniemail's data, from its npm package, known by its hash. It is read, never run.
CANIEMAIL=caniemail@1.0.5
CANIEMAIL_INTEGRITY=sha512-T2UURmpxAKu6p+c4VpX69LztyE8+SDowBCvWgtoWL++GjyZ63wAtDeNz7m1rL+yi/szWDzec29HSlR7Zy2Nhrw==
CANIEMAIL_FILE=package/data/caniemail.json

say() { printf 'setup: %s\n' "$*"; }
stop() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

level=run
case "${1:-}" in
  "") ;;
  --dev) level=dev ;;
  --slow) level=slow ;;
  *) stop "unknown option $1; use --dev, --slow or nothing" ;;
esac

# Two makes at once take turns.
if command -v flock >/dev/null 2>&1; then
  exec 9<scripts/setup.sh
  flock 9
fi

# What is installed depends on these files, on this folder (a virtual environment cannot be
# moved) and on nothing else.
fingerprint() {
  { printf '%s\n' "$PWD" && cat scripts/setup.sh pyproject.toml "$1"; } | cksum
}

lock_of() { if [ "$1" = run ]; then echo requirements.lock; else echo requirements-dev.lock; fi; }

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

same_version() { # true unless PYTHON asks for another version than the environment has
  [ -z "${PYTHON:-}" ] || [ "$(version_of "$VENV/bin/python")" = "$(version_of "$PYTHON" 2>/dev/null)" ]
}

done_already() { # LEVEL
  [ -x "$VENV/bin/python" ] && same_version && [ -f "$VENV/setup-$1" ] &&
    [ "$(cat "$VENV/setup-$1")" = "$(fingerprint "$(lock_of "$1")")" ]
}

case $level in
  run) if done_already run || done_already dev; then exit 0; fi ;;
  *) if done_already "$level"; then exit 0; fi ;;
esac

# --- system packages -------------------------------------------------------------------------

apt_install() { # WHY PACKAGE...
  local why=$1 sudo=()
  shift
  local line="apt-get install --no-install-recommends -y $*"
  if ! command -v apt-get >/dev/null 2>&1; then
    stop "$why is missing and this system has no apt." \
      "Install what Debian calls: $*" "then run the same command again."
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      sudo=(sudo -n)
    else
      BILAN_APT=no
    fi
  fi
  if [ "${BILAN_APT:-yes}" = no ]; then
    stop "$why is missing. Type this, then run the same command again:" \
      "  sudo apt-get update && sudo $line"
  fi
  say "installing $* through apt"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  local log
  log=$(mktemp)
  if ! {
    "${sudo[@]}" "${apt[@]}" update || say "apt-get update failed; trying with the lists at hand"
    "${sudo[@]}" "${apt[@]}" install --no-install-recommends -y "$@"
  } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    stop "apt could not install $*. Try it by hand, then run the same command again:" \
      "  sudo apt-get update && sudo $line"
  fi
  rm -f "$log"
}

has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }
has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list "$1" family)" ]; }

missing_packages() { # prints one package a line
  local entry
  for entry in "${LIBRARIES[@]}"; do
    has_library "${entry%%=*}" || echo "${entry##*=}"
  done
  command -v fc-list >/dev/null 2>&1 || echo fontconfig
  for entry in "${FONTS[@]}"; do
    has_font "${entry%%=*}" || echo "${entry##*=}"
  done
  # Debian and Ubuntu keep the module that makes virtual environments apart.
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || echo "python$(version_of "$python")-venv"
}

ensure_system() {
  if [ "$(uname -s)" != Linux ]; then
    say "not Linux: Pango (for example \`brew install pango\`) and the fonts of the brand are yours to install"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages | sort -u)
  if [ "${#missing[@]}" -gt 0 ]; then
    apt_install "a system package" "${missing[@]}"
    mapfile -t missing < <(missing_packages | sort -u)
    [ "${#missing[@]}" -eq 0 ] || stop "still not found after installing: ${missing[*]}"
  fi
}

has_any() { # COMMAND...
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

ensure_slow_tools() {
  local missing=()
  has_any soffice || missing+=(libreoffice-writer-nogui)
  has_calc || missing+=(libreoffice-calc-nogui)
  has_any pdftoppm || missing+=(poppler-utils)
  has_any chromium chromium-browser google-chrome google-chrome-stable || missing+=(chromium)
  has_caniemail || has_any npm || missing+=(npm)
  [ "${#missing[@]}" -eq 0 ] || apt_install "a program of the slow tests" "${missing[@]}"
}

has_calc() { [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libsclo.so" ]; }

has_caniemail() { [ "$(cat "$VENV/caniemail/of" 2>/dev/null)" = "$CANIEMAIL_INTEGRITY" ]; }

ensure_caniemail() {
  if has_caniemail; then return; fi
  say "fetching $CANIEMAIL (checked against its hash)"
  local place
  place=$(mktemp -d)
  if ! (cd "$place" && npm pack --silent "$CANIEMAIL") >"$place/log" 2>&1 </dev/null; then
    tail -n 20 "$place/log" >&2
    rm -rf "$place"
    stop "npm could not fetch $CANIEMAIL. Try \`npm pack $CANIEMAIL\` by hand, then run the same command again."
  fi
  rm -rf "$VENV/caniemail"
  mkdir "$VENV/caniemail"
  "$VENV/bin/python" - "$place"/*.tgz "$CANIEMAIL_INTEGRITY" "$CANIEMAIL_FILE" "$VENV/caniemail" <<'PYTHON' ||
import base64, hashlib, pathlib, sys, tarfile
package, wanted, name, folder = sys.argv[1:]
found = hashlib.sha512(pathlib.Path(package).read_bytes()).digest()
if f"sha512-{base64.b64encode(found).decode()}" != wanted:
    sys.exit(1)
with tarfile.open(package) as files:
    data = files.extractfile(name).read()
pathlib.Path(folder, pathlib.Path(name).name).write_bytes(data)
pathlib.Path(folder, "of").write_text(wanted)
PYTHON
    { rm -rf "$place" && stop "the package $CANIEMAIL that npm fetched is not the one that was reviewed"; }
  rm -rf "$place"
}

# --- Python ----------------------------------------------------------------------------------

supported() { # COMMAND
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

choose_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    supported "$PYTHON" || stop "PYTHON=$PYTHON is not Python 3.11, 3.12 or 3.13"
    python=$PYTHON
    return
  fi
  for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && supported "$candidate"; then
      python=$candidate
      return
    fi
  done
  stop "Bilan needs Python 3.11, 3.12 or 3.13; python3 here is $(python3 --version 2>&1 || echo missing). Name one with PYTHON=..."
}

venv_is_good() {
  [ -x "$VENV/bin/pip" ] && supported "$VENV/bin/python" &&
    [ "$(cat "$VENV/made-in" 2>/dev/null)" = "$PWD" ] && same_version
}

ensure_venv() {
  if venv_is_good; then return; fi
  say "making the virtual environment $VENV with Python $(version_of "$python")"
  "$python" -m venv --clear "$VENV"
  printf '%s' "$PWD" >"$VENV/made-in"
}

pip_install() {
  # Wheels only: building a package would fetch a build tool that no lock names.
  PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$VENV/bin/python" -m pip -qq --no-input install \
    --no-deps "$@" </dev/null
}

install_packages() { # LOCK
  say "installing the packages of $1 (checked against their hashes)"
  pip_install --require-hashes --only-binary :all: -r "$1"
  say "installing bilan itself, editable"
  pip_install --no-index --no-build-isolation -e .
}

choose_python
ensure_system
ensure_venv
if [ $level = slow ]; then
  ensure_slow_tools
  ensure_caniemail
  done_already dev || install_packages requirements-dev.lock
  fingerprint requirements-dev.lock >"$VENV/setup-dev"
else
  install_packages "$(lock_of $level)"
fi
fingerprint "$(lock_of $level)" >"$VENV/setup-$level"
say "ready"
