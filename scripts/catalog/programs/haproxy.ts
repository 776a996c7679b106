import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debian, fetchPage, freePort, type Kit, until } from '../kit';
import type { Documented, Page, Program } from '../program';

async function pages(kit: Kit): Promise<Page[]> {
  const [port, shop] = [await freePort(), await freePort()];
  writeFileSync(
    join(kit.folder, 'haproxy.cfg'),
    `global
  maxconn 100
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
resolvers names
  nameserver one 127.0.0.1:53
frontend metrics
  bind 127.0.0.1:${port}
  http-request use-service prometheus-exporter if { path /metrics }
frontend shop
  bind 127.0.0.1:${shop}
  option socket-stats
  default_backend shop
backend shop
  option httpchk
  http-reuse always
  server a 127.0.0.1:1 check agent-check agent-port 2 inter 500ms
  server b 127.0.0.1:${port} check inter 500ms
backend seen
  stick-table type ip size 1m expire 1h store http_req_rate(10s)
`,
  );
  kit.start(debian('bin/haproxy'), ['-f', 'haproxy.cfg']);
  await until(() => fetchPage(`http://127.0.0.1:${port}/metrics`));
  await fetch(`http://127.0.0.1:${shop}/metrics`).then((answer) => answer.text());
  return [
    { text: await fetchPage(`http://127.0.0.1:${port}/metrics`) },
    { text: await fetchPage(`http://127.0.0.1:${port}/metrics?extra-counters`), when: '?extra-counters' },
  ];
}

/** addons/promex/README: the names only. */
async function documented(): Promise<Documented[]> {
  const readme = readFileSync(debian('source/haproxy/addons/promex/README'), 'utf8');
  return [...readme.matchAll(/^\| (haproxy_\w+)/gm)].map(([, name]) => ({
    name: name!,
    type: name!.endsWith('_total') ? 'counter' : 'gauge',
    help: '',
  }));
}

export const haproxy: Program = {
  name: 'haproxy',
  program: 'haproxy, its Prometheus exporter',
  version: '3.0.11',
  live: {
    source: 'frontends, backends with servers that are up and down, a resolver, a stick table',
    needs: [debian('bin/haproxy')],
    pages,
  },
  doc: { source: 'haproxy 3.0.11, addons/promex/README', metrics: documented },
};
