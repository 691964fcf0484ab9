#!/bin/sh
# made by `logloom render` from the schema a.b 1.0.0; edit the schema, not this file.
#
# trim.sh FOLDER: of each log that is longer than LOGLOOM_KEEP_MIB (256), gives back to the disk what stands before. A
# job keeps its file open, so it can't be renamed away from it; and to copy and cut it loses what is written between
# the two. Here nothing moves: the file stays as long as it was, with a hole at its beginning, and who reads at its end
# does not notice.
set -eu
keep=$(( ${LOGLOOM_KEEP_MIB:-256} * 1024 * 1024 ))
for file in "$1"/*.log; do
  [ -f "$file" ] || continue
  before=$(( ($(stat -c %s "$file") - keep) / 4096 * 4096 ))
  [ "$before" -le 0 ] || fallocate --punch-hole --offset 0 --length "$before" "$file"
done
