import type { Expr, Matcher, VectorSelector } from '../../ast';
import { typeOf } from '../../types';
import { childrenOf, withoutParens } from '../../walk';
import { pinnedTimeOf, shiftOf } from '../durations';
import { stop } from '../fault';
import { emptyRow, type Frame, isEmptyRow, rowsOf, type ValueRow } from '../frame';
import { mergedRows } from '../rows';
import { lookedUp } from '../selector';
import { type LabelPairs, labelsFrom, pairsKey, pairValue, withPair } from '../storage/pairs';
import { matchesValue } from '../storage/select';

/** The labels that say which target a series is of (promql/info.go, `identifyingLabels`). */
const identifying = ['instance', 'job'];

const isName = ({ name }: Matcher): boolean => name === '__name__';

/** The labels of info metrics, such as target_info, added to each series of their target (promql/info.go, `evalInfo`). */
export function info(args: readonly Expr[], frame: Frame): readonly ValueRow[] {
  const rows = rowsOf(args[0]!, frame);
  const second = args[1] === undefined ? undefined : withoutParens(args[1]);
  const matchers = second?.kind === 'selector' ? second.matchers : [];
  const names = nameMatchers(matchers.filter(isName));
  const data = matchers.filter((matcher) => !isName(matcher));
  const isInfo = ({ labels }: ValueRow): boolean => names.every((matcher) => matchesValue(matcher, pairValue(labels, '__name__')));
  const infos = infoRows(
    rows.filter((row) => !isInfo(row)),
    { kind: 'selector', matchers: [...data, ...names], span: { from: 0, to: 0 }, ...referenceOf(args[0]!, frame) },
    frame,
  );
  const results = new Map<string, ValueRow>();
  for (let step = 0; step < frame.steps; step++) {
    const newest = newestInfos(infos, step);
    for (const row of rows) {
      if (row.present[step] === 0) continue;
      const labels = isInfo(row) ? row.labels : enriched(row.labels, newest, data);
      if (labels === undefined) continue;
      const key = `${pairsKey(labels)}\n${pairsKey(row.labels)}`;
      const out = results.get(key) ?? emptyRow(labels, frame.steps, row.dropsName);
      results.set(key, out);
      out.values[step] = row.values[step]!;
      out.present[step] = 1;
    }
  }
  return mergedRows([...results.values()].filter((row) => !isEmptyRow(row)));
}

/** Without a name, target_info; with names that are ruled out only, all others that end in _info (`effectiveInfoNameMatchers`). */
function nameMatchers(names: readonly Matcher[]): readonly Matcher[] {
  const span = { from: 0, to: 0 };
  if (names.length === 0) return [{ name: '__name__', op: '=', value: 'target_info', span }];
  if (names.some(({ op }) => op === '=' || op === '=~')) return names;
  return [{ name: '__name__', op: '=~', value: '.+_info', span }, ...names];
}

interface Reference {
  readonly offset: number;
  readonly at?: number;
}

/** The time at which all selectors of an expression read, where it is one for all of them (promql/info.go, `infoSelectTimestampAndOffset`). */
function referenceOf(expr: Expr, frame: Frame): Partial<Reference> {
  let first: Reference | undefined;
  let uniform = true;
  const effective = ({ at, offset }: Reference): string => (at === undefined ? `${offset}` : `@${at * 1000 - offset}`);
  const visit = (node: Expr, around: readonly Expr[]): boolean => {
    if (typeOf(node) !== 'vector' && typeOf(node) !== 'matrix') return false;
    if (node.kind === 'selector') {
      const found = referenceOfSelector(node, around, frame);
      if (first !== undefined && effective(first) !== effective(found)) uniform = false;
      first ??= found;
      return true;
    }
    const children = node.kind === 'call' && node.func === 'info' ? node.args.slice(0, 1) : childrenOf(node);
    const found = children.map((child) => visit(child, [...around, node])).some((is) => is);
    if (!found) uniform = false;
    return found;
  };
  visit(expr, []);
  return uniform && first !== undefined ? first : {};
}

/** With the subqueries around it, from the innermost up to one that says at what time. */
function referenceOfSelector(selector: VectorSelector, around: readonly Expr[], frame: Frame): Reference {
  let offset = shiftOf(selector, frame);
  let pinned = pinnedTimeOf(selector, frame);
  for (const node of [...around].reverse()) {
    if (pinned !== undefined) break;
    if (node.kind !== 'subquery') continue;
    offset += shiftOf(node, frame);
    pinned = pinnedTimeOf(node, frame);
  }
  return { offset, at: pinned === undefined ? undefined : pinned / 1000 };
}

const identity = (labels: LabelPairs): string => identifying.map((name) => pairValue(labels, name)).join('\0');

/** Info series of the targets of some rows; the value of each is the time of its sample. */
function infoRows(rows: readonly ValueRow[], selector: VectorSelector, frame: Frame): readonly ValueRow[] {
  // As Prometheus asks the storage: by the instances and the jobs, each on its own, of rows that have the same of both labels.
  const shapes = new Map<string, readonly Set<string>[]>();
  for (const { labels } of rows) {
    const values = identifying.map((name) => pairValue(labels, name));
    if (values.every((value) => value === '')) continue;
    const shape = values.map((value) => value !== '').join();
    const known = shapes.get(shape) ?? identifying.map(() => new Set<string>());
    shapes.set(shape, known);
    values.forEach((value, index) => known[index]!.add(value));
  }
  const all = lookedUp(selector, frame, ({ time }) => time);
  return all.filter(({ labels }) =>
    [...shapes.values()].some((sets) => sets.every((values, index) => values.has(pairValue(labels, identifying[index]!)))),
  );
}

/** Of each target and info metric, the series with the newest sample. */
function newestInfos(infos: readonly ValueRow[], step: number): ReadonlyMap<string, readonly LabelPairs[]> {
  const newest = new Map<string, ValueRow>();
  for (const row of infos) {
    if (row.present[step] === 0) continue;
    const key = `${pairValue(row.labels, '__name__')}\0${identity(row.labels)}`;
    const known = newest.get(key);
    if (known !== undefined && known.values[step] === row.values[step]) {
      stop(
        'info',
        `two series of an info metric are of one target: ${[known, row].map(({ labels }) => JSON.stringify(labelsFrom(labels))).join(' and ')}`,
      );
    }
    if (known === undefined || known.values[step]! < row.values[step]!) newest.set(key, row);
  }
  const byTarget = new Map<string, LabelPairs[]>();
  for (const { labels } of newest.values()) byTarget.set(identity(labels), [...(byTarget.get(identity(labels)) ?? []), labels]);
  return byTarget;
}

/** The labels with those of the info series; undefined where none is there and one is asked for (`combineWithInfoVector`). */
function enriched(labels: LabelPairs, infos: ReadonlyMap<string, readonly LabelPairs[]>, data: readonly Matcher[]): LabelPairs | undefined {
  const found = infos.get(identity(labels)) ?? [];
  if (found.length === 0 && !data.every((matcher) => matchesValue(matcher, ''))) return undefined;
  const added = new Map<string, string>();
  for (const pairs of found) {
    for (const [name, value] of Object.entries(labelsFrom(pairs))) {
      if (name === '__name__' || (data.length > 0 && !data.some((matcher) => matcher.name === name))) continue;
      const other = added.get(name);
      if (other !== undefined && other !== value) stop('info', `info metrics disagree on the label \`${name}\`: "${other}" and "${value}"`);
      if (pairValue(labels, name) === '') added.set(name, value);
    }
  }
  return [...added].reduce((out, [name, value]) => withPair(out, name, value), labels);
}
