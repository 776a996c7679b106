import { describe, expect, test } from 'vitest';
import type { Component } from '../../../lib';
import { selectsNothing } from '../../../lib/checks/targets/selects-nothing';
import { serviceScrape } from '../../../lib/manifests/scrape';
import { service as serviceOf } from '../../../lib/manifests/workload';
import { alerting, foreignOf, podMonitor, prometheus, service, serviceMonitor, unplaced, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';

const of = (...objects: readonly object[]) => findingsOf(selectsNothing, foreignOf(...objects));
const silent = (...objects: readonly object[]) => expect(of(...objects)).toEqual([]);

describe('a ServiceMonitor that selects no Service', () => {
  test('is not found where the Service may be elsewhere', () => {
    silent(serviceMonitor());
    silent(
      serviceMonitor(),
      workload({ name: 'other', pods: { app: 'other' } }),
      service({ name: 'other', labels: { app: 'other' }, selector: { app: 'other' } }),
    );
  });
  test('is found where the Service has a slip in the label', () => {
    expect(
      of(
        serviceMonitor({ selector: { matchLabels: { app: 'checkout' } } }),
        service({ name: 'checkout-api', labels: { app: 'chekcout' } }),
      ),
    ).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'ServiceMonitor shop/web',
        message: expect.stringMatching(/app=checkout in shop, and there is none: Service shop\/checkout-api has app=chekcout/),
        hint: 'Did you mean app=chekcout?',
      }),
    ]);
  });
  test('is not found where the Services differ in a number', () =>
    silent(serviceMonitor({ selector: { matchLabels: { app: 'worker-1' } } }), service({ name: 'other', labels: { app: 'worker-2' } })));
  test('is found where the value stands under another key', () => {
    expect(
      of(serviceMonitor(), service({ name: 'web-service', labels: { 'app.kubernetes.io/name': 'web' }, selector: { x: 'y' } }))[0]!.hint,
    ).toBe('Did you mean app.kubernetes.io/name=web?');
  });
  test('is found where the Service selects by these labels and carries none', () => {
    expect(of(serviceMonitor(), service({ labels: {} }), workload())).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('finds pods with these labels and does not carry them itself: it has no labels'),
        hint: expect.stringContaining('Label the Service app=web'),
      }),
    ]);
  });
  test('is found where a Service of its name has other labels', () => {
    expect(of(serviceMonitor({ selector: { matchLabels: { monitored: 'yes' } } }), service())).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Service shop/web does not have them: it has app=web') }),
    ]);
  });
  test('is found where its namesake is in another namespace', () => {
    expect(of(serviceMonitor({ namespace: 'monitoring' }), service())).toEqual([
      expect.objectContaining({ hint: 'Name the namespace: namespaceSelector: { matchNames: [shop] }.' }),
    ]);
  });
  test('is not found where its namesake gets its namespace when it is applied', () =>
    silent(serviceMonitor({ namespace: 'monitoring' }), unplaced(service())));
  test('is found where no Service is in front of its pods', () =>
    expect(of(serviceMonitor(), workload())).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('Deployment web makes pods with these labels, and no Service finds them'),
      }),
    ]));
  test('is not found where another monitor has the Service that is near', () => {
    silent(
      serviceMonitor({ name: 'a', selector: { matchLabels: { app: 'checkout' } } }),
      service({ labels: { app: 'checkouts' } }),
      serviceMonitor({ name: 'b', selector: { matchLabels: { app: 'checkouts' } } }),
    );
  });
  test('of a component of the control plane is found in a whole stack, with the alert that fires', () => {
    const component = serviceMonitor({
      name: 'scheduler',
      namespace: 'monitoring',
      selector: { matchLabels: { 'k8s-app': 'kube-scheduler' } },
      more: { jobLabel: 'k8s-app', namespaceSelector: { matchNames: ['kube-system'] } },
    });
    const stack = [prometheus(), service(), serviceMonitor(), component];
    const down = alerting('SchedulerDown', 'absent(up{job="kube-scheduler"} == 1) or absent(up{job="kube-scheduler"})');
    expect(of(...stack, down)).toEqual([
      expect.objectContaining({
        object: 'ServiceMonitor monitoring/scheduler',
        message: expect.stringContaining('alert SchedulerDown (absent(up{job="kube-scheduler"})) fires forever'),
      }),
    ]);
    silent(component, down);
    silent(
      ...stack,
      service({ name: 'scheduler', namespace: 'kube-system', labels: { 'k8s-app': 'kube-scheduler' }, ports: [{ name: 'http', port: 1 }] }),
    );
  });
  test('is not found for the Services that Kubernetes and the operator make', () => {
    const operator = {
      ...workload({ name: 'operator' }),
      spec: { template: { spec: { containers: [{ name: 'o', args: ['--kubelet-service=kube-system/nodes'] }] } } },
    };
    const kubelets = serviceMonitor({
      selector: { matchLabels: { 'k8s-app': 'kubelet' } },
      endpoints: [{ port: 'https-metrics' }],
      more: { namespaceSelector: { matchNames: ['kube-system'] } },
    });
    silent(
      prometheus(),
      operator,
      kubelets,
      serviceMonitor({
        name: 'api',
        selector: { matchLabels: { component: 'apiserver' } },
        endpoints: [{ port: 'https' }],
        more: { namespaceSelector: { matchNames: ['default'] } },
      }),
    );
    silent(
      prometheus(),
      serviceMonitor({
        name: 'own',
        namespace: 'monitoring',
        selector: { matchLabels: { 'operated-prometheus': 'true' } },
        endpoints: [{ port: 'web' }],
      }),
    );
  });
});

describe('the Services that a ServiceMonitor selects', () => {
  test('are found by expressions and in all namespaces', () => {
    silent(
      serviceMonitor({
        namespace: 'x',
        selector: {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['web', 'b'] },
            { key: 'old', operator: 'DoesNotExist' },
          ],
        },
        more: { namespaceSelector: { any: true } },
      }),
      service(),
    );
  });
  test('which all are names outside of the cluster are found', () => {
    const outside = service({ more: { type: 'ExternalName', externalName: 'db.example.org', ports: undefined } });
    expect(of(serviceMonitor(), outside)).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining('a name outside of the cluster') }),
    ]);
    silent(
      serviceMonitor(),
      { ...outside, spec: { ...outside.spec, ports: [{ name: 'http', port: 80 }] } },
      { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web', namespace: 'shop' } },
    );
  });
});

describe('the port that a ServiceMonitor scrapes', () => {
  const at = (endpoint: object, ...objects: readonly object[]) =>
    of(serviceMonitor({ endpoints: [endpoint] }), ...(objects.length > 0 ? objects : [service(), workload()]));

  test('is the name of a port of the Service', () => {
    expect(at({ port: 'http' })).toEqual([]);
    expect(at({ port: 'htpp' })).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringContaining('scrapes port htpp, which Service web does not have: its ports are http'),
        hint: 'Did you mean http?',
      }),
    ]);
  });
  test('is not that of a container', () => {
    expect(at({ port: 'http' }, service({ ports: [{ name: 'web', port: 80, targetPort: 'http' }] }), workload())).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('does not see the names of container ports') }),
    ]);
  });
  test('may be that of one of several Services', () =>
    expect(at({ port: 'http' }, service({ name: 'other', ports: [{ name: 'x', port: 1 }] }), service())).toEqual([]));
  test('as targetPort is one that a container declares, behind the Service or not', () => {
    expect(
      at(
        { targetPort: 'metrics' },
        service(),
        workload({
          ports: [
            { name: 'http', containerPort: 8080 },
            { name: 'metrics', containerPort: 9100 },
          ],
        }),
      ),
    ).toEqual([]);
    expect(at({ targetPort: 8080 })).toEqual([]);
    expect(at({ targetPort: 9100 })).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringContaining('container port 9100, which Deployment web does not declare: it declares 8080'),
      }),
    ]);
    expect(at({ targetPort: 'metrics' })).toHaveLength(1);
  });
  test('as targetPort is not judged where pods are elsewhere, or where a webhook adds containers', () => {
    expect(at({ targetPort: 'metrics' }, service())).toEqual([]);
    expect(at({ targetPort: 'metrics' }, service(), workload({ annotations: { 'sidecar.istio.io/inject': 'true' } }))).toEqual([]);
    expect(
      at({ targetPort: 'metrics' }, service(), workload(), {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
      }),
    ).toEqual([]);
  });
  test('may be any where none is named', () => expect(at({})).toEqual([]));
});

describe('a PodMonitor', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('selects the pods of a %s', (kind) => {
    silent(podMonitor(), workload({ kind }));
    expect(of(podMonitor({ endpoints: [{ port: 'metrics' }] }), workload({ kind }))).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: `PodMonitor web scrapes the container port metrics, which ${kind} web does not declare: it declares http`,
      }),
    ]);
  });
  test('selects a Pod, and those of Jobs', () => {
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 1 }] }] },
    };
    for (const [kind, spec] of [
      ['Job', { template }],
      ['CronJob', { jobTemplate: { spec: { template } } }],
    ] as const) {
      silent(podMonitor(), { apiVersion: 'batch/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec });
      expect(
        of(podMonitor({ endpoints: [{ port: 'x' }] }), {
          apiVersion: 'batch/v1',
          kind,
          metadata: { name: 'web', namespace: 'shop' },
          spec,
        }),
      ).toHaveLength(1);
    }
    expect(
      of(podMonitor({ endpoints: [{ port: 'x' }] }), {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
        spec: template.spec,
      }),
    ).toHaveLength(1);
  });
  test('selects the pods that the operator makes', () => {
    const own = (port: string) =>
      podMonitor({ namespace: 'monitoring', selector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } }, endpoints: [{ port }] });
    for (const port of ['web', 'reloader-web']) silent(own(port), prometheus());
    expect(of(own('http'), prometheus())).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('Prometheus main does not declare: it declares reloader-init, web and reloader-web'),
      }),
    ]);
    silent(own('http'), prometheus({ spec: { portName: 'http' } }));
    silent(own('proxy'), prometheus({ spec: { containers: [{ name: 'proxy', ports: [{ name: 'proxy', containerPort: 9091 }] }] } }));
  });
  test('scrapes a port by its number only where a container declares it', () => {
    silent(podMonitor({ endpoints: [{ portNumber: 8080 }] }), workload());
    expect(of(podMonitor({ endpoints: [{ portNumber: 8081 }] }), workload())).toHaveLength(1);
  });
  test('scrapes the port of a sidecar', () => {
    const { spec, ...rest } = workload();
    const initContainers = [{ name: 'side', restartPolicy: 'Always', ports: [{ name: 'side', containerPort: 1 }] }];
    silent(podMonitor({ endpoints: [{ port: 'side' }] }), {
      ...rest,
      spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, initContainers } } },
    });
  });
  test('without pods is found only where the pods that it means are clear', () => {
    silent(podMonitor());
    silent(podMonitor(), workload({ name: 'db', pods: { app: 'db' } }));
    expect(of(podMonitor({ selector: { matchLabels: { app: 'checkout' } } }), workload({ pods: { app: 'checkuot' } }))).toEqual([
      expect.objectContaining({ hint: 'Did you mean app=checkuot?' }),
    ]);
    expect(of(podMonitor(), service({ selector: { x: 'y' } }), workload({ pods: { x: 'y' } }))).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('write a ServiceMonitor') }),
    ]);
    expect(of(podMonitor({ namespace: 'monitoring' }), workload())).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('matchNames: [shop]') }),
    ]);
  });
});

describe('a monitor that is not as it should be', () => {
  const odd = [
    undefined,
    null,
    {},
    { selector: null },
    { selector: 'x', endpoints: 'y' },
    { selector: { matchLabels: null, matchExpressions: null }, endpoints: [null, 1, {}] },
    { selector: {}, namespaceSelector: { matchNames: [1] }, endpoints: [{ port: 1 }] },
  ];
  test.each(odd.map((spec) => [spec]))('makes the check not fail: %j', (spec) => {
    for (const kind of ['ServiceMonitor', 'PodMonitor'])
      expect(() =>
        of(service(), workload(), { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec }),
      ).not.toThrow();
  });
});

describe('a monitor of a component', () => {
  const component = (labels: Record<string, string>, port: string): Component => ({
    name: 'thing',
    objects: ({ namespace }) => [serviceOf({ name: 'thing', namespace, component: 'thing', ports: { http: 1 } })],
    scrapes: ({ namespace }) => [serviceScrape({ job: 'thing', namespace, port, matchLabels: labels, sources: [], reach: {} })],
  });
  const messages = (labels: Record<string, string>, port: string) =>
    messagesOf(
      stackOf((stack) => stack.install(component(labels, port))),
      'selects-nothing',
    );

  test('that no Service answers is found', () =>
    expect(messages({ app: 'thign' }, 'http')).toEqual([expect.stringContaining('app=thign')]));
  test('of a port that the Service lacks is found', () =>
    expect(messages({ app: 'thing' }, 'metrics')).toEqual([expect.stringMatching(/port metrics.*its ports are http/)]));
  test('that selects its Service is not found', () => expect(messages({ app: 'thing' }, 'http')).toEqual([]));
  test('of what runs elsewhere is not judged', () => {
    expect(
      messagesOf(
        stackOf((stack) => stack.monitor({ name: 'elsewhere', labels: { app: 'elsewhere' }, port: 'http' })),
        'selects-nothing',
      ),
    ).toEqual([]);
  });
});

describe('a monitor whose Prometheus ignores namespaceSelector', () => {
  const ignoring = prometheus({ spec: { ignoreNamespaceSelectors: true } });
  const elsewhere = { namespace: 'monitoring', more: { namespaceSelector: { matchNames: ['shop'] } } };
  const says = [
    expect.objectContaining({
      severity: 'error',
      message: expect.stringMatching(/looks into monitoring alone, .*ignoreNamespaceSelectors.* they are in shop/),
    }),
  ];
  test('finds no Service of another namespace', () => expect(of(ignoring, serviceMonitor(elsewhere), service(), workload())).toEqual(says));
  test('nor pods', () => expect(of(ignoring, podMonitor(elsewhere), workload())).toEqual(says));
  test('but those of its own', () => {
    silent(
      ignoring,
      serviceMonitor(elsewhere),
      service(),
      workload(),
      service({ namespace: 'monitoring' }),
      workload({ namespace: 'monitoring' }),
    );
    silent(ignoring, serviceMonitor(), service(), workload());
  });
  test('and all, where another Prometheus reads it too', () =>
    silent(ignoring, prometheus({ name: 'second' }), serviceMonitor(elsewhere), service(), workload()));
});

describe('a selector that is the name of a Service', () => {
  const asked = serviceMonitor({ name: 'other', selector: { matchLabels: { app: 'web-metrics' } } });
  const named = service({ name: 'web-metrics', labels: { app: 'web' } });
  test('is found, for sure', () => {
    expect(of(asked, named)).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(/Service shop\/web-metrics has this name, and not this label: it has app=web/),
      }),
    ]);
  });
  test('is not found where another monitor has the Service, or its port differs', () => {
    silent(asked, named, serviceMonitor());
    silent(serviceMonitor({ name: 'other', selector: { matchLabels: { app: 'web-metrics' } }, endpoints: [{ port: 'admin' }] }), named);
  });
});

describe('a Service whose endpoints are made by hand', () => {
  const bare = { ...service(), spec: { ports: [{ name: 'http', port: 80 }] } };
  const endpoints = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [{ addresses: [{ ip: '192.0.2.7' }], ports: [{ name, port: 80 }] }],
  });
  const slice = (labels: object) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'shop', labels },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.7'] }],
    ports: [{ name: 'http', port: 80 }],
  });
  const mine = { 'kubernetes.io/service-name': 'web' };
  test('has the ports that these have', () => {
    silent(serviceMonitor(), bare, endpoints('http'));
    silent(serviceMonitor(), bare, slice(mine));
    expect(of(serviceMonitor(), bare, endpoints('node'))).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/port http, which the endpoints of Service web do not have: .* are node/) }),
    ]);
  });
  test('has none of a slice that does not say whose it is', () => {
    expect(of(serviceMonitor(), bare, slice({}))).toEqual([
      expect.objectContaining({ hint: 'Label the EndpointSlice kubernetes.io/service-name: web.' }),
    ]);
    silent(serviceMonitor(), bare, slice({}), slice(mine));
  });
  test('is not judged where nothing of them is known', () => silent(serviceMonitor(), bare));
});
