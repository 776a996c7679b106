import { describe, expect, test } from 'vitest';
import { enforcedNamespace } from '../../../lib/checks/rules/enforced-namespace';
import { templateLabel } from '../../../lib/checks/templates/template-label';
import { foreignOf, prometheus, rules } from '../../support/chain';
import { findingsOf } from '../../support/models';

const enforcing = (spec: object = {}) => prometheus({ spec: { enforcedNamespaceLabel: 'namespace', ...spec } });
const rule = (expr: string, labels = {}) => rules({ alert: 'Restarts', expr, labels }, { namespace: 'platform' });
const found = (...objects: readonly object[]) =>
  findingsOf(enforcedNamespace, foreignOf(...objects)).map(({ message, hint }) => `${message} ${hint}`);
const says = 'enforcedNamespaceLabel of Prometheus monitoring/main makes it namespace="platform"';

describe('a rule that its Prometheus keeps to a namespace', () => {
  test.each([
    ['another one', 'x{namespace="orders"} > 1', 'namespace="orders"'],
    ['others', 'sum(rate(x{namespace=~"orders|shop"}[5m])) > 1', 'namespace=~"orders|shop"'],
    ['all but its own', 'x{namespace!="platform"} > 1', 'namespace!="platform"'],
  ])('may not ask for %s', (_, expr, matcher) => {
    expect(found(enforcing(), rule(expr))).toEqual([expect.stringContaining(`alert Restarts asks for ${matcher}, and ${says}`)]);
  });
  test('may not have the label of another one', () =>
    expect(found(enforcing(), rule('x > 1', { namespace: 'orders' }))).toEqual([
      expect.stringContaining(`has the label namespace="orders", and ${says}`),
    ]));
  test('is told where to go', () =>
    expect(found(enforcing(), rule('x{namespace="orders"} > 1'))[0]).toContain(
      'Move the PrometheusRule into orders, or name it in excludedFromEnforcement',
    ));
});

describe('it is right', () => {
  const other = rule('x{namespace="orders"} > 1');
  const exclusion = { group: 'monitoring.coreos.com', resource: 'prometheusrules', namespace: 'platform' };
  test.each<[string, readonly object[]]>([
    ['where it asks for its own', [enforcing(), rule('x{namespace="platform"} > 1', { namespace: 'platform' })]],
    ['where its own is among those that it asks for', [enforcing(), rule('x{namespace=~"plat.*"} > 1')]],
    ['where it asks for none', [enforcing(), rule('x > 1')]],
    ['where a template fills the label', [enforcing(), rule('x > 1', { namespace: '{{ $labels.x }}' })]],
    ['where nothing is enforced', [prometheus(), other]],
    ['where it is excluded', [enforcing({ excludedFromEnforcement: [exclusion] }), other]],
    ['where a second Prometheus reads it as it is', [enforcing(), prometheus({ name: 'second' }), other]],
    [
      'where the Prometheus does not read it',
      [enforcing({ ruleNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } }), other],
    ],
    ['where it gets its namespace later', [enforcing(), { ...other, metadata: { name: 'rules' } }]],
  ])('%s', (_, objects) => expect(found(...objects)).toEqual([]));
});

test('its recorded series have the label, and so have the alerts over them', () => {
  const both = [
    { record: 'shop:errors:ratio', expr: 'sum(errors)' },
    { alert: 'Errors', expr: 'shop:errors:ratio > 1', annotations: { summary: 'In {{ $labels.namespace }}.' } },
  ];
  const object = { ...rules({}, { namespace: 'shop' }), spec: { groups: [{ name: 'a', rules: both }] } };
  expect(findingsOf(templateLabel, foreignOf(prometheus(), object))).toHaveLength(1);
  expect(findingsOf(templateLabel, foreignOf(enforcing(), object))).toEqual([]);
});
