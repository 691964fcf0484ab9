#!/bin/sh
# Starts ElastAlert 2. ES_API_KEY_FILE names a file that holds `id:key`, as `logloom key alerts` writes it.
set -eu
if [ -n "${ES_API_KEY_FILE:-}" ]; then
  ES_API_KEY=$(tr -d '\n' < "$ES_API_KEY_FILE" | base64 -w 0)
  export ES_API_KEY
fi
# It keeps what it told in indices of its own, which are made first; that they are there already is no error.
python3 -m elastalert.create_index --config config.yaml
exec python3 -m elastalert.elastalert --config config.yaml --verbose "$@"
