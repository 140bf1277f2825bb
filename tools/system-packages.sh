#!/bin/sh
# Installs the Debian packages a group needs, only those that are missing.
# usage: system-packages.sh python|runtime|test
set -eu

missing=""
wished=""
need() { # need PACKAGE CHECK...: PACKAGE is missing when CHECK fails
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}
wish() { # wish PACKAGE CHECK...: as need, but the portal runs without it
  package=$1
  shift
  "$@" >/dev/null 2>&1 || wished="$wished $package"
}
library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q "$1"; }
models() { ls /usr/share/tesseract-ocr/*/tessdata/"$1".traineddata; }
postgresql() { ls /usr/lib/postgresql/*/bin/initdb; }

case ${1:-} in
  python)
    need python3-venv "${PYTHON:-python3}" -c 'import ensurepip, venv'
    ;;
  runtime)
    need libpango-1.0-0 library libpango-1.0.so.0
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0
    wish tesseract-ocr-nld models nld # what letters look like, to read scans
    wish tesseract-ocr-eng models eng
    wish wdutch test -s /usr/share/dict/dutch # words that are no names
    ;;
  test)
    need chromium-headless-shell command -v chromium-headless-shell
    need libatomic1 library libatomic.so.1 # for the driver that Playwright brings along
    need poppler-utils command -v pdftoppm
    need default-jre-headless command -v java
    need postgresql postgresql
    ;;
  *)
    echo "usage: $0 python|runtime|test" >&2
    exit 2
    ;;
esac
[ -n "$missing$wished" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
  if [ -z "$missing" ]; then
    echo "Less text in scans and fewer names will be found: these packages are missing:$wished" >&2
    exit 0
  fi
  echo "These system packages are missing and cannot be installed from here:$missing" >&2
  echo "Install them (on Debian or Ubuntu, as root: apt-get install$missing) and try again." >&2
  exit 1
fi
missing="$missing$wished"
echo "Installing system packages:$missing"
# shellcheck disable=SC2086
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null 2>&1; }
# shellcheck disable=SC2086
if ! said=$(apt update && apt install -y --no-install-recommends $missing); then
  echo "$said" >&2
  echo "apt could not install:$missing" >&2
  exit 1
fi
