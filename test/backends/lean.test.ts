import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leanAlertmanager, leanPrometheus } from '../../lib/backends/shared/lean-config';
import { leanRelabeling, type RelabelRule } from '../../lib/backends/shared/lean-relabeling';

type LabelsOfTarget = Readonly<Record<string, string>>;

/** Relabeling as Prometheus does it (model/relabel/relabel.go), without templates in target labels. */
function relabeled(rules: readonly RelabelRule[], target: LabelsOfTarget): LabelsOfTarget | 'dropped' {
  const labels = new Map(Object.entries(target));
  for (const rule of rules) {
    const {
      action = 'replace',
      source_labels: sources = [],
      separator = ';',
      regex = '(.*)',
      replacement = '$1',
      target_label = '',
    } = rule;
    const value = sources.map((source) => labels.get(source) ?? '').join(separator);
    const match = new RegExp(`^(?:${regex})$`, 's').exec(value);
    const expanded = (found: RegExpExecArray) => replacement.replace(/\$(?:\{1\}|1)/g, found[1] ?? '');
    if (action === 'keep' && match === null) return 'dropped';
    if (action === 'drop' && match !== null) return 'dropped';
    if (action === 'keepequal' && value !== (labels.get(target_label) ?? '')) return 'dropped';
    if (action === 'replace' && match !== null) set(labels, target_label, expanded(match));
    if (action === 'labelmap') {
      for (const [label, its] of [...labels]) {
        const named = new RegExp(`^(?:${regex})$`, 's').exec(label);
        if (named !== null) set(labels, expanded(named), its);
      }
    }
    if (action === 'labeldrop') for (const label of [...labels.keys()]) if (new RegExp(`^(?:${regex})$`).test(label)) labels.delete(label);
  }
  return Object.fromEntries([...labels].filter(([label]) => !label.startsWith('__')).sort());
}

const set = (labels: Map<string, string>, label: string, value: string) => {
  if (value === '') labels.delete(label);
  else labels.set(label, value);
};

const label = fc.constantFrom('job', 'pod', 'a', '__meta_x', '__tmp_prometheus_job_name');
const value = fc.constantFrom('x', 'y', 'x;y', 'Pod;x');
const rule: fc.Arbitrary<RelabelRule> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ target_label: label, source_labels: fc.array(label, { maxLength: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ target_label: label, replacement: fc.constantFrom('x', '', '${1}', '$1y') }) },
  fc.record({
    action: fc.constant('replace'),
    target_label: label,
    source_labels: fc.array(label, { minLength: 1, maxLength: 2 }),
    separator: fc.constantFrom(';', '-'),
    regex: fc.constantFrom('(.*)', 'Pod;(.*)', 'x'),
    replacement: fc.constantFrom('${1}', '$1', 'z'),
  }),
  fc.record({ action: fc.constantFrom('keep', 'drop'), source_labels: fc.array(label, { minLength: 1, maxLength: 2 }), regex: value }),
  fc.record({ action: fc.constant('keepequal'), source_labels: fc.tuple(label), target_label: label }),
  fc.record({ action: fc.constant('labelmap'), regex: fc.constantFrom('__meta_(.*)', '__tmp_(.*)') }),
  fc.record({ action: fc.constant('labeldrop'), regex: fc.constantFrom('pod', 'j.*') }),
);

describe('lean relabeling', () => {
  test('gives every target the same labels', () =>
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), fc.dictionary(label, value), (rules, target) => {
        expect(relabeled(leanRelabeling(rules), target)).toEqual(relabeled(rules, target));
      }),
      { numRuns: 2000, seed: 20 },
    ));
  test('writes no default of a rule', () =>
    expect(
      leanRelabeling([{ action: 'replace', source_labels: ['a'], separator: ';', regex: '(.*)', target_label: 'b', replacement: '${1}' }]),
    ).toEqual([{ source_labels: ['a'], target_label: 'b' }]));
  test('leaves out what the next rule overwrites', () => {
    const [first, last] = [
      { source_labels: ['a'], target_label: 'job' },
      { target_label: 'job', replacement: 'shop' },
    ];
    expect(leanRelabeling([first, last])).toEqual([last]);
  });
  test('keeps what a rule between the two reads', () => {
    const rules = [
      { source_labels: ['a'], target_label: 'job' },
      { source_labels: ['job'], target_label: 'old' },
      { target_label: 'job', replacement: 'shop' },
    ];
    expect(leanRelabeling(rules)).toEqual(rules);
  });
  test('keeps the label in which the operator keeps the job, where a rule reads it', () => {
    const rules = [
      { source_labels: ['job'], target_label: '__tmp_prometheus_job_name' },
      { source_labels: ['__tmp_prometheus_job_name'], target_label: 'config' },
    ];
    expect(leanRelabeling(rules)).toEqual(rules);
    expect(leanRelabeling(rules.slice(0, 1))).toEqual([]);
  });
});

test('a lean job does not spell out what Prometheus takes anyway', () =>
  expect(leanPrometheus({ scrape_configs: [{ job_name: 'a', honor_labels: false, scheme: 'http', metric_relabel_configs: [] }] })).toEqual({
    scrape_configs: [{ job_name: 'a' }],
  }));

test('a lean configuration has no empty lists', () => {
  expect(leanPrometheus({ global: { external_labels: {} }, alerting: { alert_relabel_configs: [] } })).toEqual({
    global: {},
    alerting: {},
  });
  expect(leanAlertmanager({ receivers: [], templates: [] })).toEqual({ receivers: [] });
});
