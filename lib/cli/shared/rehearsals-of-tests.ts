import type { CheckInput, RuleInput } from '../../analysis/check-input';
import { readDocuments } from '../../kubernetes/read';
import type { PromDuration } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Rehearsal, SeriesHistory } from '../../model/rehearsal';
import { parseSeriesName } from '../../promql/evaluate/storage/notation';
import { labelsFrom } from '../../promql/evaluate/storage/pairs';
import { formatDuration } from '../../promql/numbers';
import { parse } from '../../promql/parse';
import { metricOf, withoutParens } from '../../promql/walk';
import { append } from '../../text/grouping';
import { printable } from '../../text/printable';
import type { InputSource } from '../../yaml/text';
import { isTestFile, readTestFile, type TestFile, type TestGroup } from '../test/test-file';

/** Rules with the unit tests that were found for them, each rule once. */
export interface RehearsedInput {
  readonly input: CheckInput;
  /** Unit tests that cannot be drawn, and why. */
  readonly notices: readonly string[];
}

/**
 * The rules of an input with the unit tests of promtool's files as their rehearsals. Of rules that were read twice, as from a PrometheusRule
 * and from the rule file of its tests, one is left.
 */
export function withUnitTests(input: CheckInput, sources: readonly InputSource[]): RehearsedInput {
  const notices: string[] = [];
  const rehearsals = new Map<string, { readonly rehearsal: Rehearsal; readonly playedEvery: number }[]>();
  for (const file of sources.flatMap(testFileIn)) {
    for (const group of file.tests) {
      if (Object.keys(group.externalLabels).length > 0 || group.externalUrl !== '' || group.start !== 0) {
        notices.push(`${printable(`${file.file}:${group.line}: test ${group.name} is not drawn: it has external labels or a start`)}\n`);
        continue;
      }
      for (const { alertname, time, labels } of expectationsOf(group)) {
        const given = group.series.flatMap(({ series, values }) => historyOf(series, values) ?? []);
        append(rehearsals, alertname, {
          rehearsal: { title: group.name, given, at: durationOf(time), interval: durationOf(group.interval), fires: labels },
          playedEvery: file.interval,
        });
      }
    }
  }
  const rules = onceEach(input.rules).map((rule): RuleInput => {
    const found = rule.kind === 'alert' ? rehearsals.get(rule.name) : undefined;
    if (found === undefined) return rule;
    const fires = (labels: Labels) => Object.fromEntries(Object.entries(labels).filter(([name, value]) => rule.labels[name] !== value));
    return {
      ...rule,
      playedEvery: found[0]!.playedEvery,
      rehearsals: differing(found.map(({ rehearsal }) => ({ ...rehearsal, fires: rehearsal.fires.map(fires) }))),
    };
  });
  return { input: { ...input, rules }, notices };
}

/** Two folders of an app, each a way to run it, have the same tests. */
const differing = (rehearsals: readonly Rehearsal[]): readonly Rehearsal[] => [
  ...new Map(rehearsals.map((one) => [JSON.stringify(one), one])).values(),
];

const durationOf = (milliseconds: number) => formatDuration(milliseconds) as PromDuration;

function testFileIn(source: InputSource): readonly TestFile[] {
  const [document] = readDocuments([source]).documents;
  if (document === undefined || !isTestFile(document.value)) return [];
  const { file } = readTestFile(source);
  return file === undefined ? [] : [file];
}

function historyOf(series: string, values: string): SeriesHistory | undefined {
  const pairs = parseSeriesName(series);
  if ('code' in pairs) return undefined;
  const { __name__: name = '', ...labels } = labelsFrom(pairs);
  return { name, labels, values };
}

interface Expectation {
  readonly alertname: string;
  readonly time: number;
  readonly labels: readonly Labels[];
}

/** What a test says of alerts: in alert_rule_test, or of ALERTS in promql_expr_test, as a synth writes it. */
function expectationsOf({ alerts, expressions }: TestGroup): readonly Expectation[] {
  return [
    ...alerts.map(({ alertname, time, expected }) => ({ alertname, time, labels: expected.map(({ labels }) => labels) })),
    ...expressions.flatMap(({ expr, time, expected }) => {
      const alertname = firingAlertIn(expr);
      if (alertname === undefined) return [];
      const labels = expected.map((sample): Labels => {
        const pairs = parseSeriesName(sample.labels);
        if ('code' in pairs) return {};
        const { __name__: _, alertname: __, alertstate: ___, ...own } = labelsFrom(pairs);
        return own;
      });
      return [{ alertname, time, labels }];
    }),
  ];
}

/** The alert of `ALERTS{alertname="X", alertstate="firing"}`. */
function firingAlertIn(text: string): string | undefined {
  const { expr } = parse(text);
  const selector = expr && withoutParens(expr);
  if (selector?.kind !== 'selector' || metricOf(selector) !== 'ALERTS') return undefined;
  const value = (name: string) => selector.matchers.find((matcher) => matcher.name === name && matcher.op === '=')?.value;
  return value('alertstate') === 'firing' ? value('alertname') : undefined;
}

function onceEach(rules: readonly RuleInput[]): readonly RuleInput[] {
  const seen = new Set<string>();
  return rules.filter(({ kind, name, query, for: pending = '0s', labels }) => {
    const key = JSON.stringify([kind, name, query.text, pending, Object.entries(labels).sort()]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
