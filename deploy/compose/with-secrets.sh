#!/bin/sh
# made by `logloom render`; edit the schema, not this file.
#
# with-secrets.sh COMMAND…: for each variable NAME_FILE, sets NAME to what that file holds, and runs the command. A
# variable that has a value keeps it. So a secret stands neither in compose.yaml nor in what `docker inspect` shows.
set -eu
for name in $(env | sed -n 's/^\([A-Z][A-Z0-9_]*\)_FILE=.*/\1/p'); do
  eval "file=\$${name}_FILE value=\${$name:-}"
  if [ -z "$value" ] && [ ! -r "$file" ]; then
    echo "with-secrets.sh: $name: $file can't be read; has the set-up ended well? docker compose logs secrets setup" >&2
    exit 1
  fi
  [ -n "$value" ] || value=$(cat "$file")
  export "$name=$value"
  unset "${name}_FILE"
done
exec "$@"
