import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expr } from '../../lib/promql/ast';
import { type Evaluated, type EvaluationOptions, evaluateAt, evaluateOver } from '../../lib/promql/evaluate/evaluate';
import { almostEqual } from '../../lib/promql/evaluate/float';
import { type LabelPairs, labelsFrom, pairsKey } from '../../lib/promql/evaluate/storage/pairs';
import { seriesOfSelector } from '../../lib/promql/evaluate/storage/select';
import { parse } from '../../lib/promql/parse';
import { print } from '../../lib/promql/print';
import { rewriteSelectors, selectorsOf, walk } from '../../lib/promql/walk';
import { faultMessages } from './promql-evaluate-messages';
import { casesOf, type TestCase } from './promql-evaluate-testdata';

/** The relative error that Prometheus allows in its tests (promqltest/test.go, `defaultEpsilon`). */
const tolerance = 1e-6;

/** As the engine of Prometheus' own tests is set up (promqltest/test.go, `NewTestEngine`). */
const options: EvaluationOptions = { subqueryStep: 60_000, delayedNameRemoval: true };

export interface UpstreamResult {
  readonly passed: number;
  readonly failed: string[];
  /** Cases that look at native histograms or at start timestamps. */
  readonly native: number;
  readonly started: number;
}

export function upstreamFiles(root = process.cwd()): { readonly name: string; readonly text: string }[] {
  const cwd = join(root, 'test/conformance/control-plane/mods/prometheus');
  const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/prometheus/prometheus'], { cwd }).toString().trim();
  const folder = join(module, 'promql/promqltest/testdata');
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

export function runUpstream(text: string): UpstreamResult {
  let [passed, native, started] = [0, 0, 0];
  const failed: string[] = [];
  for (const test of casesOf(text)) {
    const { expr } = parse(test.expr);
    const selectors = expr === undefined ? [] : selectorsOf(expr);
    if (
      test.expected.some((series) => series.native) ||
      selectors.some((selector) => seriesOfSelector(test.loaded.native, selector).length > 0)
    )
      native++;
    else if (selectors.some((selector) => seriesOfSelector(test.loaded.started, selector).length > 0)) started++;
    else {
      const wrong = variants(test).find((variant) => differenceOf(variant) !== undefined);
      if (wrong === undefined) passed++;
      else failed.push(`line ${test.line}: ${wrong.expr} at ${wrong.over.start}: ${differenceOf(wrong)}`);
    }
  }
  return { passed, failed, native, started };
}

/** Functions whose value depends on when they are asked, whatever their arguments (promql/functions.go, `AtModifierUnsafeFunctions`). */
const unsafe =
  /^(days_in_month|day_of_month|day_of_week|day_of_year|end|hour|minute|month|year|predict_linear|range|start|step|time|timestamp)$/;

/** The case, and the same with each selector pinned to its time, asked at other times (promqltest/test.go, `atModifierTestCases`). */
function variants(test: TestCase): TestCase[] {
  const { expr } = parse(test.expr);
  if (test.isRange || expr === undefined) return [test];
  let isUnsafe = false;
  walk(expr, (node) => {
    if (node.kind === 'call' && unsafe.test(node.func)) isUnsafe = true;
  });
  if (isUnsafe) return [test];
  const at = test.over.start;
  const pinned = print(pin(expr, at / 1000));
  const times = at === 0 ? [-1000, 0, 1000] : [-10 * at, 0, Math.trunc(at / 5), at, 10 * at];
  return [test, ...times.map((time) => ({ ...test, expr: pinned, over: { start: time, end: time, step: 0 } }))];
}

/** What stands in a subquery is evaluated at the subquery's own times. */
function pin(expr: Expr, at: number): Expr {
  const inside = new Set<Expr>();
  walk(expr, (node, parents) => {
    if (parents.some(({ kind }) => kind === 'subquery')) inside.add(node);
  });
  const pinSubqueries = (node: Expr): Expr => {
    switch (node.kind) {
      case 'subquery':
        return { ...node, at: node.at ?? at };
      case 'paren':
      case 'unary':
        return { ...node, expr: pinSubqueries(node.expr) };
      case 'aggregation':
        return { ...node, parameter: node.parameter && pinSubqueries(node.parameter), expr: pinSubqueries(node.expr) };
      case 'call':
        return { ...node, args: node.args.map((arg, index) => (node.func === 'info' && index === 1 ? arg : pinSubqueries(arg))) };
      case 'binary':
        return { ...node, left: pinSubqueries(node.left), right: pinSubqueries(node.right) };
      case 'number':
      case 'string':
      case 'selector':
      case 'matrix':
        return node;
    }
  };
  return pinSubqueries(rewriteSelectors(expr, (selector) => (inside.has(selector) ? selector : { ...selector, at: selector.at ?? at })));
}

function differenceOf(test: TestCase): string | undefined {
  const { over, isRange, loaded } = test;
  const query = parse(test.expr);
  const result = isRange ? evaluateOver(query, over, loaded.storage, options) : evaluateAt(query, over.start, loaded.storage, options);
  const different = differs(test, result);
  if (
    different !== undefined ||
    isRange ||
    test.fails ||
    test.ordered ||
    test.expectsRange !== undefined ||
    test.expectedString !== undefined
  )
    return different;
  if (/(start|end|range|step)\(\)/.test(test.expr)) return undefined;
  // The same in the middle of a range query.
  const wide = { start: over.start - 60_000, end: over.start + 60_000, step: 60_000 };
  const ranged = evaluateOver(query, wide, loaded.storage, options);
  if (ranged.kind !== 'matrix') return `in a range: ${JSON.stringify(ranged)}`;
  const samples = ranged.series.flatMap(({ labels, points }) =>
    points.filter(({ time }) => time === over.start).map(({ value }) => ({ labels, value })),
  );
  const middle: Evaluated = result.kind === 'scalar' ? { kind: 'scalar', value: samples[0]!.value } : { kind: 'vector', samples };
  const found = differs(test, middle);
  return found === undefined ? undefined : `in a range: ${found}`;
}

const shown = (labels: LabelPairs): string => JSON.stringify(labelsFrom(labels));

function differs(test: TestCase, result: Evaluated): string | undefined {
  if (result.kind === 'fault') {
    if (!test.fails) return `fails: ${result.message}`;
    return test.failure === undefined || faultMessages[result.code].test(test.failure)
      ? undefined
      : `code ${result.code} where Prometheus says ${test.failure}`;
  }
  if (test.fails) return `does not fail: ${JSON.stringify(result)}`;
  switch (result.kind) {
    case 'string':
      return result.value === test.expectedString ? undefined : `"${result.value}" and not "${test.expectedString}"`;
    case 'scalar':
      return test.expectedScalar !== undefined && almostEqual(result.value, test.expectedScalar, tolerance)
        ? undefined
        : `${result.value} and not ${test.expectedScalar}`;
    case 'vector':
      return differsFrom(
        test,
        result.samples.map(({ labels, value }) => ({ labels, points: [{ time: test.over.start, value }] })),
      );
    case 'matrix':
      return differsFrom(test, result.series);
  }
}

type Series = Extract<Evaluated, { kind: 'matrix' }>['series'];

function differsFrom(test: TestCase, series: Series): string | undefined {
  const { start, step } = test.expectsRange ?? test.over;
  const wanted = new Map(test.expected.map(({ labels, values }, index) => [pairsKey(labels), { values, index }]));
  if (series.length !== wanted.size)
    return `${series.length} series and not ${wanted.size}: ${series.map(({ labels }) => shown(labels)).join(' ')}`;
  for (const [index, { labels, points }] of series.entries()) {
    const expected = wanted.get(pairsKey(labels));
    if (expected === undefined) return `${shown(labels)} is not expected`;
    if (test.ordered && expected.index !== index) return `${shown(labels)} is at place ${index} and not ${expected.index}`;
    const times = expected.values.flatMap((value, at) => (typeof value === 'number' ? [{ time: start + at * step, value }] : []));
    if (times.length !== points.length) return `${shown(labels)} has ${points.length} points and not ${times.length}`;
    for (const [at, { time, value }] of times.entries()) {
      const point = points[at]!;
      if (point.time !== time || !almostEqual(point.value, value, tolerance)) {
        return `${shown(labels)} is ${point.value} at ${point.time} and not ${value} at ${time}`;
      }
    }
  }
  return undefined;
}
