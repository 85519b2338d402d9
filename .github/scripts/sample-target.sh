#!/usr/bin/env bash
# The sample target in the background of a CI job.
#   sample-target.sh start FOLDER [ARGUMENT...]   of that checkout; returns when it answers
#   sample-target.sh stop                         ends it, if there is one
# CHECKOUT_PORT is where it listens (18080).
set -euo pipefail

state=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/faultline-sample-target
port=${CHECKOUT_PORT:-18080}

start() {
  local folder=$1
  shift
  "$folder/faultline" --version # builds, which may take minutes
  nohup "$folder/faultline" sample-target --checkout-port "$port" "$@" >"$state.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid" >"$state.pid"
  for _ in $(seq 150); do
    if curl --fail --silent --max-time 2 --output /dev/null "http://127.0.0.1:$port/health"; then
      return 0
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  echo "the sample target did not start:" >&2
  cat "$state.log" >&2
  stop
  return 1
}

stop() {
  [ -f "$state.pid" ] || return 0
  local pid
  pid=$(cat "$state.pid")
  rm -f "$state.pid"
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -KILL "$pid" 2>/dev/null || true
}

case ${1:-} in
  start)
    [ $# -ge 2 ] || { echo "sample-target.sh start: which checkout?" >&2; exit 104; }
    stop
    start "${@:2}"
    ;;
  stop) stop ;;
  *)
    echo "sample-target.sh: '${1:-}' is no command; expected start or stop" >&2
    exit 104
    ;;
esac
