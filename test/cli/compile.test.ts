import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compile } from '../../lib/cli/compile';

const root = dirname(dirname(__dirname));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-compile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const monitor = (name: string, endpoint = 'port: http') => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  endpoints:
    - ${endpoint}
`;
const rule = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: shop, namespace: shop, uid: 0b7a}
spec: {groups: [{name: shop, rules: [{alert: Down, expr: up == 0}]}]}
`;
const prometheus = (name: string, spec = '{serviceMonitorSelector: {}, ruleSelector: {}}') => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`;

const write = (...texts: readonly string[]): string => {
  const file = join(folder, 'input.yaml');
  writeFileSync(file, texts.join('---\n'));
  return file;
};
const jobs = (text: string) => (load(text) as { scrape_configs: { job_name: string }[] }).scrape_configs.map(({ job_name }) => job_name);

describe('vigie compile', () => {
  test('prints prometheus.yaml', () => {
    const { status, stdout } = compile([write(prometheus('main'), monitor('api'))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
  });

  test('writes the configuration, the rules and what has to be mounted', () => {
    const out = join(folder, 'out');
    expect(compile([write(prometheus('main'), monitor('api'), rule), '--out', out])).toMatchObject({ status: 0, stdout: '' });
    expect(readdirSync(out).sort()).toEqual(['assets.txt', 'prometheus.yaml', 'rules']);
    expect(readFileSync(join(out, 'rules', 'prometheus-main-rulefiles-0', 'shop-shop-0b7a.yaml'), 'utf8')).toContain('alert: Down');
  });

  test('assumes a Prometheus that selects everything where none is given', () => {
    const { status, stdout, stderr } = compile([write(monitor('api'))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
    expect(stderr).toContain('is assumed');
  });

  test('takes an object without a namespace for one of the namespace default, as kubectl does', () => {
    const { status, stdout } = compile([write(monitor('api').replace(', namespace: shop', ''))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/default/api/0']);
  });

  test('asks which of several Prometheus objects is meant', () => {
    const file = write(prometheus('a'), prometheus('b'), monitor('api'));
    expect(compile([file])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--prometheus') });
    expect(compile([file, '--prometheus', 'shop/b']).status).toBe(0);
    expect(compile([file, '--prometheus', 'shop/c'])).toMatchObject({ status: 2, stderr: expect.stringContaining('shop/a, shop/b') });
  });

  test('writes a configuration for each shard', () => {
    const out = join(folder, 'out');
    compile([write(prometheus('main', '{serviceMonitorSelector: {}, shards: 2}'), monitor('api')), '--out', out]);
    expect(readdirSync(out).sort()).toEqual(['assets.txt', 'prometheus-0.yaml', 'prometheus-1.yaml']);
  });

  test('compiles the rest where an object is rejected, and says where and why', () => {
    const { status, stdout, stderr } = compile([write(prometheus('main'), monitor('api'), monitor('broken', 'prot: http'))]);
    expect(status).toBe(1);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
    expect(stderr).toMatch(/input\.yaml:\d+:\d+: ServiceMonitor shop\/broken, spec\.endpoints\[0\].*there is no field prot/);
    expect(stderr).toContain('Did you mean port?');
  });

  test('rejects what the operator rejects, with its reason', () => {
    const { status, stderr } = compile([write(prometheus('main'), monitor('slow', '{port: http, interval: 10s, scrapeTimeout: 20s}'))]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/slow.*scrapeTimeout/);
  });

  test('names the second of two objects with one name', () => {
    expect(compile([write(prometheus('main'), monitor('api'), monitor('api'))])).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') });
  });

  test('writes nothing where the input is unusable', () => {
    const out = join(folder, 'out');
    expect(compile([write(monitor('api'), 'kind: [\n'), '--out', out])).toMatchObject({ status: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  test('does not replace a folder that holds something else', () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect(compile([write(monitor('api')), '--out', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('notes.txt') });
    expect(readdirSync(out)).toEqual(['notes.txt']);
  });

  test.each([
    ['no path', [], /needs a file/],
    ['an unknown option', ['x', '--colour'], /--colour/],
    ['a file that is not there', ['/nowhere/at/all.yaml'], /there is nothing of that name/],
  ])('refuses %s', (_, args, words) => {
    const { status, stderr } = compile(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(words);
  });

  test('keeps credentials out of the configuration', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: token, namespace: shop}\nstringData: {value: s3cret}\n';
    const out = join(folder, 'out');
    compile([write(prometheus('main'), secret, monitor('api', '{port: http, authorization: {credentials: {name: token, key: value}}}')), '--out', out]);
    expect(readFileSync(join(out, 'prometheus.yaml'), 'utf8')).not.toContain('s3cret');
    expect(readFileSync(join(out, 'assets.txt'), 'utf8')).toContain('Secret shop/token value -> /etc/prometheus/credentials/');
  });

  test('reads standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/run.mjs', 'lib/cli/main.ts', 'compile', '-'], { cwd: root, input: monitor('api'), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
  });
});
