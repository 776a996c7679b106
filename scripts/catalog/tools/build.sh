#!/usr/bin/env bash
# build.sh [NAME...]: what the catalogues need besides test/conformance/control-plane/build.sh, into the same $VIGIE_TOOLS (default
# ~/.cache/vigie-tools): Go programs into bin/, one Debian package and what it needs into debian/NAME/, unpacked and never installed.
# Needs Go, the Go module proxy and apt-get download. What is already there is left alone. Exits 1 if anything failed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tools=${VIGIE_TOOLS:-$HOME/.cache/vigie-tools}
mkdir -p "$tools/bin" "$tools/logs" "$tools/debian"
wanted=" $* " rc=0
want() { [ "$wanted" = "  " ] || [[ "$wanted" == *" $1 "* ]]; }
report() { # NAME STATUS
	if [ "$2" = 0 ]; then echo "$1: ready"; else
		echo "$1: FAILED, see $tools/logs/$1.log" >&2
		tail -5 "$tools/logs/$1.log" >&2
		rc=1
	fi
}

# A module with the go.mod and go.sum of its own release.
module() { # BINARY MODULE VERSION PACKAGE
	if ! want "$1" || [ -x "$tools/bin/$1" ]; then return; fi
	(go mod download "$2@$3" && cd "$(go env GOMODCACHE)/$2@$3" &&
		CGO_ENABLED=0 nice -n 10 go build -mod=readonly -p 2 -trimpath -ldflags "-s -w -X github.com/prometheus/common/version.Version=${3#v}" -o "$tools/bin/$1" "$4") >"$tools/logs/$1.log" 2>&1
	report "$1" $?
}
module coredns github.com/coredns/coredns v1.14.7 .
module blackbox_exporter github.com/prometheus/blackbox_exporter v0.28.0 .
module elasticsearch_exporter github.com/prometheus-community/elasticsearch_exporter v1.10.0 .
module nginx-prometheus-exporter github.com/nginx/nginx-prometheus-exporter v1.5.1 .

# Parts of Kubernetes that the conformance kit's module does not name: the same versions, and the few modules that they add.
for part in kube-proxy kubemark; do
	if ! want $part || [ -x "$tools/bin/$part" ]; then continue; fi
	folder=$tools/vendored/kubernetes
	mkdir -p "$folder" && cp "$here"/../../../test/conformance/control-plane/mods/kubernetes/{go.mod,go.sum,tools.go} "$folder/"
	v=k8s.io/component-base/version
	(cd "$folder" && CGO_ENABLED=0 nice -n 10 go build -mod=mod -p 2 -trimpath -o "$tools/bin/$part" \
		-ldflags "-s -w -X $v.gitVersion=v1.36.3 -X $v.gitMajor=1 -X $v.gitMinor=36" k8s.io/kubernetes/cmd/$part) >"$tools/logs/$part.log" 2>&1
	report $part $?
done

debian() { # NAME PACKAGE...
	if ! want "$1" || [ -e "$tools/debian/$1/.done" ]; then return; fi
	(set -e
		rm -rf "$tools/debian/$1" && mkdir -p "$tools/debian/$1/.packages" && cd "$tools/debian/$1/.packages"
		apt-get download "${@:2}"
		for package in ./*.deb; do dpkg -x "$package" ..; done
		rm -rf ../.packages && touch ../.done) >"$tools/logs/debian-$1.log" 2>&1
	report "debian-$1" $?
}
debian nftables nftables libnftables1 libnftnl11 libxtables12 libjansson4 libedit2 libmnl0 libbsd0
exit $rc
