import { runs } from '../../support/runs';

/** Inputs that somebody will give to `vigie compile` one day, and what must be said of each. */
export interface BrokenInput {
  readonly name: string;
  readonly content: () => string | Uint8Array;
  /** Where, as line:column; left out where there is no such place. */
  readonly at?: string;
  /** What the message must mean. */
  readonly says: RegExp;
}

const monitor = (name = 'iris'): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: iris
  endpoints:
  - port: http
    interval: 30s
`;
/** A monitor with more lines at its end, the first of them on line 12. */
const withEnd =
  (end: string): (() => string) =>
  () =>
    `${monitor()}${end}`;
/** A monitor with one text put for another. */
const withChange =
  (from: string, to: string): (() => string) =>
  () =>
    monitor().replace(from, to);
const json = JSON.stringify({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'iris' },
  spec: { selector: {}, endpoints: [] },
});
const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';
const laughs = (link: (index: number) => string, levels: number): string =>
  `${head}a0: &a0 {k: [x, x, x, x, x, x, x, x, x]}\n${Array.from({ length: levels }, (_, index) => `a${index + 1}: &a${index + 1} ${link(index)}\n`).join('')}`;
/** In megabytes; a file over 64 MiB is not read. */
const large = Math.min(runs(4, 20), 20);
const megabytes = (count: number): string =>
  `${head}data:\n${Array.from({ length: count * 1000 }, (_, index) => `  k${index}: "${'x'.repeat(985)}"\n`).join('')}`;

const meta = 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: iris}\n';
const server = (field?: string): string =>
  `${meta.replace('ServiceMonitor', 'Prometheus').replace('iris', 'main, namespace: shop')}spec: {serviceMonitorSelector: {}, probeSelector: {}${field ? `, ${field}` : ''}, serviceMonitorNamespaceSelector: {}, ruleSelector: {}}\n`;
/** A Secret or ConfigMap `t`. */
const held = (kind: string, entry: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: t, namespace: shop}\n${kind === 'Secret' ? 'stringData' : 'data'}: {${entry}}\n`;
const rule = (fields: string): string =>
  `${meta.replace('ServiceMonitor', 'PrometheusRule').replace('iris', 'r, namespace: shop')}spec: {groups: [{name: g, rules: [{${fields}}]}]}\n`;
/** A Prometheus and a monitor with more lines in its endpoint, the first of them on line 18. */
const inCluster =
  (end: string, more = ''): (() => string) =>
  () =>
    `${server()}---\n${monitor().replace('name: iris\n', 'name: iris\n  namespace: shop\n')}    ${end}\n${more && `---\n${more}`}`;
const alertmanager = `${meta.replace('ServiceMonitor', 'Alertmanager').replace('iris', 'main, namespace: shop')}spec: {}\n`;
const base = (text: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: alertmanager-main, namespace: shop}\nstringData: {alertmanager.yaml: "${text}"}\n`;

/** In a namespace, as what is compiled has to be. */
const placed = (text: string): string => text.replace('name: iris\n', 'name: iris\n  namespace: mlops\n');
const placedJson = json.replace('"iris"', '"iris","namespace":"mlops"').replace('"endpoints":[]', '"endpoints":[{}]');

export const brokenInputs: readonly BrokenInput[] = [
  // Nothing that could be compiled.
  { name: 'an empty file', content: () => '', says: /there is nothing to compile among 0 objects/ },
  { name: 'only comments', content: () => '# to be written\n---\n# later\n', says: /there is nothing to compile among 0 objects/ },
  { name: 'an object of no use', content: () => head, says: /there is nothing to compile among 1 object/ },
  { name: 'a rule file', content: () => 'groups:\n- name: a\n  rules: []\n', says: /there is nothing to compile among 0 objects/ },

  // No text.
  { name: 'a picture', content: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), at: '1:1', says: /not UTF-8 text/ },
  {
    name: 'a file compressed with gzip',
    content: () => Buffer.from('1f8b0800000000000003', 'hex'),
    says: /compressed with gzip.*\n.*Unpack/,
  },
  {
    name: 'UTF-16 with a byte order mark',
    content: () => Buffer.from(`\ufeff${monitor()}`, 'utf16le'),
    at: '1:1',
    says: /UTF-16.*\n.*UTF-8/,
  },
  { name: 'UTF-16 without one', content: () => Buffer.from(monitor(), 'utf16le').swap16(), at: '1:1', says: /UTF-16/ },
  { name: 'Latin-1', content: () => Buffer.from(`# caf\xe9\n${monitor()}`, 'latin1'), at: '1:6', says: /not UTF-8/ },
  { name: 'a file cut off inside a letter', content: () => Buffer.from(`${monitor()}# é`).subarray(0, -1), at: '12:3', says: /not UTF-8/ },
  { name: 'a NUL byte', content: withChange('iris', 'ir\0is'), at: '4:11', says: /NUL byte/ },
  { name: 'an escape code of a terminal', content: withEnd('    path: a\u001b[31m\n'), at: '12:12', says: /control character/ },
  {
    name: 'a line break of YAML 1.1',
    content: withEnd('    path: a\u0085b\n'),
    at: '12:12',
    says: /U\+0085, which Kubernetes takes for a line break/,
  },
  { name: 'line ends of old', content: () => monitor().replaceAll('\n', '\r'), at: '1:37', says: /U\+000D/ },
  { name: 'a byte order mark in the middle', content: withChange('kind', '\ufeffkind'), at: '2:1', says: /byte order mark/ },

  // Cut off.
  { name: 'cut off in a quote', content: withEnd('    path: "/metr'), at: '12:17', says: /ends in the middle of a value.*\n.*cut off/ },
  { name: 'cut off in a bracket', content: withEnd('    params: {a: [b'), at: '12:19', says: /ends in the middle of a value/ },
  { name: 'cut off in a key', content: withEnd('    pa'), at: '12:7', says: /ends in the middle of a value.*\n.*key: value/ },
  {
    name: 'cut off where it still parses',
    content: () => monitor().slice(0, monitor().indexOf('    matchLabels')).concat('    app'),
    at: '7:5',
    says: /spec\.selector: is the text "app", but must be a mapping/,
  },
  { name: 'JSON cut off', content: () => json.slice(0, -20), at: '1:111', says: /the text ends where a colon is expected.*\n.*cut off/ },

  // Not YAML.
  { name: 'a tab for indentation', content: withEnd('\t- port: b\n'), at: '12:1', says: /a tab stands in the indentation.*\n.*spaces/ },
  { name: 'a tab behind a dash', content: withEnd('  -\tport: b\n'), at: '12:4', says: /a tab stands in the indentation/ },
  { name: 'an item between two levels', content: withEnd('   - port: b\n'), at: '12:4', says: /indentation/ },
  { name: 'a key between two levels', content: withEnd('   port: b\n'), at: '12:4', says: /indentation/ },
  {
    name: 'a quote that is not closed',
    content: () => `${monitor()}    path: "/a\n---\n${monitor('b')}`,
    at: '13:1',
    says: /ends in the middle of a value/,
  },
  { name: 'an escape that YAML does not know', content: withEnd('    path: "\\d"\n'), at: '12:13', says: /escape that YAML does not know/ },
  { name: 'an escape of JSON', content: withEnd('    path: "\\/metrics"\n'), at: '12:12', says: /escape of JSON/ },
  { name: 'text with a colon', content: withEnd('    path: a: b\n'), at: '12:12', says: /value that holds ": ".*\n.*quotes/ },
  { name: 'text that begins with @', content: withEnd('    path: @a\n'), at: '12:11', says: /begins with @ or `/ },
  { name: 'text that begins with %', content: withEnd('    path: %a\n'), at: '12:11', says: /quotes/ },
  { name: 'a comma too many', content: withEnd('    params: {a: [b,, c]}\n'), at: '12:20', says: /comma too many/ },
  { name: 'a comma too few', content: withEnd('    params: {a: ["b" "c"]}\n'), at: '12:22', says: /comma is missing/ },
  { name: 'a question mark in brackets', content: withEnd('    params: {match: [up?]}\n'), at: '12:22', says: /may hold no \?/ },
  {
    name: 'a chart before it is rendered',
    content: () => `{{- if .Values.enabled }}\n${monitor()}{{- end }}\n`,
    at: '1:3',
    says: /is a template.*\n.*helm template/,
  },
  { name: 'a value before it is rendered', content: withEnd('    path: {{ .Values.path }}\n'), at: '12:12', says: /is a template/ },
  { name: 'JSON without a comma', content: () => json.replace(',"kind"', '"kind"'), at: '1:41', says: /a comma or } is expected/ },
  { name: 'JSON with a single quote', content: () => `{"kind": 'A}`, at: '1:10', says: /a value is expected here/ },
  { name: 'text behind a separator', content: () => `${monitor()}--- kind: Pod\n`, at: '12:5', says: /text behind the separator/ },
  { name: 'text behind an end mark', content: () => `${monitor()}...\n${monitor('b')}`, at: '12:1', says: /kubectl ignores/ },
  { name: 'a directive', content: () => `%YAML 1.1\n---\n${monitor()}`, at: '2:1', says: /ends in the middle|directive/ },

  // YAML that Kubernetes would refuse, or read otherwise than it looks.
  {
    name: 'a key twice',
    content: withEnd('    port: b\n'),
    at: '12:5',
    says: /spec\.endpoints\[0\]\.port: the key "port" is there twice.*\n.*silently/,
  },
  { name: 'a key twice, once as a number', content: () => `${head}data: {1: a, "1": b}\n`, at: '5:14', says: /the key "1" is there twice/ },
  {
    name: 'a key twice in JSON',
    content: () => json.replace('"spec"', '"kind":"A","spec"'),
    at: '1:93',
    says: /the key "kind" is there twice/,
  },
  {
    name: 'an anchor that is not there',
    content: withEnd('    path: *nowhere\n'),
    at: '12:11',
    says: /\*nowhere refers to an anchor that does not exist/,
  },
  { name: 'an anchor that contains itself', content: withEnd('    params: &p {a: *p}\n'), at: '12:20', says: /&p contains itself/ },
  {
    name: 'an anchor that contains itself by a merge',
    content: withEnd('    params: &p {<<: *p}\n'),
    at: '12:21',
    says: /&p contains itself/,
  },
  {
    name: 'aliases that expand to billions',
    content: () => laughs((index) => `[${Array(9).fill(`*a${index}`).join(', ')}]`, 12),
    says: /aliases expand to too much/,
  },
  {
    name: 'merges that expand to billions',
    content: () => laughs((index) => `{${Array.from({ length: 9 }, (_, key) => `k${key}: {<<: *a${index}}`).join(', ')}}`, 12),
    says: /aliases expand to too much/,
  },
  { name: 'brackets 100,000 deep', content: () => `${head}data: ${'['.repeat(100_000)}`, says: /nest more than 200 deep/ },
  {
    name: 'keys 1,000 deep',
    content: () => `${head}data:\n${Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth + 1)}k:\n`).join('')}`,
    says: /nest more than 200 deep/,
  },
  { name: 'JSON 100,000 deep', content: () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, says: /nest more than 200 deep/ },
  {
    name: 'aliases 1,000 deep',
    content: () =>
      `${head}a0: &a0 [x]\n${Array.from({ length: 1000 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`).join('')}`,
    says: /nest more than 200 deep|expand to too much/,
  },
  { name: 'a merge of what is no mapping', content: withEnd('    <<: [a]\n'), at: '12:9', says: /<< has a value that is not a mapping/ },
  { name: 'a list for a key', content: withEnd('    [a, b]: c\n'), at: '12:5', says: /stands where a key should/ },
  { name: 'an empty key', content: withEnd('    : c\n'), says: /key is empty/ },
  { name: 'an infinity', content: withEnd('    limit: .inf\n'), at: '12:12', says: /\.inf is not a number/ },
  {
    name: 'an integer that no JavaScript number holds',
    content: withEnd('    limit: 9007199254740993\n'),
    at: '12:12',
    says: /too large to be kept exactly/,
  },
  { name: 'binary data', content: withEnd('    path: !!binary aGk=\n'), at: '12:11', says: /!!binary does not fit/ },
  { name: 'a tag of another tool', content: withEnd('    path: !vault secret\n'), at: '12:11', says: /!vault does not fit/ },
  { name: 'half of a character in JSON', content: () => json.replace('iris', '\\ud83d'), at: '1:85', says: /half of a surrogate pair/ },

  // No objects.
  { name: 'a list', content: () => '- a\n- b\n', at: '1:1', says: /is a list, not a Kubernetes object/ },
  { name: 'a word', content: () => 'hello\n', at: '1:1', says: /is a string, not a Kubernetes object/ },
  { name: 'no kind', content: withChange('kind: ServiceMonitor\n', ''), at: '1:1', says: /has no kind/ },
  { name: 'an empty apiVersion', content: withChange('apiVersion: monitoring.coreos.com/v1', 'apiVersion:'), says: /has no apiVersion/ },
  { name: 'a kind that is a boolean', content: withChange('kind: ServiceMonitor', 'kind: on'), at: '2:7', says: /kind is not a text/ },
  {
    name: 'metadata that is a list',
    content: withChange('metadata:\n  name', 'metadata:\n- name'),
    at: '3:1',
    says: /metadata is not a mapping/,
  },
  {
    name: 'an item of a List that is no object',
    content: () => `apiVersion: v1\nkind: List\nitems:\n- ${monitor().replaceAll('\n', '\n  ').trim()}\n- nothing\n`,
    at: '15:3',
    says: /items\[1\]: is a string, not a Kubernetes object/,
  },

  // Objects that the API server would refuse.
  {
    name: 'a kind that is misspelt',
    content: withChange('kind: ServiceMonitor', 'kind: ServiceMoniter'),
    at: '2:7',
    says: /has no kind ServiceMoniter.*\n.*Did you mean ServiceMonitor\?/,
  },
  {
    name: 'a version that is not there',
    content: withChange('coreos.com/v1', 'coreos.com/v2'),
    at: '1:13',
    says: /has no version v2.*\n.*v1/,
  },
  {
    name: 'a field that is misspelt',
    content: withChange('port: http', 'prot: http'),
    at: '10:11',
    says: /spec\.endpoints\[0\]\.prot: there is no field prot.*\n.*Did you mean port\?/,
  },
  {
    name: 'a mapping for a list',
    content: withChange('  - port', '    port'),
    at: '9:3',
    says: /spec\.endpoints: is a mapping, but must be a list/,
  },
  {
    name: 'a boolean in quotes',
    content: withEnd('    honorLabels: "true"\n'),
    at: '12:18',
    says: /honorLabels: is the text "true", but must be true or false.*\n.*quotes/,
  },
  {
    name: 'a label that YAML reads as a boolean',
    content: withChange('app: iris', 'app: on'),
    at: '8:12',
    says: /app: is true, but must be a text.*\n.*quotes/,
  },
  { name: 'a word that is no choice', content: withEnd('    scheme: htps\n'), at: '12:13', says: /"htps" is none of.*\n.*"https"/ },
  { name: 'a duration that is none', content: withChange('30s', '30 s'), at: '11:15', says: /"30 s" does not fit.*\n.*30s/ },
  {
    name: 'a required field that is missing',
    content: withChange('  selector:\n    matchLabels:\n      app: iris\n', ''),
    at: '5:1',
    says: /spec\.selector: selector is missing/,
  },
  { name: 'a name with capitals', content: () => monitor('Iris'), at: '4:9', says: /Iris is not a name for an object/ },
  {
    name: 'one object twice',
    content: () => `${monitor()}---\n${monitor()}`,
    at: '16:9',
    says: /is there already: .*document 1.*\n.*Keep one/,
  },
  {
    name: 'fields that exclude each other',
    content: () =>
      'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata: {name: a}\nspec:\n  basicAuth: {}\n  authorization: {}\n',
    at: '4:1',
    says: /at most one of basicAuth, authorization, or oauth2/,
  },
  {
    name: 'a negative number of shards',
    content: () => 'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: a}\nspec: {shards: -1}\n',
    at: '4:16',
    says: /-1 must not be negative/,
  },

  { name: 'a spec that is null', content: () => `${meta}spec: null\n`, at: '4:7', says: /spec: spec is missing/ },
  {
    name: 'a spec that is a text',
    content: () => `${meta}spec: hello\n`,
    at: '4:7',
    says: /spec: is the text "hello", but must be a mapping/,
  },
  {
    name: 'metadata that is null',
    content: () => meta.replace('{name: iris}', 'null').concat('spec: {selector: {}, endpoints: []}\n'),
    at: '3:11',
    says: /metadata\.name: name is missing/,
  },
  {
    name: 'a name that is a number',
    content: withChange('name: iris', 'name: 5'),
    at: '4:9',
    says: /metadata\.name: is the number 5.*\n.*quotes/,
  },
  {
    name: 'a name that only the cluster gives',
    content: withChange('name: iris', 'generateName: iris-'),
    at: '3:1',
    says: /gets its name only in a cluster.*\n.*generateName/,
  },
  {
    name: 'an apiVersion without its group',
    content: withChange('monitoring.coreos.com/v1', 'v1'),
    at: '1:13',
    says: /no ServiceMonitor in v1.*\n.*monitoring\.coreos\.com\/v1/,
  },
  {
    name: 'a group that is misspelt',
    content: withChange('coreos.com', 'core.com'),
    at: '1:13',
    says: /no ServiceMonitor in monitoring\.core\.com\/v1/,
  },
  {
    name: 'a kind without capitals',
    content: withChange('ServiceMonitor', 'servicemonitor'),
    at: '2:7',
    says: /no kind servicemonitor.*\n.*ServiceMonitor\?/,
  },
  {
    name: 'a port that is a number',
    content: withChange('port: http', 'port: 8080'),
    at: '10:11',
    says: /port: is the number 8080, but must be a text.*\n.*quotes/,
  },
  {
    name: 'a target port that is a boolean',
    content: withChange('port: http', 'targetPort: on'),
    at: '10:17',
    says: /targetPort: is true, but must be a whole number or a text/,
  },
  {
    name: 'a parameter that is no list',
    content: withEnd('    params: {module: http}\n'),
    at: '12:22',
    says: /params\.module: is the text "http", but must be a list/,
  },
  {
    name: 'an endpoint that is empty',
    content: withChange('- port: http\n    interval: 30s', '- null'),
    at: '10:5',
    says: /endpoints\[0\]: is empty, but must be a mapping/,
  },
  { name: 'a limit below zero', content: withEnd('  sampleLimit: -5\n'), at: '12:16', says: /-5 must be at least 0/ },
  { name: 'a limit with a fraction', content: withEnd('  sampleLimit: 1.5\n'), at: '12:16', says: /1\.5, but must be a whole number/ },
  { name: 'a field called __proto__', content: withEnd('    __proto__: {a: b}\n'), at: '12:5', says: /there is no field __proto__/ },
  {
    name: 'a kind called constructor',
    content: () => meta.replace('ServiceMonitor', 'constructor'),
    at: '2:7',
    says: /has no kind constructor/,
  },
  {
    name: 'a Prometheus with a field that is misspelt',
    content: () => server('retentoin: 5d'),
    at: '4:66',
    says: /no field retentoin.*\n.*retention\?\nPrometheus shop\/main is rejected, and there is no configuration without it/,
  },
  {
    name: 'a Secret that holds a number',
    content: () => `${server()}---\n${held('Secret', 'a: 12345')}`,
    at: '9:17',
    says: /stringData\.a: has another type, but must be a text.*\n.*quotes/,
  },
  {
    name: 'a ConfigMap that holds a list',
    content: () => `${server()}---\n${held('ConfigMap', 'a: [b]')}`,
    at: '9:8',
    says: /data\.a: is a list, but must be a text/,
  },
  {
    name: 'a Namespace whose label is a number',
    content: () => `${server()}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: 1}}\n`,
    at: '8:39',
    says: /labels\.tier: is the number 1/,
  },

  // Objects that the operator would refuse.
  {
    name: 'a regular expression that does not parse',
    content: inCluster('relabelings: [{sourceLabels: [a], regex: "(", targetLabel: b}]'),
    at: '18:19',
    says: /relabelings\[0\].*missing closing \)/,
  },
  {
    name: 'an operator of a selector that is none',
    content: () =>
      `${server()}---\n${monitor().replace('matchLabels:\n      app: iris', 'matchExpressions: [{key: a, operator: Is, values: [b]}]')}`,
    at: '12:43',
    says: /"Is" is not a valid label selector operator/,
  },
  {
    name: 'a key that the Secret lacks',
    content: inCluster('authorization: {credentials: {name: t, key: nope}}', held('Secret', 'a: b')),
    says: /key "nope" in secret "t" not found/,
  },
  {
    name: 'a certificate that is none',
    content: inCluster('tlsConfig: {ca: {secret: {name: t, key: a}}}', held('Secret', 'a: b')),
    says: /failed to decode PEM block/,
  },
  {
    name: 'two ways to log in',
    content: inCluster('basicAuth: {username: {name: t, key: a}}\n    authorization: {credentials: {name: t, key: a}}'),
    says: /cannot be configured at the same time/,
  },
  {
    name: 'a scrape that may take longer than its interval',
    content: inCluster('scrapeTimeout: 60s'),
    says: /scrapeTimeout "60s" greater than scrapeInterval "30s"/,
  },
  {
    name: 'a file where none may be read',
    content: () => `${server('arbitraryFSAccessThroughSMs: {deny: true}')}---\n${monitor()}    bearerTokenFile: /etc/passwd\n`,
    says: /accesses file system/,
  },
  {
    name: 'a query that does not parse',
    content: () => `${server()}---\n${rule('alert: A, expr: "sum("')}`,
    at: '9:52',
    says: /rules\[0\]\.expr.*unclosed parenthesis/,
  },
  { name: 'a rule without a name', content: () => `${server()}---\n${rule('expr: up')}`, says: /one of 'record' or 'alert' must be set/ },
  {
    name: 'a label of a rule that is a number',
    content: () => `${server()}---\n${rule('alert: A, expr: up, labels: {severity: 1}')}`,
    at: '9:75',
    says: /severity: is the number 1/,
  },
  {
    name: 'a probe of nothing',
    content: () =>
      `${server()}---\napiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata: {name: p, namespace: shop}\nspec: {prober: {url: blackbox:9115}}\n`,
    at: '9:1',
    says: /at least one of \.spec\.targets/,
  },
  {
    name: 'a version of Prometheus that is none',
    content: () => server('version: latest'),
    at: '4:64',
    says: /failed to parse Prometheus version: "latest"[^]*nothing was written/,
  },
  {
    name: 'millions of shards',
    content: () => server('shards: 100000000'),
    at: '4:63',
    says: /would be 100000000 configurations, and at most 1000/,
  },
  {
    name: 'additional scrape configurations that are nowhere',
    content: () => server('additionalScrapeConfigs: {name: t, key: a}'),
    says: /Secret shop\/t is not among the objects.*\n.*Give the Secret/,
  },
  {
    name: 'additional scrape configurations under another key',
    content: () => `${server('additionalScrapeConfigs: {name: t, key: b}')}---\n${held('Secret', 'a: c')}`,
    says: /key "b" in secret "t" not found/,
  },
  {
    name: 'additional scrape configurations that are no list',
    content: () => `${server('additionalScrapeConfigs: {name: t, key: a}')}---\n${held('Secret', 'a: "b: c"')}`,
    says: /additional scrape configs failed: is not a list of mappings/,
  },
  {
    name: 'a route of Alertmanager to nobody',
    content: () => `${alertmanager}---\n${base('route: {receiver: nobody}\\nreceivers: [{name: a}]')}`,
    at: '9:33',
    says: /Secret shop\/alertmanager-main.*the receiver nobody is not defined.*\n.*Define it/,
  },
  {
    name: 'a configuration of Alertmanager that is no YAML',
    content: () => `${alertmanager}---\n${base('route: [}')}`,
    at: '9:33',
    says: /Secret shop\/alertmanager-main.*is not YAML: missed comma[^\n]*\n/,
  },
  {
    name: 'an AlertmanagerConfig without an Alertmanager',
    content: () => meta.replace('ServiceMonitor', 'AlertmanagerConfig').replace('/v1', '/v1alpha1').concat('spec: {}\n'),
    says: /1 AlertmanagerConfig skipped: there is no Alertmanager object/,
  },
  {
    name: 'a ThanosRuler',
    content: () => meta.replace('ServiceMonitor', 'ThanosRuler').concat('spec: {}\n'),
    says: /1 ThanosRuler skipped/,
  },

  // Large.
  {
    name: `${large} MB that end in a broken object`,
    content: () => `${megabytes(large)}---\n${monitor()}\tx\n`,
    says: /a tab stands in the indentation/,
  },
  {
    name: `${large} MB in a quote that is not closed`,
    content: () => `${head}data: "${'x'.repeat(large * 1e6)}`,
    says: /ends in the middle of a value/,
  },
  {
    name: `${large} MB of brackets`,
    content: () => `${head}data: ${'[],'.repeat((large * 1e6) / 3)}`,
    says: /indentation|belongs to nothing|comma|ends in/,
  },
  {
    name: 'more than 64 MiB',
    content: () => Buffer.alloc(64 * 1024 * 1024 + 1, '#'),
    says: /is 64 MiB large, and no file over 64 MiB is read/,
  },
];

/** What looks odd and is well. */
export const fineInputs: readonly Omit<BrokenInput, 'at' | 'says'>[] = [
  { name: 'a byte order mark', content: () => `\ufeff${placed(monitor())}` },
  { name: 'CRLF', content: () => placed(monitor()).replaceAll('\n', '\r\n') },
  { name: 'empty documents and comments', content: () => `---\n# a\n---\n${placed(monitor())}---\n# b\n` },
  { name: 'closing brackets below their keys', content: () => placed(`${monitor()}    params: {\n    a: [\n    b\n    ]\n    }\n`) },
  { name: 'JSON with tabs', content: () => JSON.stringify(JSON.parse(placedJson), null, '\t') },
  { name: 'one JSON object after the other', content: () => `${placedJson}\n${placedJson.replace('iris', 'b')}` },
  {
    name: 'aliases and merges',
    content: () => placed(monitor()).replace('- port: http', '- &e\n    port: http').concat('  - <<: *e\n    port: b\n'),
  },
  { name: `${large} MB beside a monitor`, content: () => `${megabytes(large)}---\n${placed(monitor())}` },
];
