import type { Aggregation, Binary, Call, Expr, Matcher, VectorMatching, VectorSelector } from './ast';
import { functions } from './functions';
import { anyLabels, both, either, except, type LabelSet, noLabels, only, presence, withLabel } from './labels';
import { isSetOperator } from './operators';
import { regexpMatches } from './regexp';
import { typeOf } from './types';
import { walk, withoutParens } from './walk';

/** Prometheus' metric types, as far as somebody knows them. A `histogram` is a native one: classic buckets are counters. */
export type SeriesType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

/** What is known of the series that a selector reads, before its matchers. */
export interface SeriesKnowledge {
  readonly kind: 'known';
  /** Labels that all of them have. */
  readonly always: ReadonlySet<string>;
  /** Labels that some of them may have: also those that scraping, relabelling or external labels add. */
  readonly possible: ReadonlySet<string> | 'any';
  /** Those of `possible` that nothing here brings, and that may be added where series come together. @default - none */
  readonly assumed?: ReadonlySet<string>;
  /** The only values of a label, where they are known: what the rules that record a series write. @default - any */
  readonly values?: ReadonlyMap<string, readonly string[]>;
  readonly type?: SeriesType;
  /** Milliseconds between two scrapes, or two evaluations of the rule that records them. */
  readonly interval?: number;
}

/** The labels that the series are known to have, all or some of them, in order; undefined where there may be any. */
export const knownLabels = ({ always, possible, assumed }: SeriesKnowledge): readonly string[] | undefined =>
  possible === 'any' ? undefined : [...possible].filter((label) => always.has(label) || !assumed?.has(label)).sort();

/** Says what is known of the series of a selector. */
export type LabelEnv = (selector: VectorSelector) => SeriesKnowledge | { readonly kind: 'unknown' };

/** Nothing is known of any series. */
export const nothingKnown: LabelEnv = () => ({ kind: 'unknown' });

/** The labels of each expression of a tree; each is computed once. */
export interface LabelFlow {
  of(expr: Expr): LabelSet;
  /** Takes a label for possible from here upwards: that it cannot be there is reported already. */
  correct(expr: Expr, label: string): void;
  /** Takes everything for possible from here upwards: that there are no series is reported already. */
  giveUp(expr: Expr): void;
}

/** The labels of the series that an expression returns. */
export const labelsOf = (expr: Expr, env: LabelEnv): LabelSet => labelFlow(env).of(expr);

export function labelFlow(env: LabelEnv): LabelFlow {
  const known = new Map<Expr, LabelSet>();
  const of = (expr: Expr): LabelSet => {
    const found = known.get(expr) ?? compute(expr);
    known.set(expr, found);
    return found;
  };
  const compute = (expr: Expr): LabelSet => {
    switch (expr.kind) {
      case 'number':
      case 'string':
        return noLabels;
      case 'selector':
        return ofSelector(expr, env);
      case 'matrix':
        return of(expr.selector);
      case 'subquery':
      case 'paren':
      case 'unary':
        return of(expr.expr);
      case 'aggregation':
        return ofAggregation(expr, of(expr.expr));
      case 'call':
        return ofCall(expr, of);
      case 'binary':
        return ofBinary(expr, of(expr.left), of(expr.right));
    }
  };
  return {
    of,
    correct: (expr, label) => void known.set(expr, withLabel(of(expr), label, 'maybe')),
    giveUp: (expr) => void known.set(expr, anyLabels),
  };
}

function ofSelector(selector: VectorSelector, env: LabelEnv): LabelSet {
  const series = env(selector);
  const start: LabelSet =
    series.kind === 'known'
      ? { ...anyLabels, always: series.always, possible: series.possible, values: new Map(onlyValues(series)) }
      : anyLabels;
  return selector.matchers.filter(({ name }) => name !== '__name__').reduce(afterMatcher, start);
}

const onlyValues = ({ values = new Map() }: SeriesKnowledge): readonly (readonly [string, string])[] =>
  [...values].flatMap(([label, all]) => (all.length === 1 ? [[label, all[0]!] as const] : []));

function afterMatcher(set: LabelSet, matcher: Matcher): LabelSet {
  const { name, op, value } = matcher;
  if (op === '=' && value !== '') return withLabel(set, name, 'always', value);
  if (needsValue(matcher)) return withLabel(set, name, 'always', set.values.get(name));
  return needsNone(matcher) ? withLabel(set, name, 'never') : set;
}

/** Whether a matcher takes only series that have its label. */
export function needsValue({ op, value }: Matcher): boolean {
  switch (op) {
    case '=':
      return value !== '';
    case '!=':
      return value === '';
    case '=~':
      return !regexpMatches(value, '');
    case '!~':
      return regexpMatches(value, '');
  }
}

/** Whether a matcher takes only series that lack its label. */
const needsNone = ({ op, value }: Matcher): boolean => (op === '!~' ? value === '.+' : op !== '!=' && value === '');

function ofAggregation(expr: Aggregation, inner: LabelSet): LabelSet {
  const { op, grouping } = expr;
  if (isSelection(op)) return inner;
  const labels = grouping?.labels ?? [];
  const group = (set: LabelSet, by: readonly string[]): LabelSet => (grouping?.mode === 'without' ? except(set, labels) : only(set, by));
  if (op !== 'count_values') return group(inner, labels);
  const label = textOf(expr.parameter);
  // The label that it sets is one to group by, and `without` can drop it.
  return label === undefined ? anyLabels : group(withLabel(inner, label, 'always'), [...labels, label]);
}

/** Aggregations that return some of their series as they are. */
export const isSelection = (op: string): boolean => op === 'topk' || op === 'bottomk' || op === 'limitk' || op === 'limit_ratio';

/** The value of a string argument. */
export function textOf(expr: Expr | undefined): string | undefined {
  const inner = expr && withoutParens(expr);
  return inner?.kind === 'string' ? inner.value : undefined;
}

/** The argument whose series a function goes through; undefined where it has none. */
export const seriesArgument = (call: Call): Expr | undefined => call.args.find((arg) => /^(vector|matrix)$/.test(typeOf(arg)));

function ofCall(call: Call, of: (expr: Expr) => LabelSet): LabelSet {
  if (functions[call.func] === undefined) return anyLabels;
  const argument = seriesArgument(call);
  if (argument === undefined || typeOf(call) === 'scalar') return noLabels;
  const inner = of(argument);
  switch (call.func) {
    case 'absent':
    case 'absent_over_time':
      return ofAbsent(argument);
    case 'histogram_quantile':
    case 'histogram_fraction':
      return withoutBuckets(argument, inner);
    case 'histogram_quantiles': {
      const label = textOf(call.args[1]);
      return label === undefined ? anyLabels : withLabel(withoutBuckets(argument, inner), label, 'always');
    }
    case 'label_replace':
      return afterReplace(call, inner);
    case 'label_join':
      return afterJoin(call, inner);
    // It adds labels of the info metrics, whatever they are.
    case 'info':
      return { ...anyLabels, always: inner.always };
    default:
      return inner;
  }
}

/** Classic buckets lose their `le`. A native histogram has none of its own, and keeps one that the query gave it, as by a join. */
function withoutBuckets(argument: Expr, inner: LabelSet): LabelSet {
  let given = false;
  walk(argument, (node) => {
    if (node.kind === 'call' && node.func.startsWith('label_') && textOf(node.args[1]) === 'le') given = true;
    if (node.kind === 'aggregation' && node.op === 'count_values' && textOf(node.parameter) === 'le') given = true;
    if (node.kind === 'binary' && node.matching?.group !== undefined) given = true;
  });
  return withLabel(inner, 'le', given ? 'maybe' : 'never');
}

/**
 * `absent` returns the labels of the `=` matchers (promql/functions.go). Where a label is matched twice, it depends on the order
 * into which the storage brought the matchers; with `@`, on how the engine wraps the selector.
 */
function ofAbsent(argument: Expr): LabelSet {
  const inner = withoutParens(argument);
  if (inner.kind !== 'selector' && inner.kind !== 'matrix') return noLabels;
  const { matchers, at } = inner.kind === 'matrix' ? inner.selector : inner;
  const equal = matchers.filter(({ name, op, value }) => op === '=' && value !== '' && name !== '__name__');
  const sure = equal.filter(({ name }) => at === undefined && matchers.filter((other) => other.name === name).length === 1);
  const values = new Map(sure.map(({ name, value }) => [name, value]));
  return { ...noLabels, always: new Set(values.keys()), possible: new Set(equal.map(({ name }) => name)), values };
}

function afterReplace(call: Call, inner: LabelSet): LabelSet {
  const [to, replacement, from, pattern] = call.args.slice(1).map(textOf);
  if (to === undefined || replacement === undefined || from === undefined || pattern === undefined) return anyLabels;
  const source = from === '' ? 'never' : presence(inner, from);
  const before = presence(inner, to);
  if (source === 'never' && !regexpMatches(pattern, '')) return inner;
  const takesAll = pattern === '.*' || pattern === '(.*)';
  const takesValues = takesAll || pattern === '.+' || pattern === '(.+)';
  const matched = source === 'never' || takesAll || (source === 'always' && takesValues);
  const wholeGroup = /^\$(1|\{1\})$/.test(replacement) && (pattern === '(.*)' || pattern === '(.+)');
  const empty = replacement === '' || (wholeGroup && source === 'never');
  if (empty) return matched ? withLabel(inner, to, 'never') : before === 'always' ? withLabel(inner, to, 'maybe') : inner;
  const literal = replacement.replace(/\$(\{\w+\}|\w+)/g, '');
  const filled = literal !== '' || (wholeGroup && (pattern === '(.+)' || source === 'always'));
  if (!filled || (!matched && before !== 'always')) return withLabel(inner, to, 'maybe');
  return withLabel(inner, to, 'always', matched && literal === replacement ? replacement : undefined);
}

function afterJoin(call: Call, inner: LabelSet): LabelSet {
  const [to, separator, ...from] = call.args.slice(1).map(textOf);
  if (to === undefined || separator === undefined) return anyLabels;
  const sources = from.map((label) => (label === undefined ? 'maybe' : presence(inner, label)));
  const written = separator !== '' && sources.length > 1;
  if (written || sources.includes('always')) return withLabel(inner, to, 'always');
  return withLabel(inner, to, sources.every((source) => source === 'never') ? 'never' : 'maybe');
}

function ofBinary({ op, left, right, matching }: Binary, l: LabelSet, r: LabelSet): LabelSet {
  if (typeOf(left) !== 'vector') return typeOf(right) === 'vector' ? r : noLabels;
  if (typeOf(right) !== 'vector') return l;
  if (op === 'unless') return l;
  if (op === 'or') return either(l, r);
  // A filled series has the labels of the match only.
  if (matching?.fill !== undefined) return anyLabels;
  if (matching?.group === undefined) return isSetOperator(op) ? constrained(l, r, matching) : matchedOnly(l, r, matching);
  const [many, one] = matching.group.side === 'left' ? [l, r] : [r, l];
  const copied = (set: LabelSet, label: string): LabelSet => withLabel(set, label, presence(one, label), one.values.get(label));
  return matching.group.include.reduce(copied, constrained(many, one, matching));
}

/** One to one, only the labels that are matched remain, and both sides agree on them. */
function matchedOnly(l: LabelSet, r: LabelSet, matching: VectorMatching | undefined): LabelSet {
  if (matching?.mode === 'on') return both(only(l, matching.labels), only(r, matching.labels));
  const ignored = matching?.labels ?? [];
  return both(except(l, ignored), except(r, ignored));
}

/** All labels of one side, with what the other side says of those that are matched. */
function constrained(set: LabelSet, other: LabelSet, matching: VectorMatching | undefined): LabelSet {
  if (matching?.mode === 'on') return matching.labels.reduce((known, label) => agreed(known, other, label), set);
  const ignored = matching?.labels ?? [];
  const agreeing = both(except(set, ignored), except(other, ignored));
  return ignored.reduce((known, label) => withLabel(known, label, presence(set, label), set.values.get(label)), agreeing);
}

function agreed(set: LabelSet, other: LabelSet, label: string): LabelSet {
  const there = presence(other, label);
  const value = other.values.get(label) ?? set.values.get(label);
  return there === 'maybe' ? set : withLabel(set, label, there, value);
}
