#!/usr/bin/env bash
# reaper.sh FOLDER CLUSTER-SCRIPT: reads process ids, one a line. When its input ends, however the test ended, it stops those that
# are still of this world (their environment says so, a reused id's does not), then the cluster, and deletes the folder.
set -u
trap '' INT TERM HUP
folder=$1 cluster=$2 pids=()
while read -r pid; do pids+=("$pid"); done
for pid in "${pids[@]}"; do
	if grep -qzFx "LIVE_WORLD=$folder" "/proc/$pid/environ" 2>/dev/null; then kill -KILL "$pid"; fi
done
"$cluster" reset
rm -rf "$folder"
