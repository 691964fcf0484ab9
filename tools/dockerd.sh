#!/usr/bin/env bash
# tools/dockerd.sh start | stop | restart
#
# start: where no Docker daemon answers, or Compose or buildx lack, installs what lacks (as root, on Debian) and starts
# one. stop, restart: of the daemon that `start` has started, and of no other. For machines of CI; on yours, install
# Docker as its manual says.
set -euo pipefail

STATE=/run/logloom-dockerd
LOG=/var/log/logloom-dockerd.log
# Debian 12's own daemon is too old for health checks with a start interval; trixie's runs there too.
RELEASE=trixie
PACKAGES=(docker.io docker-cli docker-compose docker-buildx)

answers() { docker info >/dev/null 2>&1; }

await() { # seconds command…
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

install_packages() {
  [ "$(id -u)" = 0 ] && [ -r /etc/apt/sources.list.d/debian.sources ] ||
    { echo "docker: there is none here, and it can be installed only by root on Debian" >&2; exit 1; }
  local mirror
  mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $RELEASE main" \
    >/etc/apt/sources.list.d/logloom-docker.list
  # Nothing else comes from that release.
  printf 'Package: *\nPin: release n=%s\nPin-Priority: -1\n' "$RELEASE" >/etc/apt/preferences.d/logloom-docker
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
    "${PACKAGES[@]/%//$RELEASE}" iptables >/dev/null
}

install_debootstrap() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends debootstrap >/dev/null
  else
    echo "docker: there is no debootstrap here, so that the tests can't build a base image" >&2
  fi
}

is_complete() { docker compose version && docker buildx version; } >/dev/null 2>&1

start() {
  exec 9>"$STATE.lock"
  flock 9
  # Where a daemon answers, it is the machine's own: then nothing is installed beside it but what images are made with.
  { is_complete && { answers || command -v dockerd; } >/dev/null 2>&1; } || install_packages
  command -v debootstrap >/dev/null || install_debootstrap
  answers && return
  # A daemon that was killed leaves its pid file; the next one takes that number for a running daemon's.
  rm -f /var/run/docker.pid
  setsid dockerd >>"$LOG" 2>&1 </dev/null 9>&- &
  echo $! >"$STATE.pid"
  await 60 answers || { tail -20 "$LOG" >&2; exit 1; }
}

stop() {
  [ -r "$STATE.pid" ] || return 0
  local pid
  pid=$(cat "$STATE.pid")
  rm -f "$STATE.pid"
  kill "$pid" 2>/dev/null || return 0
  await 60 gone "$pid"
}

restart() {
  [ -r "$STATE.pid" ] || { echo "docker: this daemon is not ours to restart" >&2; exit 1; }
  stop
  start
}

gone() { ! kill -0 "$1" 2>/dev/null || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

case ${1:-} in
start | stop | restart) "$1" ;;
*) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
