import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inputFromManifests } from '../../lib/input/model';
import { html, webLink } from '../../lib/report/html';
import { reportHeader, reportPage } from '../../lib/report/page';

const evil = `</script><script>alert(1)</script><img src=x onerror="alert(2)" '\`&`;
const quoted = JSON.stringify(evil);

const manifests = (text: string) => `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: rules, namespace: shop}
spec:
  groups:
    - name: ${text}
      rules:
        - alert: ${text}
          expr: 'sum by (queue) (orders_waiting{queue!="<b>"}) > 100'
          labels: {severity: ${text}, other: ${text}}
          annotations: {summary: ${text}, description: ${text}, runbook_url: ${text}}
        - alert: Plain
          expr: up == 0
          labels: {severity: critical}
          annotations: {runbook_url: 'https://wiki.example/Plain?a=1&b=2'}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: ${text}, namespace: ${text}}
spec: {selector: {matchLabels: {app: ${text}}}, endpoints: [{port: ${text}}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: dashboards, namespace: shop, labels: {grafana_dashboard: '1'}}
data:
  a.json: ${JSON.stringify(
    JSON.stringify({
      title: evil,
      uid: evil,
      schemaVersion: 41,
      panels: [{ id: 1, type: evil, title: evil, gridPos: { x: 0, y: 0, w: 12, h: 8 } }],
    }),
  )}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${text}, namespace: shop}
spec: {template: {spec: {containers: [{name: a, image: ${text}}]}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules: [{verbs: [get, ${text}], apiGroups: [''], resources: [pods]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: ${text}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${text}, namespace: shop}
spec: {podSelector: {matchLabels: {app: ${text}}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${text}}}}], ports: [{port: 80}]}]}
---
route: {receiver: ${text}, routes: [{receiver: pager, matchers: ['severity="critical"']}, {receiver: pager, matchers: ['x="</script>"']}]}
receivers: [{name: ${text}}, {name: pager, webhook_configs: [{url: 'http://pager.example'}]}]
`;

const pageOf = (yaml: string, title = 'shop') => {
  const { model } = inputFromManifests([{ file: 'all.yaml', text: Buffer.from(yaml) }]);
  const findings = [{ check: 'unknown-metric', severity: 'warning', message: evil, hint: evil, file: evil } as const];
  return reportPage({ title, input: model, findings });
};
const hostile = pageOf(manifests(quoted), evil);
const plain = pageOf(manifests('plain'));
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe('the report', () => {
  test('takes no markup from what it tells', () => {
    expect(hostile).not.toMatch(/<img|alert\(1\)<\/script>/);
    for (const tag of ['<script', '</script', '<style', '<article', '<td', '<li', '<svg', '<a ', '<section', '<input', '<rect']) {
      expect([tag, count(hostile, tag)]).toEqual([tag, count(plain, tag)]);
    }
    expect(hostile).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
  });

  test('has no attribute that an input ended', () => {
    const tags = hostile.replace(/<(script|style)\b[^]*?<\/\1>/g, '').match(/<\w[^>]*>/g)!;
    expect(tags.length).toBeGreaterThan(50);
    const attribute = String.raw`\s[\w-]+(?:="[^"]*")?`;
    expect(tags.filter((tag) => !new RegExp(`^<\\w+(?:${attribute})*/?>$`).test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\son\w+=|\sstyle=|javascript:/.test(tag.replace(/="[^"]*"/g, '=')))).toEqual([]);
  });

  test('asks the network for nothing', () => {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(plain)!;
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    const markup = plain.replace(/&lt;.*?(?=<)/g, '');
    expect(markup).not.toMatch(/\ssrc=|<link|@import|url\(/);
    expect([...plain.matchAll(/<\w[^>]*\shref="([^"]*)"/g)].map(([, to]) => to!).filter((to) => !to.startsWith('#'))).toEqual([
      'https://wiki.example/Plain?a=1&amp;b=2',
    ]);
  });

  test('allows the script and the style that it has', () => {
    const [, script] = /<script>([^]*?)<\/script>/.exec(plain)!;
    const [, style] = /<style>([^]*?)<\/style>/.exec(plain)!;
    for (const text of [script!, style!]) {
      expect(plain).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  });

  test('holds the routes as JSON that reads back', () => {
    const [, json] = /<script type="application\/json">([^]*?)<\/script>/.exec(hostile)!;
    expect(JSON.parse(json!)).toMatchObject({
      receiver: evil,
      routes: [{ receiver: 'pager', matchers: [{ name: 'severity', op: '=', value: 'critical' }] }, { matchers: [{ value: '</script>' }] }],
    });
  });

  test('links to addresses of the web alone', () => {
    expect(webLink('javascript:alert(1)').text).toBe('javascript:alert(1)');
    expect(webLink('https://a.example/" onclick="x').text).not.toContain('<a');
    expect(plain).toContain('<a href="https://wiki.example/Plain?a=1&amp;b=2" rel="noreferrer">');
  });

  test('shows characters that turn text around', () => {
    expect(html`${'a\u202eb\u0000'}`.text).toBe('a\\u{202e}b\\u{0}');
  });

  test('tells whom an alert reaches, and when', () => {
    const article = /<h3>Plain<\/h3>[^]*?<\/article>/.exec(plain)![0];
    expect(article).toContain('<dt>Severity</dt><dd>critical</dd>');
    expect(article).toContain('<b>pager</b> (webhook)<');
    expect(article).not.toContain('<b>plain</b>');
  });

  test('tells permissions, connections, images and the grid of a dashboard', () => {
    expect(plain).toContain('<th scope="row">ServiceAccount shop/plain</th><td>in shop</td><td>get, plain: pods</td>');
    expect(plain).toContain('<td>app=plain</td><td>in, from</td><td>app=plain</td><td>80/TCP</td>');
    expect(plain).toContain('<th scope="row">plain</th><td>Deployment shop/plain</td>');
    expect(plain).toContain('<rect class="panel" x="1" y="1" width="358" height="110" rx="2"/>');
  });

  test('can be walked through: a language, one h1, named sections, heads of tables, words for drawings', () => {
    expect(plain.startsWith(`${reportHeader}<html lang="en">`)).toBe(true);
    expect(count(plain, '<h1')).toBe(1);
    const sections = [...plain.matchAll(/<section aria-labelledby="(\w+)"><h2 id="(\w+)">/g)];
    expect(sections).toHaveLength(8);
    for (const [, label, id] of sections) {
      expect(label).toBe(id);
      expect(plain).toContain(`<a href="#${id}">`);
    }
    expect(count(plain, '<table>')).toBe(count(plain, '<caption>'));
    expect(count(plain, '<svg')).toBe(count(plain, /role="img" aria-label="[^"]+"/));
    expect(plain).toContain('prefers-color-scheme:dark');
  });

  test('is the same each time', () => expect(pageOf(manifests('plain'))).toBe(plain));

  test('says what is not known of an input without anything', () => {
    const empty = pageOf('a: 1');
    expect(empty).toContain('There is nothing to ask: the configuration of its Alertmanager is not among what was read.');
    expect(empty).toContain('Nothing is scraped.');
  });
});
