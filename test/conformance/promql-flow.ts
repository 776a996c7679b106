import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import {
  faults, labelsOf, metricOf, parse, presence, typeOf, valueRange, walk, type Expr, type LabelEnv, type SeriesKnowledge, type SeriesType,
} from '../../lib/promql';

/** What Prometheus returns for an expression (promql-engine/main.go). */
interface Answer {
  readonly error?: string;
  readonly series: readonly { readonly labels: Readonly<Record<string, string>> | null; readonly value: string }[] | null;
}

/** The series that the expressions are asked of: labels that all, some or none of a metric's series have. */
const series: readonly (readonly [string, string])[] = [
  ['up{job="x",a="1"}', '1x100'], ['up{job="y",a="2"}', '0x100'],
  ['requests_total{job="x",a="1",b="u"}', '0+3x100'], ['requests_total{job="x",a="1",b="v"}', '0+1x50 0+1x50'], ['requests_total{job="y",a="2"}', '5+2x100'],
  ['latency_bucket{job="x",a="1",le="0.1"}', '0+1x100'], ['latency_bucket{job="x",a="1",le="1"}', '0+3x100'], ['latency_bucket{job="x",a="1",le="+Inf"}', '0+4x100'],
  ['latency_bucket{job="y",a="2",le="0.1"}', '0+2x100'], ['latency_bucket{job="y",a="2",le="+Inf"}', '0+2x100'],
  ['target_data{a="1",c="p"}', '1x100'], ['target_data{a="2",c="q"}', '1x100'],
  ['temperature{job="x",b="u"}', '-5+0.5x100'], ['temperature{job="x",b="v"}', '20-1x100'], ['temperature{job="y",b="u"}', '0x100'],
  ['lonely', '5x100'],
  ['doubtful{a="1"}', 'NaN '.repeat(100).trim()], ['doubtful{a="2"}', '1x100'],
  ['native{job="x",a="1"}', '{{schema:0 sum:5 count:4 buckets:[1 2 1]}}+{{schema:0 sum:5 count:4 buckets:[1 2 1]}}x100'],
];
const types: Readonly<Record<string, SeriesType>> = {
  up: 'gauge', requests_total: 'counter', latency_bucket: 'counter', target_data: 'gauge', temperature: 'gauge', lonely: 'gauge', doubtful: 'gauge', native: 'histogram',
};
const load = `load 30s\n${series.map(([name, values]) => `  ${name} ${values}\n`).join('')}`;
/** All series have samples then, and ranges of 10 minutes are full. */
const askedAt = 1500;

const oneOf = (...texts: string[]): Arbitrary<string> => fc.constantFrom(...texts);
const metric = oneOf(...Object.keys(types));
const label = oneOf('a', 'b', 'c', 'job', 'le', 'd');
const value = oneOf('1', '2', 'x', 'y', 'u', 'p', '0.1', '+Inf', '');
const labels = fc.array(label, { maxLength: 3 }).map((names) => `(${[...new Set(names)].join(', ')})`);
const matcher = fc.oneof(
  fc.tuple(label, oneOf('=', '!='), value).map(([name, op, text]) => `${name}${op}"${text}"`),
  fc.tuple(label, oneOf('=~', '!~'), oneOf('.*', '.+', '', 'x|y', '1|2', 'u.*', '0.1|x')).map(([name, op, text]) => `${name}${op}"${text}"`),
);
const matchers = fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, fc.array(matcher, { minLength: 1, maxLength: 2 }).map((all) => `{${all.join(', ')}}`));
const selector = fc.tuple(metric, matchers).map((parts) => parts.join(''));
const number = oneOf('0', '1', '2', '-1', '0.5', '5', '24', '100', 'NaN');
const grouping = fc.tuple(oneOf('by', 'without'), labels).map((parts) => parts.join(' '));
const matching = fc.oneof(
  fc.constant(''),
  fc.tuple(oneOf('on', 'ignoring'), labels).map((parts) => parts.join(' ')),
  fc.tuple(oneOf('on', 'ignoring'), labels, oneOf('group_left', 'group_right'), fc.array(oneOf('b', 'c', 'd', 'le'), { maxLength: 1 })).map(
    ([mode, list, group, more]) => `${mode} ${list} ${group} (${more.filter((name) => mode !== 'on' || !list.includes(name)).join('')})`),
);

const { v: vectors } = fc.letrec<{ v: string }>((tie: fc.LetrecTypedTie<{ v: string }>) => {
  const v = tie('v');
  const call = (names: Arbitrary<string>, ...args: Arbitrary<string>[]): Arbitrary<string> => fc.tuple(names, ...args).map(([name, ...given]) => `${name}(${given.join(', ')})`);
  const range = fc.oneof({ arbitrary: selector.map((text) => `${text}[5m]`), weight: 4 }, v.map((text) => `(${text})[10m:1m]`));
  const text = (texts: Arbitrary<string>): Arbitrary<string> => texts.map((one) => `"${one}"`);
  return {
    v: fc.oneof(
      { depthSize: 'small' },
      { arbitrary: selector, weight: 6 },
      { arbitrary: call(oneOf('rate', 'increase', 'irate', 'delta', 'resets', 'changes', 'max_over_time', 'avg_over_time', 'sum_over_time', 'last_over_time', 'count_over_time', 'present_over_time', 'absent_over_time', 'stddev_over_time', 'deriv'), range), weight: 3 },
      { arbitrary: fc.tuple(oneOf('sum', 'avg', 'min', 'max', 'count', 'group', 'stddev'), fc.oneof(fc.constant(''), grouping), v).map(([op, group, inner]) => `${op} ${group} (${inner})`), weight: 6 },
      fc.tuple(oneOf('topk', 'bottomk', 'quantile', 'limitk'), fc.oneof(fc.constant(''), grouping), oneOf('1', '0.5', '2'), v).map(([op, group, k, inner]) => `${op} ${group} (${k}, ${inner})`),
      fc.tuple(fc.oneof(fc.constant(''), grouping), text(label), v).map(([group, name, inner]) => `count_values ${group} (${name}, ${inner})`),
      { arbitrary: call(oneOf('label_replace'), v, text(label), text(oneOf('', 'z', '$1', '${1}', '$1z', '$2')), text(fc.oneof(label, oneOf(''))), text(oneOf('', '.*', '(.*)', '(.+)', '.+', 'x', '(x|1).*', '(.*)z'))), weight: 3 },
      { arbitrary: call(oneOf('label_join'), v, text(label), text(oneOf('', '-')), text(label), text(label)), weight: 1 },
      call(oneOf('histogram_quantile'), oneOf('0.9', '0.5'), v),
      call(oneOf('abs', 'absent', 'sgn', 'sort', 'timestamp', 'sqrt', 'hour', 'exp', 'ceil', 'histogram_count'), v),
      call(oneOf('clamp'), v, number, number),
      call(oneOf('clamp_min', 'clamp_max', 'round'), v, oneOf('1', '5')),
      oneOf('vector(1)', 'hour()', 'day_of_week()', 'vector(time())'),
      v.map((inner) => `vector(scalar(${inner}))`),
      v.map((inner) => `(${inner})`),
      v.map((inner) => `-(${inner})`),
      { arbitrary: fc.tuple(v, oneOf('+', '-', '*', '/', '%', '^', '>', '<', '==', '!=', '>=', '<=', '> bool', '== bool', '<= bool'), number).map(([inner, op, n]) => `(${inner}) ${op} ${n}`), weight: 3 },
      fc.tuple(number, oneOf('+', '-', '*', '/', '>', '<', '==', '<= bool'), v).map(([n, op, inner]) => `${n} ${op} (${inner})`),
      { arbitrary: fc.tuple(v, oneOf('+', '*', '/', '-', '>', '<', '==', '> bool'), matching, v).map(([l, op, match, r]) => `(${l}) ${op} ${match} (${r})`), weight: 8 },
      { arbitrary: fc.tuple(v, oneOf('and', 'or', 'unless'), oneOf('', 'on (a)', 'on ()', 'ignoring (b)', 'on (a, b)', 'on (job, d)'), v).map(([l, op, match, r]) => `(${l}) ${op} ${match} (${r})`), weight: 4 },
      fc.tuple(v, oneOf('+', '-', '>'), oneOf('on (a)', 'on (a, job)', 'ignoring (b)'), oneOf('fill(0)', 'fill_left(1)', 'fill_right(2)'), v).map(([l, op, match, fill, r]) => `(${l}) ${op} ${match} ${fill} (${r})`),
    ),
  };
});

function knowledge(): ReadonlyMap<string, SeriesKnowledge> {
  const found = new Map<string, SeriesKnowledge>();
  for (const [name, type] of Object.entries(types)) {
    const sets = series.filter(([text]) => text === name || text.startsWith(`${name}{`)).map(([text]) => new Set([...text.matchAll(/(\w+)=/g)].map(([, found = '']) => found)));
    const possible = new Set(sets.flatMap((set) => [...set]));
    found.set(name, { kind: 'known', always: new Set([...possible].filter((one) => sets.every((set) => set.has(one)))), possible, type });
  }
  return found;
}

/** What is told of the series: all, nothing, and of every second metric. */
function environments(): readonly (readonly [string, LabelEnv])[] {
  const known = knowledge();
  const tell = (told: (name: string) => boolean): LabelEnv => (one) => {
    const name = metricOf(one);
    return (name !== undefined && told(name) ? known.get(name) : undefined) ?? { kind: 'unknown' };
  };
  const halves = new Set([...known.keys()].filter((_, index) => index % 2 === 0));
  return [['all known', tell(() => true)], ['nothing known', tell(() => false)], ['half known', tell((name) => halves.has(name))]];
}

function* wrongSayings(expr: Expr, env: LabelEnv, answer: Answer): Iterable<string> {
  const known = labelsOf(expr, env);
  const range = valueRange(expr, env);
  for (const { labels: found, value: text } of answer.series ?? []) {
    const there = found ?? {};
    for (const name of Object.keys(there)) if (presence(known, name) === 'never') yield `says that no series has ${name}`;
    for (const name of known.always) if (there[name] === undefined) yield `says that every series has ${name}`;
    for (const [name, one] of known.values) if (there[name] !== one) yield `says that ${name} is ${one}`;
    if (text === 'histogram') continue;
    const number = Number(text.replace('Inf', 'Infinity'));
    const slack = 1e-9 * Math.abs(number);
    if (Number.isNaN(number) ? !range.nan : number < range.low - slack || number > range.high + slack) yield `says that the value is from ${range.low} to ${range.high}${range.nan ? ' or NaN' : ''}, and it is ${text}`;
  }
  yield* wrongFaults(expr, env, answer);
}

/** Faults of the expression itself, not of a part of it, that its answer belies. */
function* wrongFaults(expr: Expr, env: LabelEnv, { series: answered }: Answer): Iterable<string> {
  const count = answered?.length ?? 0;
  for (const { kind, span, message } of faults(expr, env)) {
    const whole = span.from === expr.span.from && span.to === expr.span.to;
    if (expr.kind === 'selector' && kind === 'dead-selector' && count > 0) yield `finds fault: ${message}`;
    if (expr.kind !== 'binary') continue;
    const atOperator = span.from >= expr.left.span.to && span.to <= expr.right.span.from;
    const empty = (kind === 'never-true' && whole && !expr.bool) || (kind === 'never-matches' && atOperator && expr.op !== 'unless');
    if (empty && count > 0) yield `finds fault: ${message}`;
    const always = kind === 'always-true' ? '1' : '0';
    if (expr.bool && whole && (kind === 'always-true' || kind === 'never-true') && answered?.some((one) => one.value !== always) === true) yield `finds fault: ${message}`;
  }
}

const numRuns = 3000;
const seed = 20_260_811;

/** Asks Prometheus' engine for thousands of random expressions and compares labels, values and faults with what we say of them. */
export async function run(root = process.cwd(), runs = numRuns, from = seed): Promise<{ passed: number; failed: string[] }> {
  const engine = join(process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools'), 'bin', 'promql-engine');
  execFileSync('nice', ['go', 'build', '-trimpath', '-o', engine, join(root, 'test/conformance/promql-engine/main.go')], {
    cwd: join(root, 'test/conformance/control-plane/mods/prometheus'), env: { ...process.env, CGO_ENABLED: '0' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const texts = new Set<string>();
  for (const text of fc.sample(vectors, { seed: from, numRuns: runs })) {
    const { expr, diagnostics } = parse(text);
    if (expr === undefined || diagnostics.length > 0) throw new Error(`the generator made an invalid expression: ${text}: ${diagnostics[0]?.message}`);
    walk(expr, (node) => {
      if (typeOf(node) === 'vector') texts.add(text.slice(node.span.from, node.span.to));
    });
  }
  const all = [...texts];
  const input = [load, ...all].map((text) => JSON.stringify(text)).join('\n');
  const output = execFileSync(engine, [String(askedAt)], { input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = output.toString().trim().split('\n').map((line) => JSON.parse(line) as Answer);
  const failed: string[] = [];
  const evaluated = all.filter((_, index) => answers[index]?.error === undefined && (answers[index]?.series?.length ?? 0) > 0).length;
  if (answers.length !== all.length) failed.push(`the engine answered ${answers.length} of ${all.length} expressions`);
  if (evaluated < all.length / 3) failed.push(`only ${evaluated} of ${all.length} expressions return anything: the generator is lopsided`);
  for (const [index, text] of all.entries()) {
    const answer = answers[index];
    const { expr } = parse(text);
    if (answer === undefined || answer.error !== undefined || expr === undefined) continue;
    for (const [told, env] of environments()) for (const wrong of wrongSayings(expr, env, answer)) failed.push(`${text} (${told}): ${wrong}`);
  }
  return { passed: all.length, failed };
}
