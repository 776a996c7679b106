import { describe, expect, test } from 'vitest';
import { foundIn } from './support';

const group = 'monitoring.coreos.com';
const slack = (title: string) => ({ name: 'chat', slack_configs: [{ api_url_file: '/slack', channel: '#a', title }] });
const configuration = (title: string, ...templates: string[]) =>
  JSON.stringify({ route: { receiver: 'chat' }, receivers: [slack(title)], ...(templates.length > 0 && { templates }) });
const held = (kind: string, name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'ops' },
  [kind === 'Secret' ? 'stringData' : 'data']: data,
});
const alertmanager = (spec: object = {}) => ({
  apiVersion: `${group}/v1`,
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'ops' },
  spec: { alertmanagerConfigSelector: {}, ...spec },
});
const custom = (title: string) => ({
  apiVersion: `${group}/v1alpha1`,
  kind: 'AlertmanagerConfig',
  metadata: { name: 'team', namespace: 'ops' },
  spec: {
    route: { receiver: 'chat' },
    receivers: [{ name: 'chat', slackConfigs: [{ apiURL: { name: 's', key: 'k' }, channel: '#a', title }] }],
  },
});
const defined = '{{ define "shop.title" }}{{ .Status }}{{ end }}';
const [good, bad] = ['{{ template "shop.title" . }}', '{{ template "shop.subject" . }}'];

const found = (files: Record<string, unknown>) =>
  foundIn(files)
    .filter(({ check }) => check === 'notification-template')
    .map(({ file, message }) => `${file}: ${message}`);
const field = 'receivers[0].slack_configs[0].title';
const missing = (file: string) => [`${file}: ${field}: there is no template \`shop.subject\``];

describe('the files that templates names', () => {
  const beside = (title: string, ...patterns: string[]) =>
    found({ 'am/alertmanager.yml': configuration(title, ...patterns), 'am/shop.tmpl': defined });
  test('lie beside the configuration', () => {
    expect(beside(bad, '*.tmpl')).toEqual(missing('am/alertmanager.yml'));
    expect(beside(bad, 'shop.tmpl')).toHaveLength(1);
    expect(beside(good, './*.tmpl')).toEqual([]);
  });
  test('are not all known where some lie elsewhere', () => {
    expect(beside(bad, '*.tmpl', '/etc/alertmanager/*.tmpl')).toEqual([]);
    expect(beside(bad, 'more/*.tmpl')).toEqual([]);
  });
  test('without any, only the built-in ones are there', () => {
    expect(found({ 'alertmanager.yml': configuration(bad) })).toHaveLength(1);
    expect(found({ 'alertmanager.yml': configuration('{{ template "slack.default.title" . }}') })).toEqual([]);
  });
  test.each(['ConfigMap', 'Secret'])('are keys of the same %s', (kind) => {
    const of = (title: string) => held(kind, 'am', { 'alertmanager.yaml': configuration(title, '/etc/am/*.tmpl'), 'shop.tmpl': defined });
    expect(found({ 'am.json': of(bad) })).toEqual(missing('am.json'));
    expect(found({ 'am.json': of(good) })).toEqual([]);
  });
  test('are refused at their own place', () => {
    const files = { 'alertmanager.yml': configuration(good, '*.tmpl'), 'shop.tmpl': `\n${defined}{{ .Status | upcase }}` };
    expect(foundIn(files).filter(({ check }) => check === 'notification-template')).toEqual([
      expect.objectContaining({ file: 'shop.tmpl', line: 2, message: expect.stringContaining('`upcase`') }),
    ]);
  });
});

describe('an AlertmanagerConfig', () => {
  const at = 'spec.receivers[0].slackConfigs[0].title';
  const secret = held('Secret', 'alertmanager-main', {
    'alertmanager.yaml': configuration('x', '/etc/alertmanager/config/*.tmpl'),
    'shop.tmpl': defined,
  });
  test('calls what the configuration of its Alertmanager names', () => {
    const of = (title: string) => found({ 'am.json': alertmanager(), 'secret.json': secret, 'team.json': custom(title) });
    expect(of(bad)).toEqual([`team.json: ${at}: there is no template \`shop.subject\``]);
    expect(of(good)).toEqual([]);
  });
  test('or what its Alertmanager names', () => {
    const files = (title: string) => ({
      'am.json': alertmanager({ alertmanagerConfiguration: { name: 'team', templates: [{ configMap: { name: 't', key: 'shop.tmpl' } }] } }),
      'map.json': held('ConfigMap', 't', { 'shop.tmpl': defined }),
      'team.json': custom(title),
    });
    expect(found(files(bad))).toEqual([`team.json: ${at}: there is no template \`shop.subject\``]);
    expect(found(files(good))).toEqual([]);
  });
  test('without its Alertmanager is judged but for the names', () => {
    expect(found({ 'team.json': custom(bad) })).toEqual([]);
    expect(found({ 'team.json': custom('{{ .Annotations.summary }}') })).toEqual([
      expect.stringContaining(`team.json: ${at}: a notification has no`),
    ]);
    expect(found({ 'am.json': alertmanager(), 'team.json': custom(bad) })).toEqual([]);
  });
});
