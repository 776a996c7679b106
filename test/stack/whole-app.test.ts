import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { alert, counter, type Finding, gauge, grafana, MonitoringApp, MonitoringStack, operator, promql, standalone } from '../../lib';
import { runCheck } from '../../lib/cli/check/check';
import { backends, oneReceiver } from '../support/stacks';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-whole-app-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const runbooks = 'https://wiki.example/runbooks';
const queue = gauge('queue_waiting', 'Messages that wait.');
const secure = {
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
};
const secureContainer = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

const object = (chart: Chart, apiVersion: string, kind: string, name: string, rest: object, labels: Record<string, string> = {}) =>
  new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata: { name, namespace: 'jobs', labels }, ...rest });

const deployment = (chart: Chart, name: string, { image = 'registry.example/worker:1.0.0', isSecure = true } = {}) =>
  object(chart, 'apps/v1', 'Deployment', name, {
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          ...(isSecure && secure),
          containers: [
            { name, image, ports: [{ name: 'http', containerPort: 8080 }], ...(isSecure && { securityContext: secureContainer }) },
          ],
        },
      },
    },
  });

const service = (chart: Chart, name: string, app: string, labels: Record<string, string>) =>
  object(chart, 'v1', 'Service', name, { spec: { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }, labels);

const rules = (expr: string) => ({
  spec: {
    groups: [
      {
        name: 'by-hand',
        rules: [{ alert: 'ByHand', expr, labels: { severity: 'warning' }, annotations: { summary: 'x', description: 'x' } }],
      },
    ],
  },
});

let outputs = 0;
const newApp = () => new MonitoringApp({ outdir: join(scratch, `out-${outputs++}`) });

/** A stack in the namespace of a team's chart, and the chart. */
function appWith(declare: (chart: Chart, stack: MonitoringStack) => void, backend = backends[0]!): MonitoringApp {
  const app = newApp();
  const chart = new Chart(app, 'team');
  const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver, backend });
  stack.install(grafana());
  declare(chart, stack);
  return app;
}

const said = (app: MonitoringApp, name?: string): readonly string[] =>
  app
    .findings()
    .filter((finding) => finding.check !== 'unrehearsed' && (name === undefined || finding.check === name))
    .map(({ check: by, path, message }) => `${by} ${path}: ${message}`);

/** The findings of `vigie check` on what the app would write. */
function checked(app: MonitoringApp, others: (finding: Finding) => boolean): readonly Finding[] {
  const folder = join(scratch, `files-${outputs++}`);
  for (const [name, text] of app.files()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return (JSON.parse(runCheck([folder, '--format', 'json']).stdout) as Finding[]).filter(others);
}

describe.each(backends)('an app with a stack for $name', (backend) => {
  test('says nothing where all is well', () => {
    const app = appWith((chart, stack) => {
      deployment(chart, 'worker');
      service(chart, 'worker', 'worker', { app: 'worker' });
      stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue] });
    }, backend);
    expect(said(app)).toEqual([]);
  });

  test('finds a monitor whose Service has a misspelt label', () => {
    const app = appWith((chart, stack) => {
      deployment(chart, 'worker');
      service(chart, 'worker', 'worker', { app: 'wroker' });
      stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue] });
    }, backend);
    expect(said(app)).toEqual([expect.stringMatching(/^selects-nothing monitoring\/worker: .*app=worker.*/)]);
  });

  test('finds pods that are scraped through their Service and through their Deployment', () => {
    const app = appWith((chart, stack) => {
      deployment(chart, 'worker');
      service(chart, 'worker', 'worker', { app: 'worker' });
      stack.monitor({ name: 'by-service', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue] });
      stack.monitor({ name: 'by-pod', labels: { app: 'worker' }, port: 'http', select: 'pods' }, { metrics: [queue] });
    }, backend);
    expect(said(app)).toEqual([expect.stringMatching(/^scraped-twice monitoring\/by-(service|pod): /)]);
  });

  test("finds a team's pods that its namespace refuses", () => {
    const app = appWith((chart) => void deployment(chart, 'worker', { isSecure: false }), backend);
    expect(said(app)).toEqual([expect.stringMatching(/^pod-security team\/Deployment-worker: its namespace jobs enforces .* restricted/)]);
    expect(() => app.synth()).toThrow(/pod-security/);
  });

  test('finds an object that has the name of one of the stack', () => {
    const app = appWith((chart) => void object(chart, 'v1', 'ConfigMap', 'grafana-config', { data: {} }), backend);
    expect(said(app)).toEqual([expect.stringMatching(/^duplicate-name team\/ConfigMap-grafana-config: .* ConfigMap jobs\/grafana-config/)]);
  });

  test('finds a broken query in a PrometheusRule that was made by hand', () => {
    const app = appWith((chart) => void object(chart, 'monitoring.coreos.com/v1', 'PrometheusRule', 'by-hand', rules('up ==')), backend);
    expect(said(app, 'promql-syntax')).toEqual([expect.stringMatching(/^promql-syntax team\/PrometheusRule-by-hand: alert ByHand/)]);
  });

  test('finds a broken query in a dashboard that was made by hand', () => {
    const board = { title: 'By hand', uid: 'by-hand', panels: [{ type: 'stat', title: 'P', targets: [{ expr: 'sum(up' }] }] };
    const app = appWith(
      (chart) => void object(chart, 'v1', 'ConfigMap', 'board', { data: { 'board.json': JSON.stringify(board) } }),
      backend,
    );
    expect(said(app, 'promql-syntax')).toEqual([
      expect.stringMatching(/^promql-syntax team\/ConfigMap-board: dashboard By hand, panel P: /),
    ]);
  });

  test('finds the same in objects made by hand as `vigie check` finds in the written files', () => {
    const app = appWith((chart, stack) => {
      deployment(chart, 'worker', { isSecure: false, image: 'registry.example/worker:latest' });
      service(chart, 'worker', 'wroker', { app: 'worker' });
      object(chart, 'monitoring.coreos.com/v1', 'PrometheusRule', 'by-hand', rules('rate(up) > 1'));
      object(chart, 'v1', 'ConfigMap', 'grafana-config', { data: {} });
      object(chart, 'monitoring.coreos.com/v1', 'ServiceMonitor', 'own', {
        spec: { selector: { matchLabels: { app: 'worker' } }, endpoints: [{ port: 'htpp' }] },
      });
      stack.monitor({ name: 'other', labels: { app: 'other' }, port: 'http' }, { metrics: [queue] });
    }, backend);
    const text = ({ check: by, severity, object: title, message }: Finding) => `${severity} ${by} ${title}: ${message}`;
    const inSynth = app.findings().filter(({ path }) => path?.startsWith('team/'));
    const inFiles = checked(app, ({ file }) => file?.endsWith('/team.yaml') === true);
    expect(inFiles.length).toBeGreaterThan(3);
    expect(inSynth.map(text).sort()).toEqual(inFiles.map(text).sort());
  });

  test('judges an object as a patch has changed it', () => {
    const app = appWith((_, stack) => {
      const image = stack.object('Deployment', 'grafana');
      image.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'registry.example/grafana:latest'));
    }, backend);
    expect(said(app, 'image-version')).toEqual([expect.stringMatching(/^image-version monitoring.*grafana:latest/)]);
  });
});

describe('a rule that a patch changed', () => {
  const wrong = alert('QueueWaits', { expr: promql`queue_waitng > 1`, severity: 'warning', summary: 'x' });
  const withRule = (patch: (stack: MonitoringStack) => void, rule = wrong) => {
    const app = newApp();
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver, backend: operator(), runbooks });
    stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue], alerts: [rule] });
    patch(stack);
    return app;
  };

  test('is found wrong as it was declared', () => {
    expect(said(withRule(() => undefined))).toEqual([expect.stringMatching(/^unknown-metric monitoring\/worker\/QueueWaits: /)]);
  });

  test('is right where the patch made it right', () => {
    const app = withRule((stack) =>
      stack.object('PrometheusRule', 'worker').addJsonPatch(JsonPatch.replace('/spec/groups/0/rules/0/expr', 'queue_waiting > 1')),
    );
    expect(said(app)).toEqual([]);
  });

  test('is wrong where the patch made it wrong', () => {
    const right = alert('QueueWaits', { expr: promql`${queue} > 1`, severity: 'warning', summary: 'x' });
    const app = withRule(
      (stack) => stack.object('PrometheusRule', 'worker').addJsonPatch(JsonPatch.replace('/spec/groups/0/rules/0/expr', 'queue_waiting >')),
      right,
    );
    expect(said(app)).toEqual([expect.stringMatching(/^promql-syntax monitoring\/PrometheusRule worker: alert QueueWaits/)]);
  });

  test('in a ConfigMap is read from there', () => {
    const app = newApp();
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver, runbooks });
    stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue], alerts: [wrong] });
    const text = (stack.object('ConfigMap', 'prometheus-rules').toJson() as { data: Record<string, string> }).data['worker.yaml']!;
    stack
      .object('ConfigMap', 'prometheus-rules')
      .addJsonPatch(JsonPatch.replace('/data/worker.yaml', text.replace('queue_waitng', 'queue_waiting')));
    expect(said(app)).toEqual([]);
  });
});

describe('an object that cannot be written', () => {
  const wrongPatch = JsonPatch.replace('/spec/nothing/here', 1);
  const finding = /^invalid-construct monitoring\/Service prometheus-service: Service prometheus-service cannot be written: /;

  test('is a finding of a MonitoringApp', () => {
    const app = newApp();
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver });
    stack.object('Service', 'prometheus-service').addJsonPatch(wrongPatch);
    expect(said(app)).toEqual([expect.stringMatching(finding)]);
  });

  test('stops a stock App with the same sentence', () => {
    const app = new App({ outdir: join(scratch, `out-${outputs++}`) });
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver });
    stack.object('Service', 'prometheus-service').addJsonPatch(wrongPatch);
    expect(() => app.synth()).toThrow(/Service prometheus-service cannot be written: /);
  });
});

describe('what an app knows beside a stack', () => {
  test('a dashboard may read what a PrometheusRule made by hand records', () => {
    const app = appWith((chart, stack) => {
      object(chart, 'monitoring.coreos.com/v1', 'PrometheusRule', 'by-hand', {
        spec: { groups: [{ name: 'g', rules: [{ record: 'job:queue_waiting:sum', expr: 'sum by (job) (queue_waiting)' }] }] },
      });
      const high = alert('High', { expr: promql`job:queue_waiting:sum > 5`, severity: 'warning', summary: 'x' });
      stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue], alerts: [high] });
    }, operator());
    expect(said(app)).toEqual([]);
  });

  test('the same pods scraped by a stack and by a monitor made by hand are scraped twice', () => {
    const app = appWith((chart, stack) => {
      deployment(chart, 'worker');
      service(chart, 'worker', 'worker', { app: 'worker' });
      object(chart, 'monitoring.coreos.com/v1', 'PodMonitor', 'own', {
        spec: { selector: { matchLabels: { app: 'worker' } }, podMetricsEndpoints: [{ port: 'http' }] },
      });
      stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [queue] });
    }, operator());
    expect(said(app)).toEqual([expect.stringMatching(/^scraped-twice team\/PodMonitor-own: /)]);
  });

  test('a stack for each environment says nothing', () => {
    const app = newApp();
    for (const name of ['dev', 'prod']) {
      new MonitoringStack(app, name, { namespace: `monitoring-${name}`, routing: oneReceiver }).install(grafana());
    }
    expect(said(app)).toEqual([]);
  });

  test('two stacks that are two ways to run one are checked apart', () => {
    const app = newApp();
    for (const [name, backend] of [
      ['plain', standalone()],
      ['operated', operator()],
    ] as const) {
      new MonitoringStack(app, name, { namespace: 'monitoring', backend, routing: oneReceiver }).install(grafana());
    }
    expect(said(app)).toEqual([]);
  });

  test("a component in the namespace of another stack meets that namespace's Pod Security", () => {
    const app = newApp();
    new MonitoringStack(app, 'platform', { namespace: 'jobs', routing: oneReceiver });
    const chart = new MonitoringStack(app, 'tenant', { namespace: 'tenant', routing: oneReceiver, backend: operator() });
    chart.install({
      name: 'bot',
      objects: () => [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'bot', namespace: 'jobs' },
          spec: { containers: [{ name: 'bot', image: 'registry.example/bot:1.0.0' }] },
        },
      ],
    });
    expect(said(app)).toEqual([expect.stringMatching(/^pod-security tenant: its namespace jobs enforces .* restricted/)]);
  });
});

test('an app without a stack is checked as manifests are', () => {
  const app = newApp();
  object(new Chart(app, 'team'), 'monitoring.coreos.com/v1', 'PrometheusRule', 'by-hand', rules('up =='));
  expect(said(app, 'promql-syntax')).toEqual([expect.stringMatching(/^promql-syntax team\/PrometheusRule-by-hand: /)]);
});

test('a metric of a target is known to a dashboard made by hand', () => {
  const errors = counter('api_errors_total', 'Errors.');
  const app: App = appWith((chart, stack) => {
    stack.monitor({ name: 'api', labels: { app: 'api' }, port: 'http' }, { metrics: [errors] });
    const board = {
      title: 'By hand',
      uid: 'by-hand',
      panels: [{ type: 'stat', title: 'P', targets: [{ expr: 'rate(api_erors_total{job="api"}[5m])' }] }],
    };
    object(chart, 'v1', 'ConfigMap', 'board', { data: { 'board.json': JSON.stringify(board) } });
  });
  expect(said(app as MonitoringApp, 'unknown-metric')).toEqual([
    expect.stringMatching(/^unknown-metric team\/ConfigMap-board: .*api_erors_total/),
  ]);
});
