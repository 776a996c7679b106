import type { BaseName } from './mutation';

/** A mistake that can be made at many places of a text; every place must be found, or must not matter by a rule. */
export interface Family {
  readonly name: string;
  readonly places: readonly (readonly [base: BaseName, ...files: readonly string[]])[];
  /** What is replaced: the first group, or the whole. */
  readonly pattern: RegExp;
  /** `seed` is any natural number, `before` the text up to the place. */
  readonly replace: (found: string, seed: number, before: string) => string;
  /** The checks that may find it. */
  readonly finds: readonly string[];
  /** True where the finding stands in another line: at what the mistake spoils. @default - in the line of the mistake */
  readonly elsewhere?: true;
  /** Places where it does not matter, and nothing may be said. `before` is the text up to the place, `after` from it on. @default - none */
  readonly harmless?: (found: string, before: string, file: string, after: string) => boolean;
}

/** One letter is left out, doubled, or exchanged with the next; never the first or the last. */
export function misspelt(word: string, seed: number): string {
  const at = 1 + (seed % Math.max(1, word.length - 2));
  const letter = word[at]!;
  const exchanged = word.slice(0, at) + word[at + 1] + letter + word.slice(at + 2);
  const ways = [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at), exchanged];
  const chosen = ways[Math.floor(seed / word.length) % 3]!;
  return chosen === word ? ways[1]! : chosen;
}

const platformRules = ['platform', 'recordings.yaml', 'alerts.yaml'] as const;
const distDashboards = ['standalone', 'grafana-dashboards.yaml'] as const;
const workloads = [
  'standalone',
  'prometheus.yaml',
  'alertmanager.yaml',
  'grafana.yaml',
  'kube-state-metrics.yaml',
  'node-exporter.yaml',
] as const;

/** The namespace of node-exporter enforces nothing. */
const isPrivileged = (_: string, __: string, file: string) => file === 'node-exporter.yaml';
const gone = () => '';

/** A series of Grafana, whose metrics are known from its documentation only: it may have further labels. */
const hasOpenLabels = (query: string) => /\bgrafana_|job=\\?"grafana\\?"/.test(query);
const isAggregated = (query: string) => / by \(/.test(query);
const queryBefore = (before: string) => before.slice(Math.max(before.lastIndexOf('"expr": '), before.lastIndexOf(' expr: ')));

/** The id of the panel before, in the same dashboard. */
const idBefore = (before: string) => [...before.slice(before.lastIndexOf('.json: |')).matchAll(/"id": (\d+),/g)].at(-1)?.[1];

export const families: readonly Family[] = [
  {
    name: 'the metric of a known job is misspelt',
    places: [['platform', 'recordings.yaml', 'alerts.yaml', 'dashboards.yaml']],
    pattern: /\b((?:prometheus|alertmanager|node)_\w+)(?=\{[^}]*job=)/g,
    replace: misspelt,
    finds: ['unknown-metric'],
  },
  {
    name: 'a recorded series is misspelt where it is read',
    places: [
      ['platform', 'alerts.yaml', 'dashboards.yaml'],
      ['oncall', 'rules.yaml'],
    ],
    pattern: /(?<!record: )(?<![\w:])(\w+:\w+:\w+)/g,
    replace: misspelt,
    finds: ['unknown-metric'],
  },
  {
    name: 'a label is misspelt in `by`',
    places: [platformRules, ['platform', 'dashboards.yaml']],
    pattern: /(?:by|without) \((?:\w+, )*(\w{3,})(?:, \w+)*\)/g,
    replace: misspelt,
    finds: ['unknown-label'],
  },
  {
    name: 'the first label of `by` is lost',
    places: [platformRules, ['platform', 'dashboards.yaml'], ['operator', 'prometheus-rules.yaml'], distDashboards],
    pattern: /by \((\w+(?:, )?)(?:\w+(?:, )?)*\)/g,
    replace: gone,
    finds: ['unknown-label', 'impossible-match', 'template-label', 'dashboard-legend', 'histogram-quantile'],
    elsewhere: true,
    // A table has no legend: its query has one label less to be joined by.
    harmless: (found, before, file, after) =>
      /^.*\n[^}]*"format": "table"/.test(after) ||
      // All shards are counted as one: another number, with the same labels.
      found === 'shard_ordinal' ||
      (file === 'prometheus-rules.yaml' && found.startsWith('namespace') && hasOpenLabels(queryBefore(before) + after.slice(0, 200))),
  },
  {
    name: 'a parenthesis or a bracket is lost',
    places: [
      ['platform', 'recordings.yaml'],
      ['operator', 'prometheus-rules.yaml'],
    ],
    pattern: /[()[\]]/g,
    replace: gone,
    finds: ['promql-syntax'],
    elsewhere: true,
  },
  {
    name: 'a quote is lost',
    places: [['platform', 'alerts.yaml']],
    pattern: /\{job=(")/g,
    replace: gone,
    finds: ['promql-syntax'],
  },
  {
    name: 'a function or an aggregation is misspelt',
    places: [platformRules, ['operator', 'prometheus-rules.yaml']],
    pattern:
      /\b(rate|increase|histogram_quantile|predict_linear|label_replace|changes|delta|absent|vector|sum|min|max|avg|count)(?= by \(|\()/g,
    replace: misspelt,
    // One stands in the query of a template.
    finds: ['promql-syntax', 'template-syntax'],
  },
  {
    name: 'a range is too short',
    places: [platformRules],
    pattern: /job="[^}]*\}\[(\d+[mh])\]/g,
    replace: (_, seed) => ['1s', '10s', '14s'][seed % 3]!,
    finds: ['short-range'],
  },
  {
    name: 'a quantile is written in percent',
    places: [['platform', 'recordings.yaml'], distDashboards],
    pattern: /histogram_quantile\(\s*(0\.\d+)/g,
    replace: (share) => `${Math.round(Number(share) * 100)}`,
    finds: ['histogram-quantile'],
  },
  {
    name: 'a label of a template is misspelt',
    places: [['platform', 'alerts.yaml']],
    pattern: /\$labels\.(\w+)/g,
    replace: misspelt,
    finds: ['template-label'],
  },
  {
    name: 'a function of a template is misspelt',
    places: [
      ['platform', 'alerts.yaml'],
      ['operator', 'prometheus-rules.yaml'],
      ['standalone', 'prometheus-rules.yaml'],
      ['oncall', 'rules.yaml'],
    ],
    pattern: /\$value \| (\w+)/g,
    replace: misspelt,
    finds: ['template-syntax'],
  },
  {
    name: 'an action of a template is not closed',
    places: [
      ['platform', 'alerts.yaml'],
      ['operator', 'prometheus-rules.yaml'],
    ],
    pattern: /\}\}/g,
    replace: () => '}',
    finds: ['template-syntax'],
  },
  {
    name: 'a duration has a blank in it',
    places: [
      ['platform', 'alerts.yaml'],
      ['operator', 'prometheus-rules.yaml'],
      ['standalone', 'prometheus-rules.yaml'],
      ['oncall', 'rules.yaml'],
    ],
    pattern: /\bfor: (\d+[smhd])/g,
    replace: (duration) => `${duration.slice(0, -1)} ${duration.slice(-1)}`,
    finds: ['rule-fields'],
  },
  {
    name: 'a severity is lost',
    places: [
      ['platform', 'alerts.yaml'],
      ['operator', 'prometheus-rules.yaml'],
      ['standalone', 'prometheus-rules.yaml'],
    ],
    pattern: /^ +(severity): /gm,
    replace: () => 'team',
    finds: ['missing-annotation'],
    elsewhere: true,
  },
  {
    name: 'a link to a runbook is lost',
    places: [
      ['platform', 'alerts.yaml'],
      ['operator', 'prometheus-rules.yaml'],
      ['standalone', 'prometheus-rules.yaml'],
    ],
    pattern: /\n +runbook(?:_url)?: .*/g,
    replace: gone,
    finds: ['missing-annotation'],
    elsewhere: true,
  },
  {
    name: 'the uid of a datasource is misspelt',
    places: [distDashboards, ['platform', 'dashboards.yaml']],
    pattern: /"uid": "(prometheus)"/g,
    replace: misspelt,
    finds: ['dashboard-datasource'],
    elsewhere: true,
  },
  {
    name: 'a variable is misspelt in a query',
    places: [distDashboards, ['platform', 'dashboards.yaml'], ['oncall', 'dashboard.json']],
    pattern: /\\"\$(\w+)/g,
    replace: misspelt,
    finds: ['dashboard-variable'],
    // What the list of variables shows is no query.
    harmless: (_, before) => before.includes('"definition"', before.lastIndexOf('\n')),
  },
  {
    name: 'a label of a legend is misspelt',
    places: [distDashboards, ['platform', 'dashboards.yaml'], ['oncall', 'dashboard.json']],
    pattern: /\{\{ ?(\w+) ?\}\}/g,
    replace: misspelt,
    finds: ['dashboard-legend'],
    // An alert may have any label.
    harmless: (_, before) =>
      (hasOpenLabels(queryBefore(before)) && !isAggregated(queryBefore(before))) ||
      /"expr": "ALERTS\{.*\n +"titleFormat": "\{\{$/.test(before.slice(-400)),
  },
  {
    name: 'the unit of a panel is lost',
    places: [distDashboards],
    pattern: /"unit": "[^"]+",\s*/g,
    replace: gone,
    finds: ['dashboard-unit'],
    elsewhere: true,
    // What has a text for each value needs no unit, and neither does a table.
    harmless: (_, before) => /"title": "(?:Model Loaded Status|Pod Status)"/.test(before.slice(before.lastIndexOf('"gridPos"') - 250)),
  },
  {
    name: 'a panel has the id of another one',
    places: [distDashboards],
    pattern: /"id": (\d+),/g,
    replace: (id, _, before) => idBefore(before) ?? id,
    finds: ['dashboard-layout'],
    elsewhere: true,
    // The first panel of a dashboard keeps its id.
    harmless: (_, before) => idBefore(before) === undefined,
  },
  {
    name: 'a panel is pushed out of the grid',
    places: [distDashboards, ['platform', 'dashboards.yaml'], ['oncall', 'dashboard.json']],
    pattern: /"x": (\d+)/g,
    replace: (x, seed) => `${Number(x) + 24 + (seed % 9)}`,
    finds: ['dashboard-layout'],
    elsewhere: true,
  },
  {
    name: 'the receiver of a route is misspelt',
    places: [
      ['oncall', 'alertmanager.yml'],
      ['standalone', 'alertmanager-config.yaml'],
    ],
    pattern: /receiver: ([\w-]+)/g,
    replace: misspelt,
    finds: ['refused-configuration'],
  },
  {
    name: 'a secret stands in the place of the name of its file',
    places: [
      ['oncall', 'alertmanager.yml'],
      ['standalone', 'alertmanager-config.yaml'],
    ],
    pattern: /((?:api_url|routing_key|smtp_auth_password)_file: \S+)/g,
    replace: (found) => `${found.slice(0, found.indexOf('_file'))}: https://hooks.example/T0/B0/XXXX`,
    finds: ['literal-secret'],
  },
  {
    name: 'the version of an image is lost',
    places: [workloads, ['operator', 'prometheus.yaml', 'alertmanager.yaml'], ['platform', 'apps.yaml']],
    pattern: /image: \S+?([:@](?:v?\d+\.\d+\.\d+|sha256:\w+))$/gm,
    replace: gone,
    finds: ['image-version'],
  },
  {
    name: 'a setting that the level of the namespace wants is lost',
    places: [workloads],
    pattern:
      /\n +(?:allowPrivilegeEscalation: false|runAsNonRoot: true|seccompProfile:\n +type: RuntimeDefault|capabilities:\n +drop:\n +- ALL)/g,
    replace: gone,
    finds: ['pod-security'],
    elsewhere: true,
    harmless: isPrivileged,
  },
  {
    name: 'a setting that no level wants is lost',
    places: [workloads],
    pattern: /\n +(?:readOnlyRootFilesystem: true|runAsUser: \d+|runAsGroup: \d+|fsGroup: \d+)/g,
    replace: gone,
    finds: [],
    harmless: () => true,
  },
  {
    name: 'a Service selects a misspelt label',
    places: [workloads],
    pattern: /\n {2}selector:\n {4}app: (\S+)/g,
    replace: misspelt,
    finds: ['service-without-pods'],
    elsewhere: true,
  },
  {
    name: 'a Service or a probe names a misspelt port',
    places: [workloads, ['platform', 'apps.yaml']],
    pattern: /(?:targetPort|port): ([a-z]+)(?=$|\})/gm,
    replace: misspelt,
    finds: ['unknown-port', 'selects-nothing'],
  },
  {
    name: 'the port of a container is misspelt',
    places: [workloads],
    pattern: /name: (\w+)\n +containerPort/g,
    replace: misspelt,
    finds: ['unknown-port'],
    elsewhere: true,
  },
  {
    name: 'a monitor names a misspelt port',
    places: [['operator', 'monitors.yaml']],
    pattern: /port: (\w+)$/gm,
    replace: misspelt,
    finds: ['selects-nothing'],
  },
  {
    name: 'a mount names a misspelt volume',
    places: [workloads],
    pattern: /name: (\w+)\n +mountPath/g,
    replace: misspelt,
    finds: ['object-name'],
  },
  {
    name: 'a label has a blank in it',
    places: [workloads, ['operator', 'monitors.yaml', 'prometheus-rules.yaml']],
    pattern: /part-of: (monitoring)$/gm,
    replace: (found, seed) => `${found.slice(0, 1 + (seed % 9))} ${found.slice(1 + (seed % 9))}`,
    finds: ['object-name'],
  },
  {
    name: 'an object is there twice',
    places: [workloads, ['operator', 'monitors.yaml']],
    pattern: /(?![\s\S])/g,
    replace: (_, seed, before) => {
      const documents = before.split('\n---\n');
      return `---\n${documents[seed % documents.length]}`;
    },
    finds: ['duplicate-name'],
    elsewhere: true,
  },
];
