import fc from 'fast-check';
import { type Evaluated, evaluateAt, evaluateOver } from '../../lib/promql/evaluate/evaluate';
import { parseHistory, parseSeriesName } from '../../lib/promql/evaluate/storage/notation';
import { labelsFrom, pairsKey, pairsOf } from '../../lib/promql/evaluate/storage/pairs';
import { appendSample, emptyStorage, markStale, type SeriesStorage, seriesIn } from '../../lib/promql/evaluate/storage/series';
import { parse } from '../../lib/promql/parse';
import { loads, type Question, questions } from './promql-evaluate-arbitraries';
import { faultMessages } from './promql-evaluate-messages';
import { askGo } from './promql-oracle';

interface OracleAnswer {
  readonly error?: string;
  readonly kind: string;
  readonly text?: string;
  readonly series:
    | readonly {
        readonly labels: Record<string, string> | null;
        readonly points: readonly { readonly time: number; readonly value: string }[] | null;
      }[]
    | null;
}

const interval = 30_000;
const perLoad = 50;
const seed = 20_260_926;

export interface Agreement {
  readonly passed: number;
  /** How many of them fail in Prometheus and here. */
  readonly faults: number;
  /** How many of them return something. */
  readonly filled: number;
  readonly failed: string[];
}

function storageOf(lines: readonly string[]): SeriesStorage {
  const storage = emptyStorage();
  for (const line of lines) {
    const [name = '', ...history] = line.split(' ');
    const labels = parseSeriesName(name);
    const values = parseHistory(history.join(' '));
    if ('code' in labels || 'code' in values) throw new Error(line);
    const series = seriesIn(storage, labels);
    values.forEach((value, index) => {
      if (value === 'stale') markStale(series, index * interval);
      else if (value !== undefined) appendSample(series, index * interval, value);
    });
  }
  return storage;
}

const close = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

const numberOf = (text: string): number => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

/** What we say of a question in the shape of the oracle. */
function seriesOf(result: Evaluated, { start }: Question) {
  switch (result.kind) {
    case 'scalar':
      return [{ labels: {}, points: [{ time: start, value: result.value }] }];
    case 'vector':
      return result.samples.map(({ labels, value }) => ({ labels: labelsFrom(labels), points: [{ time: start, value }] }));
    case 'matrix':
      return result.series.map(({ labels, points }) => ({ labels: labelsFrom(labels), points }));
    case 'string':
    case 'fault':
      return [];
  }
}

const key = (labels: Record<string, string> | null): string => pairsKey(pairsOf(labels ?? {}));

function differenceOf(question: Question, result: Evaluated, answer: OracleAnswer): string | undefined {
  if (answer.error !== undefined) {
    const same = result.kind === 'fault' && faultMessages[result.code].test(answer.error);
    return same ? undefined : `Prometheus says: ${answer.error}, we say ${result.kind === 'fault' ? result.message : result.kind}`;
  }
  if (result.kind === 'fault') return `we say: ${result.message}`;
  if (result.kind !== answer.kind) return `${result.kind} and not ${answer.kind}`;
  if (result.kind === 'string') return result.value === (answer.text ?? '') ? undefined : `"${result.value}"`;
  const ours = seriesOf(result, question);
  const theirs = answer.series ?? [];
  const byKey = new Map(ours.map((series) => [key(series.labels), series]));
  if (ours.length !== theirs.length || byKey.size !== ours.length) {
    return `${ours.length} series and not ${theirs.length}: ${JSON.stringify(ours)} and not ${JSON.stringify(theirs)}`;
  }
  const isRange = question.step !== 0;
  for (const [index, { labels, points }] of theirs.entries()) {
    const own = byKey.get(key(labels));
    if (own === undefined) return `${JSON.stringify(labels)} is missing in ${JSON.stringify(ours)}`;
    if (isRange && key(ours[index]!.labels) !== key(labels)) return `${JSON.stringify(labels)} is not at place ${index}`;
    if (own.points.length !== (points ?? []).length)
      return `${own.points.length} points and not ${points?.length}: ${JSON.stringify(labels)}`;
    for (const [at, { time, value }] of (points ?? []).entries()) {
      const point = own.points[at]!;
      if (point.time !== time || !close(point.value, numberOf(value))) {
        return `${JSON.stringify(labels)} is ${point.value} at ${point.time} and not ${value} at ${time}`;
      }
    }
  }
  return undefined;
}

/** Evaluates random expressions over random series, and compares all that comes out with Prometheus' engine. */
export function run(count: number, root = process.cwd()): Agreement {
  const histories = fc.sample(loads, { seed, numRuns: Math.ceil(count / perLoad) });
  const asked = fc.sample(questions, { seed, numRuns: count });
  const texts = asked.map((question, index) =>
    JSON.stringify({ ...(index % perLoad === 0 && { load: histories[index / perLoad], interval }), ...question }),
  );
  const answers = askGo<OracleAnswer>(root, 'promql-evaluate-oracle', [], texts);
  const failed: string[] = [];
  if (answers.length !== count) failed.push(`the oracle answered ${answers.length} of ${count} questions`);
  let [faults, filled] = [0, 0];
  let storage = emptyStorage();
  asked.forEach((question, index) => {
    if (index % perLoad === 0) storage = storageOf(histories[index / perLoad]!);
    const answer = answers[index]!;
    const query = parse(question.expr);
    const result = question.step === 0 ? evaluateAt(query, question.start, storage) : evaluateOver(query, question, storage);
    const found = differenceOf(question, result, answer);
    if (found !== undefined)
      failed.push(`${index}: ${question.expr} [${question.start}, ${question.end}, ${question.step}]: ${found.slice(0, 500)}`);
    if (answer.error !== undefined) faults++;
    if ((answer.series ?? []).length > 0) filled++;
  });
  return { passed: count - failed.length, faults, filled, failed };
}
