import { Chart, Size } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-27';
import { expect, test } from 'vitest';
import {
  accept,
  alert,
  attach,
  dashboard,
  existing,
  gauge,
  grafana,
  heatmap,
  installedFrom,
  kubePrometheus,
  kubePrometheusStack,
  logs,
  MonitoringApp,
  MonitoringStack,
  microk8sObservability,
  namespace,
  openshiftUserWorkload,
  promql,
  receiver,
  row,
  secretKey,
  slack,
  standalone,
  stat,
  table,
  timeseries,
  volume,
} from '../lib';

/** What does not compile is refused before anything runs: the type checker judges this file as a part of `npm test`. */
export function wrongProps(): void {
  const app = new MonitoringApp();
  const expr = promql`up == 0`;

  // @ts-expect-error a namespace is required
  new MonitoringStack(app, 'a', {});
  new MonitoringStack(app, 'a1', { namespace: namespace('x', { podSecurity: 'baseline', labels: { team: 'shop' } }) });
  new MonitoringStack(app, 'a2', { namespace: existing('x', { podSecurity: 'restricted' }) });
  new MonitoringStack(app, 'a3', { namespace: new Namespace(app, 'x') });
  // @ts-expect-error the level is said where the namespace is said
  new MonitoringStack(app, 'a4', { namespace: 'x', podSecurity: 'baseline' });
  // @ts-expect-error a namespace that exists is not labelled
  existing('x', { labels: { team: 'shop' } });
  // @ts-expect-error a level of Pod Security
  namespace('x', { podSecurity: 'strict' });
  // @ts-expect-error a function that was not called
  new MonitoringStack(app, 'a5', { namespace: grafana });

  accept('image-version', { on: 'Deployment legacy', because: 'mirrored by digest' });
  accept('image-version', { on: new Namespace(app, 'y'), because: 'x' });
  // @ts-expect-error an acceptance has a reason
  accept('image-version', { on: 'Deployment legacy' });
  // @ts-expect-error there is no such check
  accept('image-verson', { on: 'Deployment legacy', because: 'x' });

  attach(kubePrometheusStack({ release: 'kps', without: ['kubeProxy'] }), {
    limits: { sampleLimit: 50_000 },
    dashboards: { labels: { a: 'b' } },
  });
  attach(kubePrometheus());
  attach(openshiftUserWorkload());
  attach(microk8sObservability());
  attach(installedFrom('platform/'));
  attach(new MonitoringStack(app, 'host', { namespace: 'x' }), { limits: { sampleLimit: 50_000 } });
  // @ts-expect-error a chart is no stack
  attach(new Chart(app, 'chart'));
  // @ts-expect-error an attached stack has no Prometheus to configure
  attach(kubePrometheus(), { retention: '30d' });
  // @ts-expect-error a stack is attached to something
  attach();
  // @ts-expect-error a release is named
  kubePrometheusStack({});
  // @ts-expect-error no part of the chart
  kubePrometheusStack({ release: 'kps', without: ['kubeProxi'] });
  // @ts-expect-error a preset that was not called
  attach(kubePrometheus);
  // @ts-expect-error another backend is no installed stack
  attach(standalone());

  // @ts-expect-error 60 seconds of what?
  new MonitoringStack(app, 'b', { namespace: 'x', scrapeInterval: 60 });
  // @ts-expect-error a unit is missing
  standalone({ prometheus: { retention: '15' } });
  // @ts-expect-error a size is typed
  standalone({ prometheus: { storage: volume('60G') } });
  // @ts-expect-error what keeps the samples: volume('60Gi') or ephemeral('60Gi')
  standalone({ prometheus: { storage: '60Gi' } });
  // @ts-expect-error 512 of what?
  standalone({ prometheus: { resources: { requests: { memory: 512 } } } });
  standalone({ prometheus: { storage: volume(Size.gibibytes(60)), resources: { requests: { memory: '512Mi', cpu: 0.5 } } } });
  // @ts-expect-error 'off' says it
  new MonitoringStack(app, 'd', { namespace: 'x', network: false });
  // @ts-expect-error what belongs to Prometheus is said to Prometheus
  new MonitoringStack(app, 'e', { namespace: 'x', retention: '15d' });
  // @ts-expect-error a backend is passed as itself, not by a name
  new MonitoringStack(app, 'f', { namespace: 'x', backend: 'standalone' });
  // @ts-expect-error an unknown option
  new MonitoringStack(app, 'g', { namespace: 'x', scrapInterval: '30s' });
  // @ts-expect-error an unknown image
  new MonitoringStack(app, 'h', { namespace: 'x', images: { promethues: 'x' } });

  // @ts-expect-error a severity is required
  alert('A', { expr, summary: 'x' });
  // @ts-expect-error an unknown severity
  alert('B', { expr, severity: 'page', summary: 'x' });
  // @ts-expect-error an expression is a query, not a text
  alert('C', { expr: 'up == 0', severity: 'info', summary: 'x' });
  // @ts-expect-error a summary is required
  alert('D', { expr, severity: 'info' });
  // @ts-expect-error a misspelled option
  alert('E', { expr, severity: 'info', summary: 'x', fro: '5m' });

  // @ts-expect-error a webhook's URL is a secret
  receiver('team', slack({ channel: '#x', webhook: 'https://hooks.example/T000' }));
  receiver('team', slack({ channel: '#x', webhook: secretKey('slack', 'url') }));

  // @ts-expect-error a unit is required
  dashboard('x', { title: 'X', panels: [timeseries('Y', { queries: [{ expr }] })] });
  // @ts-expect-error no unit of Grafana: `bytes` is, and so is `suffix:files`
  stat('Size', { queries: [{ expr }], unit: 'byte' });
  stat('Size', { queries: [{ expr }], unit: 'suffix:files' });
  // @ts-expect-error no color of Grafana
  timeseries('Red', { queries: [{ expr }], unit: 's', color: 'rde' });
  timeseries('Red', { queries: [{ expr }], unit: 's', color: '#ff0000', thresholds: [{ from: null, color: 'dark-red' }] });
  // @ts-expect-error a query is no text
  timeseries('Text', { queries: [{ expr: 'up' }], unit: 's' });
  // @ts-expect-error no calculation of Grafana
  stat('Reduced', { queries: [{ expr }], unit: 's', reduce: 'median' });
  // @ts-expect-error a graph has no columns
  timeseries('Columns', { queries: [{ expr }], unit: 's', columns: { job: 'Job' } });
  // @ts-expect-error a table needs columns
  table('Columns', { queries: [{ expr }] });
  // @ts-expect-error cells of a heatmap have a color scheme, and no thresholds
  heatmap('Heat', { queries: [{ expr }], unit: 's', thresholds: [{ from: null, color: 'red' }] });
  // @ts-expect-error a row holds no row
  row('Outer', [row('Inner', [])]);
  // @ts-expect-error where do the logs come from?
  logs('Logs', { expr: '{app="x"}' });
  // @ts-expect-error a variable of a label says which
  dashboard('x', { title: 'X', panels: [], variables: [{ name: 'pod', from: expr }] });
  // @ts-expect-error a link leads to a dashboard or to a whole URL
  dashboard('x', { title: 'X', panels: [], links: [{ title: 'Y', to: 'y' }] });
  // @ts-expect-error a gauge has no buckets
  promql`${gauge('x', 'X.').bucket}`;
}

test('wrong props are refused by the type checker', () => {
  expect(wrongProps).toBeTypeOf('function');
});
