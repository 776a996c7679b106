import { ApiObject, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  type AttachOptions,
  alert,
  apiServer,
  attach,
  type Component,
  clusterMonitoring,
  component,
  counter,
  dashboard,
  existing,
  fires,
  gauge,
  grafana,
  type KubePrometheusStackOptions,
  type KubernetesObject,
  kubeadm,
  kubelet,
  kubePrometheusStack,
  kubeStateMetrics,
  type MonitoringStack,
  type MonitoringStackProps,
  nodeExporter,
  podHealth,
  promql,
  quiet,
  series,
  slo,
  stat,
  where,
} from '../../../lib';
import { oneReceiver, stackOf } from '../../support/stacks';

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const target = { name: 'worker', labels: { app: 'worker' }, port: 'http' };
const rule = (expr: string, options: object = {}) =>
  alert('Piled', {
    expr: promql(Object.assign([expr], { raw: [expr] }) as unknown as TemplateStringsArray),
    severity: 'warning',
    summary: 'x',
    ...options,
  });

const attached = (
  declare: (stack: MonitoringStack) => void,
  { props, options, ...to }: Partial<KubePrometheusStackOptions> & { props?: Partial<MonitoringStackProps>; options?: AttachOptions } = {},
) => stackOf(declare, { namespace: existing('shop'), backend: attach(kubePrometheusStack({ release: 'kps', ...to }), options), ...props });

const objectsOf = (stack: MonitoringStack) => stack.apiObjects.map((object) => object.toJson() as KubernetesObject);

/** Findings but for rehearsals, in one line each. */
const found = (stack: MonitoringStack) =>
  stack.findings().flatMap(({ check, severity, message }) => (check === 'unrehearsed' ? [] : [`${severity} ${check}: ${message}`]));
const withAlert = (expr: string, options: object = {}, to: Parameters<typeof attached>[1] = {}) =>
  attached((stack) => stack.monitor(target, { metrics: [waiting], alerts: [rule(expr, options)] }), to);

describe('an attached stack', () => {
  const stack = withAlert('sum by (queue) (jobs_waiting) > 1');
  const objects = objectsOf(stack);

  test('runs no program and brings no definition', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'AlertmanagerConfig shop/monitoring',
      'ServiceMonitor shop/worker',
      'PrometheusRule shop/worker',
    ]);
    expect([...stack.files().keys()]).toEqual([
      'alertmanager-config.yaml',
      'monitors.yaml',
      'prometheus-rules.yaml',
      'rehearsals/rules.yaml',
      'rehearsals/tests.yaml',
    ]);
  });

  test('labels what the Prometheus selects by a label', () => {
    expect(objects.map(({ kind, metadata }) => [kind, metadata.labels?.release])).toEqual([
      ['AlertmanagerConfig', undefined],
      ['ServiceMonitor', 'kps'],
      ['PrometheusRule', 'kps'],
    ]);
  });

  test('says in each object what a Prometheus of its own would be told', () => {
    const timed = objectsOf(
      attached((to) => to.monitor(target, { metrics: [waiting], alerts: [rule('jobs_waiting > 1')] }), {
        props: { scrapeInterval: '15s', evaluationInterval: '1m' },
        options: { limits: { sampleLimit: 500, bodySizeLimit: '2Mi', labelLimit: 30 }, labels: { team: 'shop' } },
      }),
    );
    expect(timed.find(({ kind }) => kind === 'ServiceMonitor')).toMatchObject({
      metadata: { labels: { release: 'kps', team: 'shop' } },
      spec: { endpoints: [{ interval: '15s', port: 'http' }], sampleLimit: 500, bodySizeLimit: '2MB', labelLimit: 30 },
    });
    expect(timed.find(({ kind }) => kind === 'PrometheusRule')).toMatchObject({
      metadata: { labels: { release: 'kps', team: 'shop' } },
      spec: { groups: [{ interval: '1m' }] },
    });
  });

  test.each([
    ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig', { staticConfigs: [{ targets: ['10.0.0.7:9100'] }] }, 'scrapeInterval'],
    [
      'monitoring.coreos.com/v1',
      'Probe',
      { prober: { url: 'prober:9115' }, targets: { staticConfig: { static: ['https://a.example'] } } },
      'interval',
    ],
  ])('says it in what a component scrapes by a %s %s, too', (apiVersion, kind, spec, field) => {
    const scrape = {
      monitor: { apiVersion, kind, metadata: { name: 'own', namespace: 'shop' }, spec },
      job: 'own',
      sources: [],
      reach: {},
    };
    const own = component('own', { objects: () => [], scrapes: () => [scrape] });
    const [written] = objectsOf(
      attached((to) => to.install(own), { props: { scrapeInterval: '45s', routing: undefined }, options: { limits: { targetLimit: 3 } } }),
    );
    expect(written).toMatchObject({ kind, metadata: { labels: { release: 'kps' } }, spec: { [field]: '45s', targetLimit: 3 } });
  });

  test('is not selected with a label that its user has put another value to', () => {
    const wrong = attached((to) => to.monitor(target, { metrics: [waiting] }), { options: { labels: { release: 'other' } } });
    expect(found(wrong)).toEqual([
      'error unselected-object: Prometheus monitoring/kps-kube-prometheus-stack-prometheus does not read it: its serviceMonitorSelector asks for release=kps, and this has release=other',
    ]);
  });

  test('is silent where all is right', () => expect(found(stack)).toEqual([]));
});

describe('the namespace of an alert, which the route of an AlertmanagerConfig asks for', () => {
  const namespaceIn = (stack: MonitoringStack) => {
    const { spec } = objectsOf(stack).find(({ kind }) => kind === 'PrometheusRule') as unknown as {
      spec: { groups: { rules: { labels: Record<string, string> }[] }[] };
    };
    return spec.groups[0]!.rules[0]!.labels.namespace;
  };

  test.each(['sum(jobs_waiting) > 1', 'absent(up{job="worker"})', 'sum by (queue) (jobs_waiting) > 1'])('is given to %s', (expr) =>
    expect(namespaceIn(withAlert(expr))).toBe('shop'),
  );

  test.each(['jobs_waiting > 1', 'sum by (namespace) (jobs_waiting) > 1', 'sum without (queue) (jobs_waiting) > 1'])(
    'is kept by %s',
    (expr) => {
      const stack = withAlert(expr);
      expect(namespaceIn(stack)).toBeUndefined();
      expect(found(stack)).toEqual([]);
    },
  );

  test('is given to the alerts of an SLO, which read recorded series', () => {
    const good = counter('jobs_good_total', 'Jobs.');
    const bad = counter('jobs_bad_total', 'Jobs.');
    const stack = attached((to) =>
      to.monitor(target, {
        metrics: [good, bad],
        slos: [slo('jobs', { objective: 0.99, good: promql`${good}`, bad: promql`${bad}`, summary: 'x' })],
      }),
    );
    expect(found(stack)).toEqual([]);
    const alerts = stack.files().get('prometheus-rules.yaml')!.split('- alert: ').slice(1);
    expect(alerts.map((text) => text.includes('namespace: shop'))).toEqual([true, true]);
  });

  test('is that of its labels where they have one', () =>
    expect(namespaceIn(withAlert('sum(jobs_waiting) > 1', { labels: { namespace: 'other' } }))).toBe('other'));

  test('is not touched where nobody asks for it', () => {
    expect(namespaceIn(withAlert('sum(jobs_waiting) > 1', {}, { props: { routing: undefined } }))).toBeUndefined();
  });

  test('is in rehearsals, which play the alert as it is written', () => {
    const rehearsals = [
      fires('3m', { queue: 'mail' }, series(waiting, { queue: 'mail' }, '200x20')),
      quiet('3m', series(waiting, { queue: 'mail' }, '20x20')),
    ];
    const stack = withAlert('sum by (queue) (jobs_waiting) > 100', { rehearsals });
    expect(stack.findings()).toEqual([]);
    expect(stack.files().get('rehearsals/tests.yaml')).toContain('namespace="shop"');
  });

  test.each([
    ['of nodes, which have that of the node-exporter', 'node_load1 > 5', 'monitoring'],
    ['whose label says another one', 'sum by (namespace) (kube_pod_info{namespace="pay"}) > 1', 'pay'],
  ])('is told where another one keeps the alert away: %s', (_, expr, namespace) =>
    expect(found(withAlert(expr))).toEqual([
      'error unrouted-alert: alert Piled does not reach the routing of this stack: that gets only alerts with namespace=shop, ' +
        `and this one has namespace=${namespace}`,
    ]),
  );

  test('is told where the target is in another namespace', () => {
    const stack = attached((to) =>
      to.monitor({ ...target, namespace: 'storage' }, { metrics: [waiting], alerts: [rule('jobs_waiting > 1')] }),
    );
    expect(found(stack)).toEqual([expect.stringMatching(/error unrouted-alert: .* this one has namespace=storage$/)]);
  });

  test.each([
    ['None', 'shop', []],
    ['OnNamespaceExceptForAlertmanagerNamespace', 'monitoring', []],
    ['OnNamespaceExceptForAlertmanagerNamespace', 'shop', [expect.stringMatching(/unrouted-alert/)]],
  ] as const)('is asked for as the strategy %s says, in %s', (alertmanagerConfigMatcherStrategy, namespace, findings) => {
    const to = { alertmanagerConfigMatcherStrategy, props: { namespace: existing(namespace) } };
    expect(found(withAlert('max by (namespace) (node_load1{namespace="o11y"}) > 5', {}, to))).toEqual(findings);
    const isGiven = findings.length > 0 ? namespace : undefined;
    expect(namespaceIn(withAlert('sum(jobs_waiting) > 1', {}, to))).toBe(isGiven);
  });

  test('may be any where the query does not say it', () => expect(found(withAlert('kube_pod_info > 1'))).toEqual([]));
});

describe('the routing', () => {
  test('is that of the installed stack where the stack has none', () => {
    expect(found(withAlert('jobs_waiting > 1', {}, { props: { routing: undefined } }))).toEqual([]);
  });

  test('has its faults told where they were declared', () => {
    const routing = {
      ...oneReceiver,
      route: {
        ...oneReceiver.route,
        routes: [{ receiver: 'team' }, { receiver: 'team', matchers: where({ severity: 'critical' }) }],
      },
    };
    const stack = attached((to) => to.monitor(target, { metrics: [waiting] }), { props: { routing } });
    expect(stack.findings().map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'monitoring/routing: route.routes[1]: every alert that matches severity="critical" is already taken by route.routes[0], which has no matchers',
    ]);
  });

  test('gets no alerts of another namespace', () => {
    const routing = { ...oneReceiver, route: { receiver: 'team', routes: [{ receiver: 'team', matchers: where({ namespace: 'pay' }) }] } };
    const stack = attached((to) => to.monitor(target, { metrics: [waiting] }), { props: { routing } });
    expect(stack.findings().map(({ path, message, hint }) => [path, message, hint])).toEqual([
      [
        'monitoring/routing',
        'route.routes[0]: no alert can match namespace="pay" here: the routing of this stack gets only alerts with namespace=shop',
        'Remove it, and route those alerts in a stack of their namespace.',
      ],
    ]);
  });

  test('is not taken where no Alertmanager reads it', () => {
    expect(found(withAlert('jobs_waiting > 1', {}, { without: ['alertmanager'] }))).toEqual([
      'error not-taken: routing: kube-prometheus-stack kps has no Alertmanager that is known here, and so nobody reads an AlertmanagerConfig',
    ]);
  });
});

describe('a query', () => {
  test.each([
    'node_load1{job="node-exporter"} > 5 and on () jobs_waiting > 1',
    'kube_deployment_status_replicas{namespace="shop"} == 0',
    'container_memory_working_set_bytes{namespace="shop"} > 1e9',
    'up{job="kube-state-metrics", namespace="shop"} == 0',
    'kube_pod_some_new_metric{namespace="shop"} > 1',
  ])('may read what the installed stack scrapes: %s', (expr) =>
    expect(found(withAlert(expr, { labels: { namespace: 'shop' } }))).toEqual([]),
  );

  test('of a job of the installed stack is judged by its program', () => {
    expect(found(withAlert('node_cpu_secnds_total{job="node-exporter"} > 1', { labels: { namespace: 'shop' } }))).toEqual([
      'error unknown-metric: alert Piled reads node_cpu_secnds_total, which job node-exporter does not expose',
    ]);
  });

  test('of a job of the stack is judged by what that declares', () => {
    expect(found(withAlert('jobs_done{job="worker"} > 1'))).toEqual([
      'error unknown-metric: alert Piled reads jobs_done, which job worker does not expose',
    ]);
  });

  test('of a part that is switched off reads nothing', () => {
    expect(found(withAlert('up{job="kube-proxy", namespace="shop"} == 0', {}, { without: ['kubeProxy'] }))).toEqual([
      'error unknown-metric: alert Piled reads up of the job kube-proxy, which no target has',
    ]);
  });

  test('that no known target answers may be about those of others', () => {
    expect(found(withAlert('payments_total{namespace="shop"} > 1'))).toEqual([
      'info unknown-metric: payments_total is exposed by no target that is known here and may come from others that kube-prometheus-stack kps ' +
        'scrapes for, so that no check looks at it',
    ]);
  });

  test('of a job that is not known is told with the job', () => {
    expect(found(withAlert('up{job="payments", namespace="shop"} == 0'))).toEqual([
      expect.stringMatching(/^info unknown-metric: up of the job payments is exposed by no/),
    ]);
  });

  test('that nearly names a declared metric is a warning', () => {
    expect(found(withAlert('jobs_waitng > 1'))).toEqual([
      'warning unknown-metric: alert Piled reads jobs_waitng, which no target declares; jobs_waiting is declared',
    ]);
  });
});

describe('a component', () => {
  const installing = (component: Component, to: Parameters<typeof attached>[1] = {}) => attached((stack) => stack.install(component), to);

  test.each([
    ['kubelet', kubelet(), 'error not-taken: an attached stack cannot scrape the kubelets'],
    ['apiserver', apiServer(), 'error not-taken: an attached stack cannot scrape the API server'],
    ['node-exporter', nodeExporter(), 'error not-taken: kube-prometheus-stack kps runs and scrapes node-exporter already'],
    ['kube-state-metrics', kubeStateMetrics(), 'error not-taken: kube-prometheus-stack kps runs and scrapes kube-state-metrics already'],
    ['grafana', grafana(), 'error not-taken: kube-prometheus-stack kps has a Grafana already'],
  ])('that the installed stack has is refused once, at its place: %s', (name, component, message) => {
    const stack = installing(component);
    expect(found(stack)).toEqual([expect.stringContaining(message)]);
    expect(stack.findings()[0]!.path).toBe(`monitoring/${name}`);
  });

  test.each([
    ['kube-state-metrics', kubeStateMetrics(), 'kubeStateMetrics'],
    ['grafana', grafana(), 'grafana'],
  ] as const)('that the installed stack lacks is run: %s', (name, component, part) => {
    const stack = installing(component, { without: [part] });
    expect(found(stack)).toEqual([]);
    expect(stack.object('NetworkPolicy', name).toJson()).toMatchObject({
      spec: { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] }] },
    });
  });

  test('lets Grafana reach the installed Prometheus', () => {
    const stack = installing(grafana(), { without: ['grafana'] });
    expect(stack.files().get('grafana-config.yaml') ?? '').toContain('http://kps-kube-prometheus-stack-prometheus.monitoring.svc:9090');
    expect(stack.object('NetworkPolicy', 'grafana').toJson().spec.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 9090 }],
    });
  });

  test.each([
    ['podHealth()', podHealth()],
    ['clusterMonitoring()', clusterMonitoring({ platform: kubeadm() })],
  ])('that reads what the installed stack scrapes has what it needs: %s', (_, component) =>
    expect(found(installing(component, { props: { routing: undefined } })).filter((line) => !line.startsWith('info'))).toEqual([]),
  );
});

describe('dashboards', () => {
  const board = (options: object = {}) =>
    dashboard('shop', {
      title: 'Shop',
      panels: [stat('Waiting', { queries: [{ expr: promql`sum(${waiting})` }], unit: 'short' })],
      ...options,
    });
  const drawn = (to: Parameters<typeof attached>[1] = {}, options: object = {}) =>
    attached((stack) => stack.monitor(target, { metrics: [waiting], dashboards: [board(options)] }), to);
  const mapOf = (stack: MonitoringStack) => objectsOf(stack).find(({ kind }) => kind === 'ConfigMap');

  test('are ConfigMaps with the label of the sidecar', () => {
    const stack = drawn();
    expect(mapOf(stack)).toMatchObject({ metadata: { namespace: 'shop', labels: { grafana_dashboard: '1' } } });
    expect(Object.keys(mapOf(stack)!.data as object)).toEqual(['shop.json']);
    expect(found(stack)).toEqual([]);
  });

  test('have the labels and the namespace that their option says', () => {
    const stack = drawn({ options: { dashboards: { labels: { dashboards: 'team' }, namespace: 'grafana' } }, without: ['grafana'] });
    expect(mapOf(stack)).toMatchObject({
      metadata: { name: 'shop-grafana-dashboards', namespace: 'grafana', labels: { dashboards: 'team' } },
    });
    expect(found(stack)).toEqual([]);
  });

  test('with a label that is nearly that of the sidecar are found', () => {
    expect(found(drawn({ options: { dashboards: { labels: { 'grafana-dashboard': '1' } } } }))).toEqual([
      expect.stringMatching(
        /^warning lost-dashboard: Grafana never shows this dashboard: its sidecar asks for the label grafana_dashboard/,
      ),
    ]);
  });

  test('are found where no Grafana takes them', () =>
    expect(found(drawn({ without: ['grafana'] }))).toEqual(['warning lost-dashboard: no Grafana gets the dashboard Shop']));

  test('lose their folder aloud', () =>
    expect(found(drawn({}, { folder: 'Shop' }))).toEqual([expect.stringMatching(/^warning not-taken: the dashboards of the folder Shop/)]));
});

test('a NetworkPolicy that keeps the installed Prometheus from a target is found', () => {
  const stack = attached((to) => to.monitor(target, { metrics: [waiting] }));
  const chart = new Chart(stack.node.root, 'raw', { namespace: 'shop' });
  const labels = { app: 'worker' };
  const ports = [{ name: 'http', containerPort: 8080 }];
  new ApiObject(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'worker' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'worker', image: 'registry.example/worker:1.0.0', ports }] } },
    },
  });
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'worker', labels },
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  });
  new ApiObject(chart, 'policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'closed' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
  const { findings } = stack.node.root as unknown as { findings(): readonly { check: string; object?: string; message: string }[] };
  expect(
    findings
      .call(stack.node.root)
      .filter(({ check }) => check === 'blocked-connection')
      .map(({ object, message }) => `${object}: ${message}`),
  ).toEqual([
    expect.stringMatching(
      /^NetworkPolicy shop\/closed: it keeps Prometheus monitoring\/kps-kube-prometheus-stack-prometheus from port 8080/,
    ),
  ]);
});

test('what is made by hand beside an attached stack is judged by what the installed stack selects', () => {
  const stack = attached((to) => to.monitor(target, { metrics: [waiting] }));
  const chart = new Chart(stack.node.root, 'raw', { namespace: 'shop' });
  new ApiObject(chart, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'other' },
    spec: { selector: { matchLabels: { app: 'other' } }, endpoints: [{ port: 'http' }] },
  });
  const { findings } = stack.node.root as unknown as { findings(): readonly { check: string; object?: string; hint?: string }[] };
  expect(findings.call(stack.node.root).map(({ check, object, hint }) => [check, object, hint])).toEqual([
    ['unselected-object', 'ServiceMonitor shop/other', 'Label it release=kps.'],
  ]);
});
