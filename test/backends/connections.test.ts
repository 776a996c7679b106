import { ApiObject, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  type Component,
  type Connection,
  component,
  grafana,
  type KubernetesObject,
  kubeStateMetrics,
  type MonitoringStackProps,
  type Routing,
  secretKey,
} from '../../lib';
import { backends, stackOf } from '../support/stacks';

// biome-ignore lint/suspicious/noExplicitAny: a written object is looked into at any depth, and an expectation follows each look
type Json = Readonly<Record<string, any>>;

const told = (channel: object): Routing => ({
  receivers: [{ name: 'team', ...channel }],
  route: { receiver: 'team', groupBy: ['alertname'] },
});

const objectsOf = (props: Partial<MonitoringStackProps>, ...components: readonly Component[]): readonly KubernetesObject[] =>
  stackOf((stack) => stack.install(...components), props).toJson();
const policy = (objects: readonly KubernetesObject[], name: string): Json =>
  objects.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name)!.spec as Json;

/** `jobs/app=bot 8080`: the peers and ports of rules, without those for DNS. */
const rules = (list: readonly Json[] = [], end: 'from' | 'to' = 'to'): readonly string[] =>
  list
    .filter(({ ports }) => ports?.[0].protocol !== 'UDP')
    .map(({ ports, [end]: peers }) => {
      const [peer] = peers ?? [];
      const labels = Object.entries(peer?.podSelector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
      const namespace = peer?.namespaceSelector?.matchLabels['kubernetes.io/metadata.name'];
      const place = peer === undefined ? 'anywhere' : peer.ipBlock ? peer.ipBlock.cidr : [namespace, ...labels].join('/');
      return `${place} ${ports?.map(({ port }: Json) => port).join(',') ?? 'any port'}`;
    });

describe.each(backends)('in $name, Alertmanager may connect to', (backend) => {
  const reached = (channel: object, ...components: readonly Component[]) =>
    rules(policy(objectsOf({ backend, routing: told(channel) }, ...components), 'alertmanager').egress);

  test('the port of a webhook', () =>
    expect(reached({ webhookConfigs: [{ url: 'http://bot.eu.example.com:8443/hook' }] })).toEqual(['anywhere 8443']));
  test('a webhook in the cluster, whatever the port of its pods is', () =>
    expect(reached({ webhookConfigs: [{ url: 'http://bot.jobs.svc:8080' }] })).toEqual(['jobs any port']));
  test('a webhook by the name of its Service and namespace', () =>
    expect(reached({ webhookConfigs: [{ url: 'http://bot.jobs:8080' }] })).toEqual(['jobs any port', 'anywhere 8080']));
  test('anything, where a Secret holds the URL of a webhook', () =>
    expect(reached({ webhookConfigs: [{ urlSecret: secretKey('hook', 'url') }] })).toEqual(['anywhere any port']));
  test('the port of a mail server', () =>
    expect(reached({ emailConfigs: [{ to: 'a@example.com', from: 'b@example.com', smarthost: 'mail.eu.example.com:587' }] })).toEqual([
      'anywhere 587',
    ]));
  test('HTTPS, where a Secret holds the URL of a Slack', () =>
    expect(reached({ slackConfigs: [{ apiURL: secretKey('slack', 'url'), channel: '#x' }] })).toEqual(['anywhere 443']));
  test('a proxy', () =>
    expect(
      reached({ webhookConfigs: [{ url: 'http://bot.eu.example.com', httpConfig: { proxyURL: 'http://proxy.eu.example.com:3128' } }] }),
    ).toEqual(['anywhere 80,3128']));
  test('a proxy alone, where a Secret holds the URL behind it', () =>
    expect(
      reached({
        slackConfigs: [{ apiURL: secretKey('s', 'u'), channel: '#x', httpConfig: { proxyURL: 'http://proxy.eu.example.com:3128' } }],
      }),
    ).toEqual(['anywhere 3128']));
  test.each([
    ['telegramConfigs', [{ botToken: secretKey('bot', 'token'), chatID: 1 }], 'anywhere 443'],
    ['snsConfigs', [{ topicARN: 'arn:aws:sns:eu-west-1:1:a', sigv4: { region: 'eu-west-1' } }], 'anywhere 443'],
  ])('what %s tell', (kind, channels, where) => expect(reached({ [kind]: channels })).toEqual([where]));
  test('the pods behind a Service of the stack, on their own port', () =>
    expect(reached({ webhookConfigs: [{ url: 'http://bot/hook' }] }, bot({ labels: { app: 'bot' } }))).toEqual(['mlops/app=bot 8080']));
});

test('standalone() connects to who gives out tokens, and to the webhook that a Secret holds', () => {
  const oauth2 = { clientId: 'vigie', clientSecret: secretKey('sso', 'secret'), tokenUrl: 'http://id.sso.svc:8080/token' };
  const routing = told({ webhookConfigs: [{ urlSecret: secretKey('hook', 'url'), httpConfig: { oauth2 } }] });
  expect(rules(policy(objectsOf({ routing }), 'alertmanager').egress)).toEqual(['sso any port', 'anywhere any port']);
});

test('standalone() connects to a Jira on a port of its own', () => {
  const routing = told({ jiraConfigs: [{ apiURL: 'https://jira.eu.example.com:8443/', project: 'A', issueType: 'B' }] });
  expect(rules(policy(objectsOf({ routing }), 'alertmanager').egress)).toEqual(['anywhere 8443']);
});

const confined = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A component as somebody writes it, with a label of their own. */
function bot(options: { labels: Record<string, string>; connections?: readonly Connection[] }): Component {
  const metadata = { name: 'bot', namespace: 'mlops' };
  return component('alert-bot', {
    objects: () => [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          selector: { matchLabels: options.labels },
          template: {
            metadata: { labels: options.labels },
            spec: { securityContext: confined, containers: [{ name: 'bot', image: 'bot:1.0.0', securityContext: container }] },
          },
        },
      },
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: options.labels, ports: [{ port: 80, targetPort: 8080 }] } },
    ],
    ...(options.connections && { connections: () => options.connections! }),
  });
}

describe.each(backends)("in $name, a component of one's own", (backend) => {
  test('gets no policy while its connections are unknown', () => {
    const names = objectsOf({ backend }, bot({ labels: { app: 'bot' } })).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(names.map(({ metadata }) => metadata.name).sort()).toEqual(['alertmanager', 'prometheus']);
  });
  test('gets a policy that selects its pods by their own labels', () => {
    const objects = objectsOf({ backend }, bot({ labels: { app: 'bot' }, connections: [] }));
    expect(policy(objects, 'alert-bot').podSelector.matchLabels).toEqual({ app: 'bot' });
  });
  test('may ask the DNS and what it names, and is asked by what it names', () => {
    const connections: Connection[] = [
      { from: 'alert-bot', to: { kind: 'internet' }, ports: [443] },
      { from: { kind: 'namespace', namespace: 'shop' }, to: 'alert-bot', ports: [8080] },
    ];
    const { egress, ingress } = policy(objectsOf({ backend }, bot({ labels: { app: 'bot' }, connections })), 'alert-bot');
    expect(egress[0].ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
    expect([rules(egress), rules(ingress, 'from')]).toEqual([['anywhere 443'], ['shop 8080']]);
  });
  test('is reached by the Alertmanager that it is a webhook of', () => {
    const objects = objectsOf(
      { backend, routing: told({ webhookConfigs: [{ url: 'http://bot/hook' }] }) },
      bot({ labels: { app: 'bot' }, connections: [] }),
    );
    expect(rules(policy(objects, 'alert-bot').ingress, 'from')).toEqual(['mlops/app=alertmanager/component=monitoring 8080']);
  });
});

/** A component that is only scraped, by a custom resource. */
const scraped = (kind: string, spec: object): Component =>
  component('scraped', {
    objects: () => [],
    scrapes: () => [
      {
        monitor: {
          apiVersion: `monitoring.coreos.com/${kind === 'Probe' ? 'v1' : 'v1alpha1'}`,
          kind,
          metadata: { name: 'scraped', namespace: 'mlops' },
          spec: { ...spec },
        },
        job: 'scraped',
        sources: [],
        reach: {},
      },
    ],
  });

describe.each(backends)('in $name, Prometheus may connect to', (backend) => {
  const reached = (...components: readonly Component[]) =>
    rules(policy(objectsOf({ backend }, ...components), 'prometheus').egress).filter(
      (rule) => !/app=(alertmanager|prometheus)|443,6443/.test(rule),
    );

  test('the port of a static target', () =>
    expect(reached(scraped('ScrapeConfig', { staticConfigs: [{ targets: ['10.0.0.1:9999', 'db.eu.example.com'] }] }))).toEqual([
      'anywhere 80,9999',
    ]));
  test('any target of a registry', () =>
    expect(reached(scraped('ScrapeConfig', { httpSDConfigs: [{ url: 'http://registry.eu.example.com/targets' }] }))).toEqual([
      'anywhere any port',
    ]));
  test('the prober of a Probe, not its targets', () =>
    expect(
      reached(
        scraped('Probe', {
          prober: { url: 'blackbox.probes.svc:9115' },
          targets: { staticConfig: { static: ['https://example.com:444'] } },
        }),
      ),
    ).toEqual(['probes any port']));
});

describe.each(backends)('in $name, the option network', (backend) => {
  test('switches policies off', () =>
    expect(objectsOf({ backend, network: 'off' }, grafana()).filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]));
  test('adds connections, by the names of components', () => {
    const allow: Connection[] = [{ from: { kind: 'namespace', namespace: 'ingress-nginx' }, to: 'grafana', ports: [3000] }];
    expect(rules(policy(objectsOf({ backend, network: { allow } }, grafana()), 'grafana').ingress, 'from')).toEqual([
      'ingress-nginx 3000',
      'mlops/app=prometheus/component=monitoring 3000',
    ]);
  });
  test('says where the API server listens', () => {
    const objects = objectsOf({ backend, network: { apiServer: { ports: [16443], cidr: '10.0.0.0/24' } } }, kubeStateMetrics());
    expect(rules(policy(objects, 'kube-state-metrics').egress)).toEqual(['10.0.0.0/24 16443']);
    expect(rules(policy(objects, 'prometheus').egress)).toContain('10.0.0.0/24 16443');
  });
  test('names a component that the stack does not have', () => {
    const allow: Connection[] = [{ from: { kind: 'namespace', namespace: 'x' }, to: 'grafna', ports: [3000] }];
    const [finding, ...others] = stackOf((stack) => stack.install(grafana()), { backend, network: { allow } }).findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', path: 'monitoring' });
    expect([finding!.message, finding!.hint]).toEqual([
      'network.allow names "grafna", and the stack has no such component',
      'Did you mean grafana? The components of this stack are alertmanager, grafana and prometheus.',
    ]);
  });
});

describe.each(backends)('in $name, a route that the app declares', (backend) => {
  const withRoute = (apiVersion: string, kind: string, spec: object, where: 'chart' | 'stack' = 'chart') => {
    const stack = stackOf((to) => to.install(grafana()), { backend });
    const scope = where === 'stack' ? stack : new Chart(stack.node.root, 'team');
    new ApiObject(scope, 'route', { apiVersion, kind, metadata: { name: 'route', namespace: 'mlops' }, spec });
    return stack.toJson();
  };
  const service = { name: 'grafana-service', port: { number: 3000 } };
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service } }];
  const ingress = (name: string, objects: readonly KubernetesObject[]) => rules(policy(objects, name).ingress, 'from');

  test('of a chart lets anybody reach the port of the pods behind it', () =>
    expect(ingress('grafana', withRoute('networking.k8s.io/v1', 'Ingress', { rules: [{ http: { paths } }] }))).toContain('anywhere 3000'));
  test('that has a default backend does so too', () =>
    expect(ingress('grafana', withRoute('networking.k8s.io/v1', 'Ingress', { defaultBackend: { service } }))).toContain('anywhere 3000'));
  test('of the Gateway API leads to Prometheus', () => {
    const backendRefs = [{ name: 'prometheus-service', port: 9090 }];
    expect(ingress('prometheus', withRoute('gateway.networking.k8s.io/v1', 'HTTPRoute', { rules: [{ backendRefs }] }))).toContain(
      'anywhere 9090',
    );
  });
  test('of Traefik leads to Grafana by the name of a port', () => {
    const services = [{ name: 'grafana-service', port: 'http' }];
    expect(ingress('grafana', withRoute('traefik.io/v1alpha1', 'IngressRoute', { routes: [{ services }] }))).toContain('anywhere 3000');
  });
  test('to a Service of somebody else opens nothing', () => {
    const other = { service: { name: 'shop', port: { number: 80 } } };
    const objects = withRoute('networking.k8s.io/v1', 'Ingress', { defaultBackend: other });
    expect([...ingress('grafana', objects), ...ingress('prometheus', objects)].filter((rule) => rule.startsWith('anywhere'))).toEqual([]);
  });
});
