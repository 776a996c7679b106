import { describe, expect, test } from 'vitest';
import { refusedObject } from '../../lib/checks/objects/refused-object';
import { refusedConfiguration } from '../../lib/checks/routing/refused-configuration';
import { inputFromManifests } from '../../lib/input/model';

const found = (...texts: readonly string[]) => {
  const { model } = inputFromManifests([{ file: 'all.yaml', text: Buffer.from(texts.join('---\n')) }]);
  return [...refusedObject.run(model), ...refusedConfiguration.run(model)].map(({ message, hint, line }) => [message, hint, line]);
};

const monitor = (endpoint: string, name = 'api') => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  endpoints:
    - ${endpoint}
`;
const prometheus = (more = '') => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: shop}
spec: {serviceMonitorSelector: {}, ruleSelector: {}, scrapeInterval: 30s${more}}
`;
const login = (key: string) => `apiVersion: v1
kind: Secret
metadata: {name: login, namespace: shop}
stringData: {${key}: x, password: y}
`;
const withLogin = monitor('{port: http, basicAuth: {username: {name: login, key: username}, password: {name: login, key: password}}}');

describe('what the operator leaves out is found where it stands', () => {
  test.each<[string, readonly string[], RegExp, number]>([
    [
      'a timeout above the interval',
      [prometheus(), monitor('{port: http, interval: 10s, scrapeTimeout: 30s}')],
      /scrapeTimeout "30s" greater than scrapeInterval "10s"/,
      12,
    ],
    ['a key that a Secret lacks', [prometheus(), login('user'), withLogin], /username/, 17],
    [
      'a monitor alone, as a Prometheus that selects it would',
      [monitor('{port: http, interval: 10s, scrapeTimeout: 30s}')],
      /greater than/,
      7,
    ],
    [
      'rules of another language, which a Prometheus selects',
      [
        prometheus(),
        'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: logs, namespace: shop}\n' +
          'spec: {groups: [{name: a, rules: [{alert: A, expr: \'{app="x"} |= "error"\'}]}]}\n',
      ],
      /could not parse expression/,
      9,
    ],
  ])('%s', (_, texts, message, line) =>
    expect(found(...texts)).toEqual([
      [expect.stringMatching(message), 'Correct it: prometheus-operator leaves the whole object out.', line],
    ]),
  );

  test('and labels that only a newer Prometheus takes, with their whole name', () => {
    const rules =
      'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: stock, namespace: shop}\n' +
      'spec: {groups: [{name: a, rules: [{alert: A, expr: up, labels: {\n  app.kubernetes.io/part-of: stock}}]}]}\n';
    expect(found(prometheus(', version: v2.46.0'), rules)).toEqual([
      [
        expect.stringContaining('spec.groups[0].rules[0].labels["app.kubernetes.io/part-of"]: '),
        expect.stringContaining('(app_kubernetes_io_part_of), or run Prometheus 3'),
        10,
      ],
    ]);
    expect(found(prometheus(', version: v3.5.0'), rules)).toEqual([]);
  });

  test('and what keeps it from making a configuration', () => {
    const more = `apiVersion: v1\nkind: Secret\nmetadata: {name: jobs, namespace: shop}\nstringData: {jobs.yml: '[]'}\n`;
    expect(found(prometheus(', additionalScrapeConfigs: {name: jobs, key: jobs.yaml}'), more)).toEqual([
      [expect.stringContaining('key "jobs.yaml" in secret "jobs" not found'), expect.stringContaining('makes no new configuration'), 4],
    ]);
  });
});

test.each<[string, readonly string[]]>([
  ['a Secret that is not among the files', [prometheus(', additionalScrapeConfigs: {name: jobs, key: jobs.yaml}'), withLogin]],
  [
    'a Prometheus whose configuration somebody else makes',
    [prometheus().replace('serviceMonitorSelector: {}, ruleSelector: {}', 'replicas: 1')],
  ],
  ['a Secret with its keys', [prometheus(), login('username'), withLogin]],
  [
    'what a kustomization puts together',
    ['apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n', login('user'), withLogin],
  ],
  ['what somebody fills in', [monitor('{port: http, interval: "${INTERVAL}", scrapeTimeout: 30s}')]],
])('%s is not found', (_, texts) => expect(found(...texts)).toEqual([]));

describe('alertmanager.yml is read as Alertmanager reads it', () => {
  const file = 'route: {receiver: a, group_intervall: 5m}\nreceivers: [{name: a, webhook_configs: [{url: "http://a.example"}]}]\n';
  const unknown = [expect.stringContaining('Alertmanager has no field group_intervall here'), 'Write group_interval.', 1];
  test('in a file', () => expect(found(file)).toEqual([unknown]));
  test('in each of several, where also what the checks of one find is found', () => {
    const other = 'route: {receiver: b}\nreceivers: [{name: a}]\n';
    expect(found(file, other).map(([message]) => message)).toEqual([unknown[0], expect.stringContaining('the receiver b is not defined')]);
  });
  test('in a ConfigMap', () => {
    const held = file
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n');
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata:\n  alertmanager.yml: |\n${held}\n`;
    expect(found(map)).toEqual([[unknown[0], unknown[1], 6]]);
  });
  test('but for what somebody fills in before', () => {
    const filled = 'route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: "${HOOK_URL}"}]}]\n';
    expect(found(filled, filled)).toEqual([]);
  });
});
