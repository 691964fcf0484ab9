#!/bin/bash
# What the entry point of Elastic's image does, as far as compose.yaml uses it: settings from the environment, and the
# first password from a file that nobody else may read.
set -eu
options=()
while IFS='=' read -r name value; do
  [[ $name =~ ^[a-z0-9_]+(\.[a-z0-9_]+)+$ ]] && options+=("-E$name=$value")
done < <(env)
if [ -n "${ELASTIC_PASSWORD_FILE:-}" ]; then
  mode=$(stat -L -c %a "$ELASTIC_PASSWORD_FILE")
  case $mode in 400 | 600) ;; *) echo "ERROR: $ELASTIC_PASSWORD_FILE has permissions $mode" >&2; exit 1 ;; esac
  [ -f config/elasticsearch.keystore ] || bin/elasticsearch-keystore create >/dev/null
  bin/elasticsearch-keystore add -x -f bootstrap.password <"$ELASTIC_PASSWORD_FILE"
fi
exec bin/elasticsearch "${options[@]}"
