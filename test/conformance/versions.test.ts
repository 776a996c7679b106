import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alert, gauge, type KubernetesObject, promql, standalone } from '../../lib';
import { stackOf } from '../support/stacks';
import { program, tools } from './programs';

/** Versions of Prometheus, and the Go module that each one is. Those before the first one are built with `--all`: minutes for each. */
const versions = [
  ['3.15.0', undefined],
  ...(process.env.VIGIE_ALL === '1'
    ? ([
        ['3.5.0', 'v0.305.0'],
        ['2.55.1', 'v0.55.1'],
        ['2.47.1', 'v0.47.1'],
      ] as const)
    : []),
] as const;

/** The program of a version, built once for all checkouts of a machine; of its service discoveries only those that Vigie uses. */
function builtPrometheus(version: string, module: string | undefined): string {
  if (module === undefined) return program('prometheus');
  const binary = join(tools, 'bin', `prometheus-${version}`);
  if (existsSync(binary)) return binary;
  const answer = execFileSync('go', ['mod', 'download', '-json', `github.com/prometheus/prometheus@${module}`], { cwd: tmpdir() });
  const source = (JSON.parse(answer.toString()) as { readonly Dir: string }).Dir;
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-build-'));
  const cwd = join(scratch, 'prometheus');
  // The module cache is read-only, and so would be its copy.
  execFileSync('cp', ['-r', '--no-preserve=mode', source, cwd]);
  writeFileSync(
    join(cwd, 'plugins', 'plugins.go'),
    'package plugins\n\nimport _ "github.com/prometheus/prometheus/discovery/kubernetes"\n',
  );
  const flags = `-s -w -X github.com/prometheus/common/version.Version=${version}`;
  execFileSync('nice', ['go', 'build', '-mod=readonly', '-p', '2', '-trimpath', '-ldflags', flags, '-o', binary, './cmd/prometheus'], {
    cwd,
  });
  rmSync(scratch, { recursive: true });
  return binary;
}

const load = gauge('load', 'The load.');
const tooMuch = (threshold: number) =>
  alert('TooMuch', { expr: promql`${load} > ${threshold}`, severity: 'warning', summary: 'Too much.' });

/** What is written for an image of this version, with all of Prometheus' paths in a folder. */
function rendered(version: string, threshold: number, inFolder: (text: string) => string) {
  const backend = standalone({ prometheus: { image: `quay.io/prometheus/prometheus:v${version}` } });
  const stack = stackOf(
    (to) => to.monitor({ name: 'shop', labels: { app: 'shop' }, port: 8080 }, { metrics: [load], alerts: [tooMuch(threshold)] }),
    { backend },
  );
  const objects = stack.toJson();
  const data = (name: string) =>
    objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)!.data as Readonly<Record<string, string>>;
  const pods = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus') as KubernetesObject & {
    readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly args: readonly string[] }[] } } };
  };
  return {
    config: inFolder(data('prometheus-config')['prometheus.yml']!),
    rules: data('prometheus-rules'),
    args: pods.spec.template.spec.containers[0]!.args.map(inFolder),
    findings: stack.findings(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until the answer is there; gives up where the program has ended. */
async function eventually<T>(child: ChildProcess, log: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Prometheus ended with ${child.exitCode}:\n${readFileSync(log, 'utf8').slice(-3000)}`);
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe.each(versions)('Prometheus %s', (version, module) => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-versions-'));
  const log = join(folder, 'log');
  const inFolder = (text: string) => text.replaceAll('/etc/prometheus/', `${folder}/etc/`).replaceAll('=/prometheus', `=${folder}/data`);
  const written = rendered(version, 1, inFolder);
  let child: ChildProcess;
  let url: string;
  const get = async (path: string) => ((await (await fetch(`${url}${path}`)).json()) as { readonly data: never }).data;
  const write = (path: string, text: string) => writeFileSync(join(folder, 'etc', path), text);

  beforeAll(async () => {
    for (const name of ['config', 'rules']) mkdirSync(join(folder, 'etc', name), { recursive: true });
    write('config/prometheus.yml', written.config);
    for (const [file, text] of Object.entries(written.rules)) write(`rules/${file}`, text);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const interval = written.args.some((arg) => arg.includes('auto-reload')) ? ['--config.auto-reload-interval=1s'] : [];
    const output = openSync(log, 'a');
    const args = [...written.args, ...interval, `--web.listen-address=127.0.0.1:${port}`];
    child = spawn(builtPrometheus(version, module), args, { env: {}, stdio: ['ignore', output, output] });
    await eventually(child, log, async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
  });

  afterAll(async () => {
    if (child?.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('is the version that was asked for', async () => {
    const { version: running } = await get('/api/v1/status/buildinfo');
    expect(running).toBe(version);
  });

  test('keeps as much as was declared', async () => {
    const { storageRetention } = await get('/api/v1/status/runtimeinfo');
    expect(storageRetention).toBe('15d or 16GiB');
  });

  test('has the rules and the scrape of the stack', async () => {
    const { groups } = await get('/api/v1/rules');
    expect((groups as readonly { readonly name: string }[]).map(({ name }) => name)).toContain('shop');
    const { yaml } = await get('/api/v1/status/config');
    expect(yaml).toContain('job_name: shop');
  });

  test('reads changed rules by itself, or on demand where that is said', async () => {
    const changed = rendered(version, 2, inFolder);
    for (const [file, text] of Object.entries(changed.rules)) write(`rules/${file}`, text);
    const isTold = written.findings.some(({ message }) => message.includes('does not read changed rules'));
    expect(isTold).toBe(!written.args.some((arg) => arg.includes('auto-reload')));
    if (isTold) child.kill('SIGHUP');
    const query = await eventually(child, log, async () => {
      const { groups } = await get('/api/v1/rules');
      const rules = (groups as readonly { readonly rules: readonly { readonly name: string; readonly query: string }[] }[]).flatMap(
        (group) => group.rules,
      );
      const found = rules.find(({ name }) => name === 'TooMuch')!.query;
      return found === 'load > 2' ? found : undefined;
    });
    expect(query).toBe('load > 2');
  });
});
