import { readDocuments } from '../../kubernetes/read';
import type { Labels } from '../../model/labels';
import { positionIn } from '../../yaml/position';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';
import { isMapping } from '../../yaml/value';
import { asGo, durationOf, entry, fieldsOf, itemsOf, numberOf, refuse, textsOf, type WrittenValue, writtenText } from './fields';

/** Where something stands in the file. */
export interface LineOf {
  readonly line: number;
  readonly column: number;
}

export interface AlertTest extends LineOf {
  readonly time: number;
  readonly alertname: string;
  readonly expected: readonly { readonly labels: Labels; readonly annotations: Labels }[];
}

export interface ExpressionTest extends LineOf {
  readonly time: number;
  readonly expr: string;
  readonly expected: readonly { readonly labels: string; readonly value: number; readonly histogram: string }[];
}

/** An entry of `tests`: series, and what rules and expressions make of them. Times are in milliseconds. */
export interface TestGroup extends LineOf {
  readonly name: string;
  readonly interval: number;
  readonly start: number;
  readonly series: readonly { readonly series: string; readonly values: string }[];
  readonly externalLabels: Labels;
  readonly externalUrl: string;
  readonly alerts: readonly AlertTest[];
  readonly expressions: readonly ExpressionTest[];
}

/** Unit tests of rules, as promtool reads them (Prometheus documentation, "Unit testing for rules"; cmd/promtool/unittest.go). */
export interface TestFile {
  readonly file: string;
  readonly ruleFiles: readonly string[];
  readonly interval: number;
  readonly groupOrder: readonly string[];
  readonly isFuzzy: boolean;
  readonly tests: readonly TestGroup[];
}

const fileFields = ['rule_files', 'evaluation_interval', 'group_eval_order', 'tests', 'fuzzy_compare'];
const groupFields = [
  'interval',
  'input_series',
  'alert_rule_test',
  'promql_expr_test',
  'external_labels',
  'external_url',
  'name',
  'start_timestamp',
];
const minute = 60_000;

/** Whether a document of a folder is a file of unit tests, and no other YAML. */
export const isTestFile = (value: unknown): boolean => isMapping(value) && Array.isArray(value.tests) && value.apiVersion === undefined;

/** The tests of a file, or why promtool would refuse it. */
export function readTestFile(input: InputSource): { readonly file?: TestFile; readonly problems: readonly InputProblem[] } {
  const { documents, problems: unread } = readDocuments([input], asGo);
  const [document] = documents;
  if (unread.length > 0) return { problems: unread };
  // A file that says nothing has no tests, and none that fails.
  if (document === undefined)
    return { file: { file: input.file, ruleFiles: [], interval: minute, groupOrder: [], isFuzzy: false, tests: [] }, problems: [] };
  const problems: InputProblem[] = [];
  const whole = fieldsOf({ value: document.value, source: document.source, at: [], problems }, fileFields);
  if (whole === undefined) return { problems };
  const interval = durationOf(entry(whole, 'evaluation_interval')) || minute;
  const groupOrder = itemsOf(entry(whole, 'group_eval_order')).map((name) => writtenText(name) ?? '');
  groupOrder.forEach((name, index) => {
    if (groupOrder.indexOf(name) < index)
      refuse(whole, `the group ${name} is named twice`, 'Name each group once.', ['group_eval_order', index]);
  });
  const file: TestFile = {
    file: input.file,
    ruleFiles: itemsOf(entry(whole, 'rule_files')).map((path) => writtenText(path) ?? ''),
    interval,
    groupOrder,
    isFuzzy: entry(whole, 'fuzzy_compare').value === true,
    tests: itemsOf(entry(whole, 'tests')).flatMap((test, index) => groupOf(test, index, interval) ?? []),
  };
  return problems.length > 0 ? { problems } : { file, problems };
}

const lineOf = ({ source, at }: WrittenValue): LineOf => positionIn(source, at);

function groupOf(written: WrittenValue, index: number, interval: number): TestGroup | undefined {
  const group = fieldsOf(written, groupFields);
  if (group === undefined) return undefined;
  const field = (name: string) => entry(group, name);
  return {
    ...lineOf(group),
    name: writtenText(field('name')) || `unnamed#${index}`,
    interval: durationOf(field('interval')) || interval,
    start: timeOf(field('start_timestamp')),
    series: itemsOf(field('input_series')).flatMap((one) => {
      const series = fieldsOf(one, ['series', 'values']);
      return series === undefined
        ? []
        : [{ series: writtenText(entry(series, 'series')) ?? '', values: writtenText(entry(series, 'values')) ?? '' }];
    }),
    externalLabels: textsOf(field('external_labels')),
    externalUrl: writtenText(field('external_url')) ?? '',
    alerts: itemsOf(field('alert_rule_test')).flatMap((one) => alertTestOf(one) ?? []),
    expressions: itemsOf(field('promql_expr_test')).flatMap((one) => expressionTestOf(one) ?? []),
  };
}

function alertTestOf(written: WrittenValue): AlertTest | undefined {
  const test = fieldsOf(written, ['eval_time', 'alertname', 'exp_alerts']);
  if (test === undefined) return undefined;
  const alertname = writtenText(entry(test, 'alertname')) ?? '';
  if (alertname === '') refuse(test, 'an alert_rule_test has no alertname', 'Name the alert.');
  return {
    ...lineOf(test),
    time: durationOf(entry(test, 'eval_time')) ?? 0,
    alertname,
    expected: itemsOf(entry(test, 'exp_alerts')).flatMap((one) => {
      const alert = fieldsOf(one, ['exp_labels', 'exp_annotations']);
      if (alert === undefined) return [];
      return [{ labels: textsOf(entry(alert, 'exp_labels')), annotations: textsOf(entry(alert, 'exp_annotations')) }];
    }),
  };
}

function expressionTestOf(written: WrittenValue): ExpressionTest | undefined {
  const test = fieldsOf(written, ['expr', 'eval_time', 'exp_samples']);
  if (test === undefined) return undefined;
  return {
    ...lineOf(test),
    time: durationOf(entry(test, 'eval_time')) ?? 0,
    expr: writtenText(entry(test, 'expr')) ?? '',
    expected: itemsOf(entry(test, 'exp_samples')).flatMap((one) => {
      const sample = fieldsOf(one, ['labels', 'value', 'histogram']);
      if (sample === undefined) return [];
      return [
        {
          labels: writtenText(entry(sample, 'labels')) ?? '',
          value: numberOf(entry(sample, 'value')) ?? 0,
          histogram: writtenText(entry(sample, 'histogram')) ?? '',
        },
      ];
    }),
  };
}

/** A Unix time in seconds, or RFC 3339; in milliseconds. */
function timeOf(written: WrittenValue): number {
  const text = writtenText(written);
  if (text === undefined || text === '') return 0;
  const seconds = /^[-+]?[\d.]+(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const time = Number.isNaN(seconds) ? (/^\d{4}-\d\d-\d\d[Tt]/.test(text) ? Date.parse(text) : Number.NaN) : Math.round(seconds * 1000);
  if (!Number.isNaN(time)) return time;
  refuse(written, `${JSON.stringify(text)} is no time`, 'Write seconds since 1970, or a time such as 2026-01-31T12:00:00Z.');
  return 0;
}
