import { alertsAt } from '../../analysis/play/play';
import { type PlayedGroups, playGroups } from '../../analysis/play/play-groups';
import type { PlayableGroup } from '../../analysis/play/playable';
import type { InputSeries } from '../../analysis/play/stage';
import { statesInWords } from '../../analysis/play/timeline';
import { whyEmpty } from '../../analysis/play/why-empty';
import type { Labels } from '../../model/labels';
import { evaluateAt } from '../../promql/evaluate/evaluate';
import { parseHistory, parseSeriesName } from '../../promql/evaluate/storage/notation';
import { labelsFrom, pairsKey } from '../../promql/evaluate/storage/pairs';
import { formatDuration } from '../../promql/numbers';
import { parse } from '../../promql/parse';
import { nearest } from '../../text/nearest';
import { alertsDifference, labelsText, samplesDifference } from './difference';
import type { AlertTest, ExpressionTest, LineOf, TestGroup } from './test-file';

/** What does not hold, at its place. */
export interface Failure extends LineOf {
  readonly message: string;
  /** What is expected and what is, a line each. */
  readonly details: readonly string[];
}

export interface GroupResult {
  readonly status: 'passed' | 'failed' | 'not-judged';
  readonly failures: readonly Failure[];
}

export interface GroupOptions {
  readonly groups: readonly PlayableGroup[];
  /** Milliseconds between two evaluations. */
  readonly interval: number;
  readonly isFuzzy: boolean;
}

/** Plays the rules over the series of a test and compares, as promtool does (cmd/promtool/unittest.go, `test`). */
export function runGroup(group: TestGroup, { groups, interval, isFuzzy }: GroupOptions): GroupResult {
  const input = inputOf(group);
  if ('status' in input) return input;
  const last = Math.max(0, ...group.alerts.map(({ time }) => time), ...group.expressions.map(({ time }) => time));
  const { start, externalLabels, externalUrl } = group;
  // Samples are only loaded as far as rules are evaluated.
  const end = start + Math.floor(last / interval) * interval;
  const stage = { input, sampleInterval: group.interval, interval, start, end, externalLabels, externalUrl, writesAlerts: true };
  const played = playGroups(groups, stage);
  const [first] = played.faults;
  if (first !== undefined) {
    if (played.faults.some(({ fault }) => fault.code === 'native-histogram')) return beyond(group, first.fault.message);
    const message = `rule ${first.rule} fails at ${formatDuration(first.time - start)}: ${first.fault.message}`;
    return { status: 'failed', failures: [{ line: group.line, column: group.column, message, details: [] }] };
  }
  const failures = [
    ...group.alerts.flatMap((test) => failureOfAlert(test, played, groups) ?? []),
    ...group.expressions.flatMap((test) => failureOfExpression(test, played, isFuzzy) ?? []),
  ];
  const unjudged = failures.find((failure) => failure.beyond);
  if (unjudged !== undefined && failures.every((failure) => failure.beyond)) return beyond(group, unjudged.message);
  return { status: failures.length === 0 ? 'passed' : 'failed', failures };
}

const beyond = ({ line, column }: LineOf, why: string): GroupResult => ({
  status: 'not-judged',
  failures: [{ line, column, message: `only promtool can judge this test: ${why}`, details: [] }],
});

/** The series with their samples; of one that is given twice the last. Each stands on a line of its own, as promtool loads them. */
function inputOf(group: TestGroup): readonly InputSeries[] | GroupResult {
  const { line, column } = group;
  const wrong = (message: string): GroupResult => ({ status: 'failed', failures: [{ line, column, message, details: [] }] });
  const found = new Map<string, InputSeries>();
  for (const [index, { series, values }] of group.series.entries()) {
    const lines = `${series} ${values}`.split('\n');
    const isEnded = lines.length > 1 && lines.slice(1).every((text) => text.trim() === '');
    if (lines.length > 1 && (!isEnded || index < group.series.length - 1)) {
      return wrong(
        `the samples of ${series} stand on several lines: promtool reads one line for each series, so write \`>-\` and not \`|\``,
      );
    }
    const labels = parseSeriesName(series);
    if ('code' in labels) return wrong(labels.message);
    const history = parseHistory(values);
    if ('code' in history) return history.code === 'native-histogram' ? beyond(group, history.message) : wrong(history.message);
    found.set(pairsKey(labels), { labels, values: history });
  }
  return [...found.values()];
}

type PossibleFailure = Failure & { readonly beyond?: true };

function failureOfAlert(
  { time, alertname, expected, line, column }: AlertTest,
  played: PlayedGroups,
  groups: readonly PlayableGroup[],
): PossibleFailure | undefined {
  const got = alertsAt('firing', time, played).filter(({ labels }) => labels.alertname === alertname);
  const wanted = expected.map(({ labels, annotations }) => ({ labels: { ...labels, alertname }, annotations }));
  const details = alertsDifference(wanted, got);
  if (details.length === 0) return undefined;
  const at = formatDuration(time);
  const why = got.length === 0 ? `and nothing fires: ${whyNothing(alertname, time, played, groups)}` : `and ${got.length} fire`;
  const states = statesInWords({ ...played, alerts: played.alerts.filter(({ rule }) => rule.name === alertname) });
  return { line, column, message: `alert ${alertname} at ${at}: ${expected.length} expected, ${why}`, details: [...details, ...states] };
}

function whyNothing(alertname: string, time: number, played: PlayedGroups, groups: readonly PlayableGroup[]): string {
  const alerts = groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'alert'));
  const rule = alerts.find(({ name }) => name === alertname);
  if (rule === undefined) {
    const similar = nearest(
      alertname,
      alerts.map(({ name }) => name),
    );
    return `no rule file has this alert${similar === undefined ? '' : `; did you mean ${similar}?`}`;
  }
  const [pending] = alertsAt('pending', time, played).filter(({ labels }) => labels.alertname === alertname);
  if (pending !== undefined) return `it is pending, with ${labelsText(pending.labels)}`;
  const { start, interval } = played.stage;
  const evaluated = start + Math.floor(time / interval) * interval;
  return rule.query.expr === undefined ? 'its expression does not parse' : whyEmpty(rule.query.expr, evaluated, played.storage);
}

function failureOfExpression(
  { time, expr, expected, line, column }: ExpressionTest,
  { stage, storage }: PlayedGroups,
  isFuzzy: boolean,
): PossibleFailure | undefined {
  const at = formatDuration(time);
  const failed = (message: string, details: readonly string[] = []): PossibleFailure => ({
    line,
    column,
    message: `\`${expr}\` at ${at}: ${message}`,
    details,
  });
  const wanted: { labels: Labels; value: number }[] = [];
  for (const { labels, value, histogram } of expected) {
    if (histogram !== '') return { ...failed('it expects a native histogram'), beyond: true };
    const parsed = parseSeriesName(labels);
    if ('code' in parsed) return failed(parsed.message);
    wanted.push({ labels: labelsFrom(parsed), value });
  }
  const result = evaluateAt(parse(expr), stage.start + time, storage, { subqueryStep: stage.interval });
  switch (result.kind) {
    case 'fault':
      return { ...failed(result.message), ...(result.code === 'native-histogram' && { beyond: true }) };
    case 'string':
    case 'matrix':
      return failed(`it is a ${result.kind}, and only a vector or a scalar can be compared`);
    case 'scalar':
    case 'vector': {
      const got =
        result.kind === 'scalar'
          ? [{ labels: {}, value: result.value }]
          : result.samples.map(({ labels, value }) => ({ labels: labelsFrom(labels), value }));
      const details = samplesDifference(wanted, got, isFuzzy);
      return details.length === 0 ? undefined : failed(`${wanted.length} expected, ${got.length} returned`, details);
    }
  }
}
