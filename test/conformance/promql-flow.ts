import fc from 'fast-check';
import type { Expr } from '../../lib/promql/ast';
import { faults } from '../../lib/promql/faults';
import { type LabelEnv, labelsOf, type SeriesKnowledge } from '../../lib/promql/label-flow';
import { presence } from '../../lib/promql/labels';
import { parse } from '../../lib/promql/parse';
import { typeOf } from '../../lib/promql/types';
import { valueRange } from '../../lib/promql/value-range';
import { metricOf, walk } from '../../lib/promql/walk';
import { runs } from '../support/runs';
import { series, types, vectors } from './promql-joins';
import { askGo } from './promql-oracle';

/** What Prometheus returns for an expression (promql-engine/main.go). */
interface Answer {
  readonly error?: string;
  readonly series: readonly { readonly labels: Readonly<Record<string, string>> | null; readonly value: string }[] | null;
}

/** A time at which all series have samples, and ranges of ten minutes are full. */
const askedAt = '1500';
const count = runs(3000);
const seed = 20_260_811;

/** What there is to know of each metric, read off its series. */
function knowledge(): ReadonlyMap<string, SeriesKnowledge> {
  const labelsIn = (text: string): Set<string> => new Set([...text.matchAll(/(\w+)=/g)].map(([, name = '']) => name));
  const found = new Map<string, SeriesKnowledge>();
  for (const [name, type] of Object.entries(types)) {
    const sets = series.filter(([text]) => text.replace(/\{.*/, '') === name).map(([text]) => labelsIn(text));
    const possible = new Set(sets.flatMap((set) => [...set]));
    const always = new Set([...possible].filter((label) => sets.every((set) => set.has(label))));
    found.set(name, { kind: 'known', always, possible, type });
  }
  return found;
}

/** Environments that know all of the series, nothing, and every second metric. */
function environments(): readonly (readonly [string, LabelEnv])[] {
  const known = knowledge();
  const tell =
    (told: (name: string) => boolean): LabelEnv =>
    (selector) => {
      const name = metricOf(selector);
      return (name !== undefined && told(name) ? known.get(name) : undefined) ?? { kind: 'unknown' };
    };
  const half = new Set([...known.keys()].filter((_, index) => index % 2 === 0));
  return [
    ['all known', tell(() => true)],
    ['nothing known', tell(() => false)],
    ['half known', tell((name) => half.has(name))],
  ];
}

/** What we say of an expression and its answer belies. */
function* wrongSayings(expr: Expr, env: LabelEnv, answer: Answer): Iterable<string> {
  const known = labelsOf(expr, env);
  const { low, high, nan } = valueRange(expr, env);
  for (const { labels, value } of answer.series ?? []) {
    const found = labels ?? {};
    for (const name of Object.keys(found)) if (presence(known, name) === 'never') yield `says that no series has ${name}`;
    for (const name of known.always) if (found[name] === undefined) yield `says that every series has ${name}`;
    for (const [name, one] of known.values) if (found[name] !== one) yield `says that ${name} is ${one}`;
    if (value === 'histogram') continue;
    const number = Number(value.replace('Inf', 'Infinity'));
    // Sums of floating point may miss a bound by a hair.
    const slack = 1e-9 * Math.abs(number);
    const wrong = Number.isNaN(number) ? !nan : number < low - slack || number > high + slack;
    if (wrong) yield `says that the value is from ${low} to ${high}${nan ? ' or NaN' : ''}, and it is ${value}`;
  }
  yield* wrongFaults(expr, env, answer);
}

/** Faults of the expression itself, not of a part of it, that its answer belies. */
function* wrongFaults(expr: Expr, env: LabelEnv, answer: Answer): Iterable<string> {
  const returned = answer.series ?? [];
  for (const { returns, span, message } of faults(expr, env)) {
    const whole = span.from === expr.span.from && span.to === expr.span.to;
    const within = expr.kind === 'binary' && span.from >= expr.left.span.to && span.to <= expr.right.span.from;
    const bool = expr.kind === 'binary' && expr.bool && whole;
    const returnsNothing = returns === 'nothing' && ((whole && !bool) || within || expr.kind === 'selector');
    if (returnsNothing && returned.length > 0) yield `finds fault: ${message}`;
    const constant = bool && returns === 'nothing' ? '0' : bool && returns === 'everything' ? '1' : undefined;
    if (constant !== undefined && returned.some(({ value }) => value !== constant)) yield `finds fault: ${message}`;
  }
}

/** Asks Prometheus' engine for thousands of random expressions and compares labels, values and faults with what we say of them. */
export async function run(root = process.cwd(), times = count, from = seed): Promise<{ passed: number; failed: string[] }> {
  const texts = new Set<string>();
  const failed: string[] = [];
  for (const text of fc.sample(vectors, { seed: from, numRuns: times })) {
    const { expr, diagnostics } = parse(text);
    if (expr === undefined || diagnostics.length > 0) return { passed: 0, failed: [`${text}: ${diagnostics[0]?.message}`] };
    walk(expr, (node) => {
      if (typeOf(node) === 'vector') texts.add(text.slice(node.span.from, node.span.to));
    });
  }
  const all = [...texts];
  const load = `load 30s\n${series.map(([name, values]) => `  ${name} ${values}\n`).join('')}`;
  const answers = askGo<Answer>(root, 'promql-engine', [askedAt], [load, ...all]);
  const telling = answers.filter(({ error, series: returned }) => error === undefined && (returned?.length ?? 0) > 0).length;
  if (answers.length !== all.length) failed.push(`the engine answered ${answers.length} of ${all.length} expressions`);
  // Of an expression that returns nothing, anything may be said.
  if (telling < all.length / 3) failed.push(`only ${telling} of ${all.length} expressions return anything`);
  const worlds = environments();
  for (const [index, text] of all.entries()) {
    const { expr } = parse(text);
    const answer = answers[index];
    if (answer === undefined || answer.error !== undefined || expr === undefined) continue;
    for (const [told, env] of worlds) {
      for (const wrong of wrongSayings(expr, env, answer)) failed.push(`${text} (${told}): ${wrong}`);
    }
  }
  return { passed: all.length, failed };
}
