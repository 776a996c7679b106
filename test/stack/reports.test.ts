import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  alert,
  apiServer,
  attach,
  clusterMonitoring,
  fires,
  gauge,
  grafana,
  kubeadm,
  kubelet,
  kubeStateMetrics,
  MonitoringApp,
  type MonitoringAppProps,
  MonitoringStack,
  nodeExporter,
  promql,
  quiet,
  series,
} from '../../lib';
import { replaceFolder } from '../../lib/stack/folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-reports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const pileUp = (name: string) =>
  alert(name, {
    expr: promql`sum by (queue) (${waiting}) > 100`,
    for: '10m',
    severity: 'warning',
    summary: 'Jobs wait.',
    rehearsals: [
      fires('15m', { queue: 'mail' }, series(waiting, { queue: 'mail' }, '200x20')),
      quiet('15m', series(waiting, { queue: 'mail' }, '20x20')),
    ],
  });

function stackIn(app: MonitoringApp, id: string, props: Partial<ConstructorParameters<typeof MonitoringStack>[2]> = {}): MonitoringStack {
  const stack = new MonitoringStack(app, id, { namespace: id, runbooks: 'https://wiki.example', ...props });
  stack.monitor({ name: `worker-${id}`, labels: { app: 'worker' }, port: 80 }, { metrics: [waiting], alerts: [pileUp(`PileUp${id}`)] });
  return stack;
}

const appOf = (props: MonitoringAppProps = {}) => new MonitoringApp({ outdir: join(folder, 'dist'), ...props });
const pagesOf = (app: MonitoringApp) => [...app.files().keys()].filter((name) => name.endsWith('.html'));

test('a synth writes a page with its alerts, their rehearsals and their runbooks', () => {
  const app = appOf();
  stackIn(app, 'a');
  const page = app.files().get('report.html')!;
  expect(page).toContain('<h3>PileUpa</h3>');
  expect(page).toContain('href="https://wiki.example/PileUpa.md"');
  expect(page.split('<figure class="holds">')).toHaveLength(3);
  expect(page).toContain('<td>job worker-a</td>');
  expect(page).toContain('not known: there is no Alertmanager, so nobody is told');
});

test('each stack with a Prometheus has its own, with those that are attached to it', () => {
  const app = appOf();
  const host = stackIn(app, 'a');
  stackIn(app, 'b', { backend: attach(host) });
  stackIn(app, 'c');
  expect(pagesOf(app)).toEqual(['a/report.html', 'c/report.html']);
  expect(app.files().get('a/report.html')).toContain('<h3>PileUpb</h3>');
  expect(app.files().get('c/report.html')).not.toContain('<h3>PileUpb</h3>');
});

test('two in one folder have names of their own', () => {
  const app = appOf();
  stackIn(app, 'a', { folder: '.' });
  stackIn(app, 'b', { folder: '.' });
  expect(pagesOf(app)).toEqual(['report-a.html', 'report-b.html']);
});

test('what is found in a chart of its own stands on the first page', () => {
  const app = appOf();
  stackIn(app, 'a');
  stackIn(app, 'c');
  const pod = { containers: [{ name: 'b', image: 'registry.example/b' }] };
  new ApiObject(new Chart(app, 'hand-made'), 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b', namespace: 'b' }, spec: pod });
  expect(app.findings().map(({ check, path }) => `${check} ${path}`)).toContain('image-version hand-made/pod');
  expect(app.files().get('a/report.html')).toContain('>image-version<');
  expect(app.files().get('c/report.html')).not.toContain('>image-version<');
});

test('there is none where it is switched off, and none without a stack', () => {
  const app = appOf({ report: 'off' });
  stackIn(app, 'a');
  expect(pagesOf(app)).toEqual([]);
  expect(pagesOf(appOf())).toEqual([]);
});

test('a later run replaces it, and no page of somebody else', () => {
  const run = (props: MonitoringAppProps) => {
    const app = appOf(props);
    stackIn(app, 'a');
    return app.files();
  };
  const out = join(folder, 'dist');
  replaceFolder(out, run({}));
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('PileUpa');
  replaceFolder(out, run({ report: 'off' }));
  expect(readdirSync(out)).not.toContain('report.html');
  writeFileSync(join(out, 'report.html'), '<!doctype html>mine');
  expect(() => replaceFolder(out, run({}))).toThrow(/holds report\.html, which would be lost/);
});

test('of a whole cluster it has every alert drawn, in less than 1.5 MB', () => {
  const app = appOf();
  const stack = new MonitoringStack(app, 'cluster', { namespace: 'monitoring' });
  stack.install(grafana(), clusterMonitoring({ platform: kubeadm() }), kubelet(), apiServer(), kubeStateMetrics(), nodeExporter());
  const page = app.files().get('report.html')!;
  const { alerts } = stack.figures();
  expect(alerts).toBeGreaterThan(100);
  expect(page.split('<summary>Rehearsals of ')).toHaveLength(alerts + 1);
  expect(page).not.toMatch(/<figure class="(?:fails|not-played)"/);
  expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
});
