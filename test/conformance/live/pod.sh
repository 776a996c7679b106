#!/usr/bin/env bash
# pod.sh ROOT UID:GID {ro|rw} [{ro|rw} FROM TO]... -- PROGRAM ARGS...: runs a program as the container of a pod: in a root folder of
# its own with its volumes, as its user, without the host's files. The first ro or rw is that of the root. Wants a mount namespace.
set -euo pipefail
root=$1 user=$2 root_mode=$3
shift 3
mount --bind "$root" "$root"
mount --rbind /proc "$root/proc"
while [ "$1" != -- ]; do
	mount --rbind "$2" "$root$3"
	[ "$1" = rw ] || mount -o remount,bind,ro "$root$3"
	shift 3
done
shift
[ "$root_mode" = rw ] || mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
