import { type HistoryValue, parseHistory, parseSeriesName } from '../../lib/promql/evaluate/storage/notation';
import { type LabelPairs, pairsKey, pairValue, withoutPairs, withPair } from '../../lib/promql/evaluate/storage/pairs';
import { appendSample, emptyStorage, markStale, type SeriesStorage, seriesIn } from '../../lib/promql/evaluate/storage/series';
import { parseDuration, parseNumber } from '../../lib/promql/numbers';

/** What a test file has loaded up to one of its cases. */
export interface Loaded {
  readonly storage: SeriesStorage;
  /** Series that are native histograms, or are turned into some. */
  readonly native: SeriesStorage;
  /** Series of which the file says when they began to count. */
  readonly started: SeriesStorage;
}

/** One `eval` of a file of Prometheus' test language (promql/promqltest/README.md). */
export interface TestCase {
  readonly line: number;
  readonly expr: string;
  readonly loaded: Loaded;
  /** Milliseconds; an instant query has one step. */
  readonly over: { readonly start: number; readonly end: number; readonly step: number };
  readonly isRange: boolean;
  readonly fails: boolean;
  readonly failure?: string;
  readonly ordered: boolean;
  /** An instant query for a range; its points are at these times. */
  readonly expectsRange?: { readonly start: number; readonly step: number };
  readonly expectedString?: string;
  readonly expectedScalar?: number;
  readonly expected: readonly { readonly labels: LabelPairs; readonly values: readonly HistoryValue[]; readonly native: boolean }[];
}

const milliseconds = (text: string): number => {
  const parsed = parseDuration(text);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.seconds * 1000;
};

/** The metric and the history of a line; the metric ends at the first space outside of braces and quotes. */
function series(line: string): { readonly labels: LabelPairs; readonly history: string } {
  const found = /^((?:[^\s{"]|\{(?:[^}"]|"(?:[^"\\]|\\.)*")*\})*)(.*)$/s.exec(line)!;
  const labels = parseSeriesName(found[1]!);
  if ('code' in labels) throw new Error(labels.message);
  return { labels, history: found[2]! };
}

function values(history: string): readonly HistoryValue[] | undefined {
  const parsed = parseHistory(history);
  if (!('code' in parsed)) return parsed;
  if (parsed.code === 'native-histogram') return undefined;
  throw new Error(parsed.message);
}

const cleared = (): Loaded => ({ storage: emptyStorage(), native: emptyStorage(), started: emptyStorage() });

function load(loaded: Loaded, head: string, lines: readonly string[]): void {
  const [command, step] = head.split(/\s+/);
  const gap = milliseconds(step!);
  const seen = new Set<string>();
  for (const line of lines) {
    if (/@st\s/.test(line)) {
      seriesIn(loaded.started, series(line.replace(/@st\s.*/, '')).labels);
      continue;
    }
    const { labels, history } = series(line);
    const samples = values(history);
    if (command === 'load_with_nhcb') {
      const base = pairValue(labels, '__name__').replace(/_(bucket|sum|count)$/, '');
      seriesIn(loaded.native, withPair(withoutPairs(labels, ['le']), '__name__', base));
    }
    if (samples === undefined) {
      seriesIn(loaded.native, labels);
      continue;
    }
    const stored = seriesIn(loaded.storage, labels);
    // Of a series that is loaded twice in one command, the last line counts.
    if (seen.has(pairsKey(labels))) stored.count = stored.staleTimes.length = 0;
    seen.add(pairsKey(labels));
    samples.forEach((value, index) => {
      if (value === 'stale') markStale(stored, index * gap);
      else if (value !== undefined) appendSample(stored, index * gap, value);
    });
  }
}

/** All cases of a file, in their order; later loads of a file add to what is loaded, so the storage is that of the file's end. */
export function casesOf(text: string): TestCase[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/^#.*/, ''));
  const cases: TestCase[] = [];
  let loaded = cleared();
  for (let index = 0; index < lines.length; index++) {
    const head = lines[index]!;
    if (head === '') continue;
    const from = index + 1;
    while (index + 1 < lines.length && lines[index + 1] !== '') index++;
    const body = lines.slice(from, index + 1);
    if (/^clear/i.test(head)) {
      loaded = cleared();
      index = from - 1;
    } else if (/^load/.test(head)) {
      // A case before this load must not see what it adds.
      loaded = { storage: copyOf(loaded.storage), native: copyOf(loaded.native), started: copyOf(loaded.started) };
      load(loaded, head, body);
    } else {
      const next = body.findIndex((line) => /^(eval|load|clear)(_\w+)?(\s|$)/.test(line));
      const own = next < 0 ? body : body.slice(0, next);
      index = from - 1 + own.length;
      cases.push(testCase(head, own, from, loaded));
    }
  }
  return cases;
}

function copyOf(storage: SeriesStorage): SeriesStorage {
  const copy = emptyStorage();
  for (const from of storage.all) {
    Object.assign(seriesIn(copy, from.labels), { times: from.times.slice(), values: from.values.slice(), count: from.count });
    seriesIn(copy, from.labels).staleTimes.push(...from.staleTimes);
  }
  return copy;
}

function testCase(head: string, body: readonly string[], line: number, loaded: Loaded): TestCase {
  const instant = /^eval(?:_(\w+))?\s+instant\s+at\s+(\S+)\s+(.+)$/.exec(head);
  const range = /^eval(?:_(\w+))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/.exec(head);
  const mode = (instant ?? range)?.[1];
  const at = instant === null ? 0 : milliseconds(instant[2]!);
  const over =
    range === null
      ? { start: at, end: at, step: 0 }
      : { start: milliseconds(range[2]!), end: milliseconds(range[3]!), step: milliseconds(range[4]!) };
  const told = body.filter((text) => /^expect(ed_\w+)?\s/.test(text) && !/^expect\s*\{/.test(text));
  const results = body.filter((text) => !told.includes(text));
  const failing = told.find((text) => /^expect(ed)?[ _]fail/.test(text));
  const wantedRange = /^expect range vector from (\S+) to (\S+) step (\S+)/.exec(
    told.find((text) => text.startsWith('expect range vector')) ?? '',
  );
  const wantedString = told.find((text) => text.startsWith('expect string'));
  const scalar = results.length === 1 ? parseNumber(results[0]!.replace(/^[+-]/, '')) : undefined;
  return {
    line,
    expr: (instant?.[3] ?? range?.[5])!,
    loaded,
    over: wantedRange === null ? over : { start: milliseconds(wantedRange[2]!), end: milliseconds(wantedRange[2]!), step: 0 },
    isRange: range !== null,
    fails: mode === 'fail' || failing !== undefined,
    failure: failing === undefined ? undefined : /(?:msg:|regex:|message|regexp)\s*(.+)$/.exec(failing)?.[1],
    ordered: mode === 'ordered' || told.some((text) => text.startsWith('expect ordered')),
    expectsRange: wantedRange === null ? undefined : { start: milliseconds(wantedRange[1]!), step: milliseconds(wantedRange[3]!) },
    expectedString: wantedString === undefined ? undefined : /["`](.*)["`]$/s.exec(wantedString)![1]!.replaceAll('\\n', '\n'),
    expectedScalar: scalar === undefined ? undefined : results[0]!.startsWith('-') ? -scalar : scalar,
    expected: scalar === undefined ? results.map(expectation) : [],
  };
}

function expectation(line: string) {
  const { labels, history } = series(line);
  const found = values(history);
  return { labels, values: found ?? [], native: found === undefined };
}
