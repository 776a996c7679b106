#!/usr/bin/env bash
# build.sh [NAME...]: what the catalogues need besides test/conformance/control-plane/build.sh, into the same $VIGIE_TOOLS (default
# ~/.cache/vigie-tools): Go programs into bin/, Debian's into debian/ (one name: debian), unpacked and never installed.
# Needs Go, the Go module proxy, and apt. What is already there is left alone. Exits 1 if anything failed.
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

if want prometheus-config-reloader && [ ! -x "$tools/bin/prometheus-config-reloader" ]; then
	(cd "$here/../../../test/conformance/control-plane/mods/prometheus-operator" && CGO_ENABLED=0 nice -n 10 go build -p 2 -trimpath -ldflags "-s -w" \
		-o "$tools/bin/" github.com/prometheus-operator/prometheus-operator/cmd/prometheus-config-reloader) >"$tools/logs/prometheus-config-reloader.log" 2>&1
	report prometheus-config-reloader $?
fi

# Programs of Debian 13, with all that they need, unpacked into debian/root and started by its own loader: nothing of this machine's
# system is read or changed. debian/bin has a starter for each; debian/source has what some were made from.
programs="haproxy:usr/sbin/haproxy mariadb-server-core:usr/sbin/mariadbd nftables:usr/sbin/nft nginx:usr/sbin/nginx
	prometheus-mysqld-exporter:usr/bin/prometheus-mysqld-exporter prometheus-postgres-exporter:usr/bin/prometheus-postgres-exporter
	prometheus-pushgateway:usr/bin/prometheus-pushgateway prometheus-redis-exporter:usr/bin/prometheus-redis-exporter
	python3-prometheus-client: redis-server:usr/bin/redis-server"
unpack() {
	set -e
	rm -rf "$tools/debian" && mkdir -p "$tools/debian"/{root,bin,apt/lists/partial,apt/cache/archives/partial}
	cd "$tools/debian/apt"
	# The mirror that this machine's own apt is set up with.
	local mirror
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
	[ -n "$mirror" ] || { echo "apt knows no mirror of Debian: run apt-get update" && return 1; }
	for kind in deb deb-src; do
		echo "$kind [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main"
	done >sources.list
	local own=(-o "Dir::Etc::sourcelist=$PWD/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$PWD/lists"
		-o "Dir::Cache=$PWD/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o Debug::NoLocking=1)
	apt-get "${own[@]}" update
	# shellcheck disable=SC2046
	apt-get "${own[@]}" install --no-install-recommends --download-only -y $(for p in $programs; do echo "${p%%:*}"; done)
	for package in cache/archives/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C ../root; done
	for source in haproxy prometheus-mysqld-exporter prometheus-postgres-exporter; do
		mkdir -p "../source/$source"
		apt-get "${own[@]}" source --download-only --tar-only "$source"
		tar -x --strip-components=1 -C "../source/$source" -f "$source"_*.orig.tar.*z
	done
	cd .. && rm -rf apt
	for p in $programs; do
		if [ -z "${p#*:}" ]; then continue; fi
		cat >"bin/$(basename "${p#*:}")" <<-EOF
			#!/bin/sh
			root=$tools/debian/root
			exec "\$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "\$root/usr/lib/x86_64-linux-gnu" "\$root/${p#*:}" "\$@"
		EOF
		chmod +x "bin/$(basename "${p#*:}")"
	done
	touch .done
}
if want debian && [ ! -e "$tools/debian/.done" ]; then
	(unpack) >"$tools/logs/debian.log" 2>&1
	report debian $?
fi
exit $rc
