#!/usr/bin/env bash
# network.sh ADDRESS CLUSTER-NETWORK LINK: in a network namespace of its own, takes an address of the cluster's, so that whoever asks
# it asks the programs of this namespace and no other. Says `ready` and stays until it is killed.
set -euo pipefail
address=$1 cluster=$2 link=$3
nsenter --net="$cluster" bash -euc '
	ip link add "$1" type veth peer name eth0 netns "$2"
	ip link set "$1" up
	# The cluster has all these addresses on its own loopback; the longer prefix in the same table takes this one out.
	ip route add "$3/32" dev "$1" table local
' - "$link" $$ "$address"
ip link set lo up
ip link set eth0 up
ip address add "$address/32" dev eth0
ip route add 198.18.255.1 dev eth0 # the API server's own address, which the cluster answers for
ip route add default via 198.18.255.1
echo ready
exec sleep infinity
