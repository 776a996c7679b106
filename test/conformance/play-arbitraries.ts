import fc, { type Arbitrary } from 'fast-check';
import { oneOf, seq } from './promql-grammar';

/** A rule as a rule file has it. */
export interface WrittenRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Rules with histories for them, and when to look. */
export interface Scene {
  readonly groups: readonly { readonly limit: number; readonly rules: readonly WrittenRule[] }[];
  readonly series: readonly (readonly [string, string])[];
  readonly interval: string;
  readonly sampleInterval: string;
  readonly times: readonly number[];
}

const count = fc.integer({ min: 1, max: 12 });
const gauge = fc
  .array(fc.oneof(seq(oneOf('0', '1', '2', '5'), 'x', count.map(String)), oneOf('_', 'stale', '0', '1', '3', '_x3', '0+1x6')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(' '));
const counter = fc
  .array(fc.oneof(seq('0+', count.map(String), 'x', count.map(String)), oneOf('_', '0x4', 'stale')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));

const names = [
  'up{job="a", instance="1"}',
  'up{job="a", instance="2"}',
  'up{job="b", instance="1"}',
  'lag{job="a", instance="1", topic="t"}',
  'lag{job="b", instance="1"}',
];
const series = fc
  .tuple(...names.map(() => gauge), counter, counter)
  .map((all) =>
    [...names, 'errors_total{job="a", instance="1"}', 'errors_total{job="b", instance="1"}'].map(
      (name, index) => [name, all[index]!] as const,
    ),
  );

const records = ['job:up:sum', 'job:errors:rate5m', 'lag:max'];
const source = oneOf(
  'up',
  'lag',
  'up{job="a"}',
  'rate(errors_total[5m])',
  'sum by (job) (up)',
  'max_over_time(lag[3m])',
  ...records,
  'lag offset 1m',
  'count by (job) (lag)',
);
const expression: Arbitrary<string> = fc.oneof(
  { arbitrary: seq(source, ' ', oneOf('> 0', '== 0', '>= 1', '!= 1', '< 2', '> bool 0')), weight: 8 },
  { arbitrary: seq(source, ' ', oneOf('and', 'unless', '+'), ' on (job) ', source), weight: 2 },
  seq('sum by (job) (rate(errors_total[', oneOf('2m', '5m'), '])) > ', oneOf('0.01', '0.05')),
  oneOf(
    'absent(up{job="c"})',
    'absent(lag{job="b"})',
    'vector(1)',
    'vector(time()) > 300',
    'ALERTS{alertstate="firing"}',
    'ALERTS{alertname="A"}',
    'ALERTS_FOR_STATE > 60',
    '{job="a"}',
  ),
  oneOf(
    'up @ 300',
    'up offset -1m > 0',
    'max_over_time(up[5m] @ end())',
    'lag[5m:1m]',
    'sum(up) by (job) * time() > 600',
    'max_over_time(up[5m:])  > 0',
  ),
);
const duration = fc.constantFrom('0s', '1m', '2m', '90s', '5m');
const text = oneOf(
  'x',
  '{{ $labels.job }}',
  '{{ $labels.topic }}',
  'p{{ $value | printf "%.0f" }}',
  '{{ $externalLabels.cluster }}',
  '{{ len (query "up") }}',
  '{{ .Nothing }}',
  '{{ with query "sum(up)" }}{{ . | first | value }}{{ end }}',
);
const optional = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const labels = fc.dictionary(oneOf('severity', 'job', 'team'), text, { maxKeys: 2 });

const alertingRule = fc
  .record({
    alert: oneOf('A', 'B', 'C'),
    expr: expression,
    for: optional(duration),
    keep_firing_for: optional(duration),
    labels,
    annotations: fc.dictionary(oneOf('summary', 'value'), text, { maxKeys: 2 }),
  })
  .map((rule): WrittenRule => rule);
const recordingRule = fc
  .record({ record: oneOf(...records), expr: expression, labels: fc.dictionary(oneOf('job', 'tier'), oneOf('x', ''), { maxKeys: 1 }) })
  .map((rule): WrittenRule => rule);
const group = fc.record({
  limit: fc.constantFrom(0, 0, 0, 2),
  rules: fc.array(fc.oneof({ arbitrary: alertingRule, weight: 2 }, recordingRule), { minLength: 1, maxLength: 4 }),
});

export const scenes: Arbitrary<Scene> = fc.record<Record<keyof Scene, unknown>>({
  groups: fc.array(group, { minLength: 1, maxLength: 2 }),
  series,
  interval: fc.constantFrom('1m', '30s', '2m'),
  sampleInterval: fc.constantFrom('1m', '30s'),
  times: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 }).map((minutes) => minutes.sort((a, b) => a - b)),
}) as Arbitrary<Scene>;
