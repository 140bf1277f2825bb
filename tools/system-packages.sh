#!/bin/sh
# Installs the Debian packages a group needs, only those that are missing.
# usage: system-packages.sh python|runtime|test
set -eu

missing=""
need() { # need PACKAGE CHECK...: PACKAGE is missing when CHECK fails
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q "$1"; }
postgresql() { ls /usr/lib/postgresql/*/bin/initdb; }

case ${1:-} in
  python)
    need python3-venv "${PYTHON:-python3}" -c 'import ensurepip, venv'
    ;;
  runtime)
    need libpango-1.0-0 library libpango-1.0.so.0
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0
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
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
  echo "These system packages are missing and cannot be installed from here:$missing" >&2
  echo "Install them (on Debian or Ubuntu, as root: apt-get install$missing) and try again." >&2
  exit 1
fi
echo "Installing system packages:$missing"
# shellcheck disable=SC2086
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null 2>&1; }
# shellcheck disable=SC2086
if ! said=$(apt update && apt install -y --no-install-recommends $missing); then
  echo "$said" >&2
  echo "apt could not install:$missing" >&2
  exit 1
fi
