import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCompile } from '../../../lib/cli/compile/compile';

const root = dirname(dirname(dirname(__dirname)));
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
metadata: {name: shop, namespace: shop, uid: 0b7a0000-0000-4000-8000-000000000000}
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
    const { status, stdout } = runCompile([write(prometheus('main'), monitor('api'))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
  });

  test('writes the configuration, the rules and what has to be mounted', () => {
    const out = join(folder, 'out');
    expect(runCompile([write(prometheus('main'), monitor('api'), rule), '--out', out])).toMatchObject({ status: 0, stdout: '' });
    expect(readdirSync(out).sort()).toEqual(['assets.txt', 'prometheus.yaml', 'rules']);
    expect(
      readFileSync(join(out, 'rules', 'prometheus-main-rulefiles-0', 'shop-shop-0b7a0000-0000-4000-8000-000000000000.yaml'), 'utf8'),
    ).toContain('alert: Down');
  });

  test('assumes a Prometheus that selects everything where none is given', () => {
    const { status, stdout, stderr } = runCompile([write(monitor('api'))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
    expect(stderr).toContain('is assumed');
  });

  test('takes an object without a namespace for one of the namespace default, as kubectl does', () => {
    const { status, stdout } = runCompile([write(monitor('api').replace(', namespace: shop', ''))]);
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/default/api/0']);
  });

  test('asks which of several Prometheus objects is meant', () => {
    const file = write(prometheus('a'), prometheus('b'), monitor('api'));
    expect(runCompile([file])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--prometheus') });
    expect(runCompile([file, '--prometheus', 'shop/b']).status).toBe(0);
    expect(runCompile([file, '--prometheus', 'shop/c'])).toMatchObject({ status: 2, stderr: expect.stringContaining('shop/a, shop/b') });
  });

  test('writes a configuration for each shard', () => {
    const out = join(folder, 'out');
    runCompile([write(prometheus('main', '{serviceMonitorSelector: {}, shards: 2}'), monitor('api')), '--out', out]);
    expect(readdirSync(out).sort()).toEqual(['assets.txt', 'prometheus-0.yaml', 'prometheus-1.yaml']);
  });

  test('compiles the rest where an object is rejected, and says where and why', () => {
    const { status, stdout, stderr } = runCompile([write(prometheus('main'), monitor('api'), monitor('broken', 'prot: http'))]);
    expect(status).toBe(1);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
    expect(stderr).toMatch(/input\.yaml:\d+:\d+: ServiceMonitor shop\/broken, spec\.endpoints\[0\].*there is no field prot/);
    expect(stderr).toContain('Did you mean port?');
  });

  test('rejects what the operator rejects, with its reason', () => {
    const { status, stderr } = runCompile([write(prometheus('main'), monitor('slow', '{port: http, interval: 10s, scrapeTimeout: 20s}'))]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/slow.*scrapeTimeout/);
  });

  test('names the second of two objects with one name', () => {
    expect(runCompile([write(prometheus('main'), monitor('api'), monitor('api'))])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is there already'),
    });
  });

  test('writes nothing where the input is unusable', () => {
    const out = join(folder, 'out');
    expect(runCompile([write(monitor('api'), 'kind: [\n'), '--out', out])).toMatchObject({ status: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  test('does not replace a folder that holds something else', () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect(runCompile([write(monitor('api')), '--out', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('notes.txt') });
    expect(readdirSync(out)).toEqual(['notes.txt']);
  });

  test.each([
    ['no path', [], /needs a file/],
    ['an unknown option', ['x', '--colour'], /--colour/],
    ['a file that is not there', ['/nowhere/at/all.yaml'], /there is nothing of that name/],
  ])('refuses %s', (_, args, words) => {
    const { status, stderr } = runCompile(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(words);
  });

  test('keeps credentials out of the configuration', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: token, namespace: shop}\nstringData: {value: s3cret}\n';
    const out = join(folder, 'out');
    runCompile([
      write(prometheus('main'), secret, monitor('api', '{port: http, authorization: {credentials: {name: token, key: value}}}')),
      '--out',
      out,
    ]);
    expect(readFileSync(join(out, 'prometheus.yaml'), 'utf8')).not.toContain('s3cret');
    expect(readFileSync(join(out, 'assets.txt'), 'utf8')).toContain('Secret shop/token value -> /etc/prometheus/credentials/');
  });

  test('reads standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/run.mjs', 'lib/cli/main.ts', 'compile', '-'], {
      cwd: root,
      input: monitor('api'),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(jobs(stdout)).toEqual(['serviceMonitor/shop/api/0']);
  });
});

describe('the output folder of vigie compile', () => {
  const out = () => join(folder, 'out');
  const files = () => readdirSync(out(), { recursive: true }).sort();

  test('holds nothing of an earlier compilation, such as the rules of an object that is gone', () => {
    runCompile([write(prometheus('main'), monitor('api'), rule, rule.replace('name: shop, n', 'name: gone, n')), '--out', out()]);
    expect(files().filter((name) => String(name).includes('gone'))).toHaveLength(1);
    runCompile([write(prometheus('main'), monitor('api'), rule), '--out', out()]);
    expect(files()).toEqual([
      'assets.txt',
      'prometheus.yaml',
      'rules',
      'rules/prometheus-main-rulefiles-0',
      'rules/prometheus-main-rulefiles-0/shop-shop-0b7a0000-0000-4000-8000-000000000000.yaml',
    ]);
  });

  test('is not read, where it stands inside of the input', () => {
    write(prometheus('main'), monitor('api'), rule);
    expect(runCompile([folder, '--out', out()]).status).toBe(0);
    expect(runCompile([folder, '--out', out()])).toMatchObject({ status: 0, stderr: `${out()}: 3 files\n` });
  });

  const broken = `${prometheus('main', '{serviceMonitorSelector: {}, shards: -1}')}---\n${monitor('api')}`;
  const alertmanager =
    'apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: {name: main, namespace: shop}\nspec: {version: x}\n';
  test.each<[string, string, number]>([
    ['the input is unusable', 'a: "', 2],
    ['there is nothing in the input', '', 2],
    ['there are several Prometheus objects', `${prometheus('a')}---\n${prometheus('b')}---\n${monitor('api')}`, 2],
    ['the only monitor is rejected', monitor('api', 'prot: http'), 1],
    ['the Prometheus object is rejected by the API server', broken, 1],
    [
      'the Prometheus object is rejected by the operator',
      `${prometheus('main', '{serviceMonitorSelector: {}, version: x}')}---\n${monitor('api')}`,
      1,
    ],
    ['the Alertmanager object is rejected, though Prometheus is well', `${prometheus('main')}---\n${alertmanager}`, 1],
  ])('stays as it was where %s', (_, text, status) => {
    runCompile([write(prometheus('main'), monitor('api'), rule), '--out', out()]);
    const before = files();
    expect(runCompile([write(text), '--out', out()])).toMatchObject({
      status,
      stdout: '',
      stderr: expect.stringMatching(/nothing was written\n$/),
    });
    expect(files()).toEqual(before);
  });

  test.each<[string, (path: string) => void, RegExp]>([
    ['that is a file', (path) => writeFileSync(path, ''), /is no folder/],
    ['that is a link to nowhere', (path) => symlinkSync('nowhere', path), /is a link that leads nowhere/],
    ['with configuration that somebody wrote', (path) => writeIn(path, 'prometheus.yaml'), /holds prometheus\.yaml, which would be lost/],
    [
      'with a rule file that somebody wrote',
      (path) => {
        writeIn(path, 'assets.txt');
        writeIn(join(path, 'rules'), 'mine.yaml');
      },
      /holds assets\.txt, rules\/mine\.yaml, which would be lost/,
    ],
  ])('is no path %s', (_, make, says) => {
    make(out());
    const input = write(prometheus('main'), monitor('api'));
    expect(runCompile([input, '--out', out()])).toMatchObject({ status: 2, stderr: expect.stringMatching(says) });
    expect(readdirSync(folder).sort()).toEqual(['input.yaml', 'out']);
  });

  test.each<[string, string, RegExp]>([
    ['below a file', 'input.yaml/out', /a part of the path is a file/],
    ['with too long a name', 'x'.repeat(300), /its name is too long/],
  ])('cannot be made %s', (_, path, says) => {
    const input = write(monitor('api'));
    expect(runCompile([input, '--out', join(folder, path)])).toMatchObject({ status: 2, stderr: expect.stringMatching(says) });
  });

  test('is never left, whatever an object says', () => {
    const climbing = '/../../../../../escaped';
    const result = runCompile([
      write(prometheus('main'), rule.replace('uid: 0b7a0000-0000-4000-8000-000000000000', `uid: ${climbing}`)),
      '--out',
      out(),
    ]);
    expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining(`"${climbing}" is not a UUID`) });
    expect(readdirSync(folder).sort()).toEqual(['input.yaml', 'out']);
    expect(readdirSync(out()).sort()).toEqual(['assets.txt', 'prometheus.yaml']);
  });

  test('is named by --out', () => {
    expect(runCompile([write(monitor('api')), '--out', ''])).toMatchObject({ status: 2, stderr: expect.stringContaining('--out needs') });
  });
});

function writeIn(path: string, name: string): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), '');
}

describe('vigie compile says', () => {
  test('which monitors the selectors of the Prometheus object leave out', () => {
    const { status, stderr } = runCompile([
      write(prometheus('main', '{serviceMonitorSelector: {matchLabels: {release: x}}}'), monitor('api')),
    ]);
    expect([status, stderr]).toEqual([0, expect.stringContaining('Prometheus shop/main does not select 1 ServiceMonitor: shop/api')]);
  });

  test('nothing of objects that no compilation reads, though they are there twice', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: api}\n';
    expect(runCompile([write(prometheus('main'), monitor('api'), service, service)])).toMatchObject({ status: 0, stderr: '' });
  });

  test('nothing of monitors of another product', () => {
    const azure = monitor('api', 'whatever: 1').replace('monitoring.coreos.com', 'azmonitoring.coreos.com');
    expect(runCompile([write(prometheus('main'), monitor('b'), azure)])).toMatchObject({ status: 0, stderr: '' });
  });

  test('that an object without a namespace is there twice, once by the name of its namespace', () => {
    expect(
      runCompile([write(prometheus('main'), monitor('api').replace('shop', 'default'), monitor('api').replace(', namespace: shop', ''))])
        .stderr,
    ).toContain('is there already');
  });

  test("that Alertmanager's own configuration is missing", () => {
    const alertmanager = 'apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: {name: main, namespace: shop}\nspec: {}\n';
    expect(runCompile([write(alertmanager)])).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^warning: .*Secret shop\/alertmanager-main is not among the objects/),
    });
  });
});

describe('credentials in plain text', () => {
  const additional =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: more, namespace: shop}\nstringData:\n  jobs.yaml: |\n' +
    '    - job_name: legacy\n      basic_auth: {username: u, password: hunter2}\n      http_sd_configs: [{url: "https://sd", authorization: {credentials: hunter3}}]\n';
  const given = (text = additional) =>
    write(prometheus('main', '{serviceMonitorSelector: {}, additionalScrapeConfigs: {name: more, key: jobs.yaml}}'), text, monitor('api'));

  test('of additionalScrapeConfigs are said, and make prometheus.yaml a Secret', () => {
    const out = join(folder, 'out');
    const { status, stderr } = runCompile([given(), '--out', out]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /prometheus\.yaml: 2 credentials in plain text: scrape_configs\[1\]\.basic_auth\.password, scrape_configs\[1\]\.http_sd_configs\[0\]\.authorization\.credentials\n.*Secret/,
    );
    expect(readFileSync(join(out, 'assets.txt'), 'utf8')).toContain(
      'prometheus.yaml scrape_configs[1].basic_auth.password -> keep prometheus.yaml in a Secret\n',
    );
  });

  test('can be read by nobody but the owner of the file', () => {
    const out = join(folder, 'out');
    runCompile([given(), '--out', out]);
    const modes = ['prometheus.yaml', 'assets.txt'].map((name) => statSync(join(out, name)).mode & 0o077);
    expect(modes).toEqual([0, 0o077 & ~process.umask() & 0o066]);
  });

  test('are never printed in a message', () => expect(runCompile([given(), '--out', join(folder, 'out')]).stderr).not.toContain('hunter'));

  test('are not said where there are none', () => {
    const fine = additional
      .replace('password: hunter2', 'password_file: /etc/x')
      .replace('credentials: hunter3', 'credentials_file: /etc/x');
    expect(runCompile([given(fine)])).toMatchObject({ status: 0, stderr: '' });
  });

  test("of Alertmanager's Secret are said likewise", () => {
    const out = join(folder, 'out');
    const alertmanager = 'apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: {name: main, namespace: shop}\nspec: {}\n';
    const base =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: alertmanager-main, namespace: shop}\nstringData:\n  alertmanager.yaml: |\n' +
      '    route: {receiver: a}\n    receivers: [{name: a, pagerduty_configs: [{routing_key: hunter2}]}]\n';
    expect(runCompile([write(alertmanager, base), '--out', out]).stderr).toContain(
      'alertmanager.yaml: 1 credential in plain text: receivers[0].pagerduty_configs[0].routing_key',
    );
    expect(readFileSync(join(out, 'assets.txt'), 'utf8')).toBe(
      'alertmanager.yaml receivers[0].pagerduty_configs[0].routing_key -> keep alertmanager.yaml in a Secret\n',
    );
  });
});
