import { writeFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { join } from 'node:path';
import { declaredIn } from '../go-source';
import { fetchPage, freePort, type Kit, tool, until } from '../kit';
import type { Page, Program } from '../program';

const module = 'github.com/prometheus/blackbox_exporter';
const version = '0.28.0';

const config = `modules:
  http: {prober: http, http: {preferred_ip_protocol: ip4, fail_if_body_not_matches_regexp: ['ok'], tls_config: {insecure_skip_verify: true}}}
  json: {prober: http, http: {preferred_ip_protocol: ip4, fail_if_body_json_not_matches_cel: 'body.ok == true', tls_config: {insecure_skip_verify: true}}}
  tcp: {prober: tcp, tcp: {preferred_ip_protocol: ip4, tls: true, tls_config: {insecure_skip_verify: true}}}
  talk: {prober: tcp, timeout: 2s, tcp: {preferred_ip_protocol: ip4, query_response: [{expect: 'nothing', labels: [{name: reply, value: x}]}]}}
  icmp: {prober: icmp, icmp: {preferred_ip_protocol: ip4}}
  dns: {prober: dns, dns: {preferred_ip_protocol: ip4, query_name: fixed.example, query_type: SOA, validate_answer_rrs: {fail_if_not_matches_regexp: ['.*']}}}
  grpc: {prober: grpc, grpc: {preferred_ip_protocol: ip4}}
`;

async function run(kit: Kit): Promise<{ probes: Page[]; itself: Page[] }> {
  const [https, dns, grpc, peer, port] = [await freePort(), await freePort(), await freePort(), await freePort(), await freePort()];
  await kit.run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'key',
    '-out',
    'crt',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
  ]);
  const [key, cert] = [await kit.run('cat', ['key']), await kit.run('cat', ['crt'])];
  const server = createHttps({ key, cert }, (request, answer) => {
    if (request.url === '/moved') answer.writeHead(302, { location: '/' }).end();
    else answer.setHeader('last-modified', 'Thu, 01 Jan 2026 00:00:00 GMT').end('{"ok": true}');
  }).listen(https, '127.0.0.1');
  kit.onClose(() => new Promise((resolve) => server.close(() => resolve())));
  writeFileSync(
    join(kit.folder, 'Corefile'),
    `.:${dns} {
  bind 127.0.0.1
  template IN SOA {
    answer "{{ .Name }} 60 IN SOA a.example b.example 1 60 60 60 60"
  }
}
`,
  );
  kit.start(tool('coredns'), ['-conf', 'Corefile']);
  const [client, other] = [`http://127.0.0.1:${grpc}`, `http://127.0.0.1:${peer}`];
  kit.start(tool('etcd'), [
    '--data-dir',
    'etcd',
    '--listen-client-urls',
    client,
    '--advertise-client-urls',
    client,
    '--listen-peer-urls',
    other,
    '--initial-advertise-peer-urls',
    other,
    '--initial-cluster',
    `default=${other}`,
  ]);
  writeFileSync(join(kit.folder, 'blackbox.yml'), config);
  kit.start(tool('blackbox_exporter'), ['--config.file=blackbox.yml', `--web.listen-address=127.0.0.1:${port}`]);
  const probe = (prober: string, target: string): Promise<string> =>
    until(async () => {
      const text = await fetchPage(`http://127.0.0.1:${port}/probe?module=${prober}&target=${encodeURIComponent(target)}`);
      if (prober !== 'talk' && !/^probe_success 1/m.test(text)) throw new Error(`the probe ${prober} of ${target} fails:\n${text}`);
      return text;
    }, 30);
  const probes = [
    await probe('http', `https://127.0.0.1:${https}/moved`),
    await probe('json', `https://127.0.0.1:${https}/`),
    await probe('tcp', `127.0.0.1:${https}`),
    await probe('talk', `127.0.0.1:${https}`),
    await probe('icmp', '127.0.0.1'),
    await probe('dns', `127.0.0.1:${dns}`),
    await probe('grpc', `127.0.0.1:${grpc}`),
  ].map((text) => ({ text }));
  return { probes, itself: [{ text: await fetchPage(`http://127.0.0.1:${port}/metrics`) }] };
}

const needs = [tool('blackbox_exporter'), tool('coredns'), tool('etcd')];

const declared = async (probes: boolean) =>
  (await declaredIn(module, `v${version}`)).filter(({ name }) => name.startsWith('probe_') === probes);

export const blackbox: Program = {
  name: 'blackbox',
  program: 'blackbox_exporter, /probe',
  version,
  live: { source: 'a probe of each kind', needs, pages: async (kit) => (await run(kit)).probes },
  doc: { source: `${module} v${version}, its source`, metrics: () => declared(true) },
};

export const blackboxItself: Program = {
  name: 'blackbox-self',
  program: 'blackbox_exporter, /metrics',
  version,
  live: { source: 'after a probe of each kind', needs, pages: async (kit) => (await run(kit)).itself },
  doc: {
    source: `${module} v${version}, its source`,
    metrics: async () => (await declared(false)).filter(({ name }) => name.startsWith('blackbox_')),
  },
};
