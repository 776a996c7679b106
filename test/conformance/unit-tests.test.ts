import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { runTests } from '../../lib/cli/test/test';
import { toYaml } from '../../lib/yaml/write';
import { type Scene, scenes } from './play-arbitraries';
import { kit, run } from './programs';

const seed = 20_261_127;
const count = process.env.VIGIE_ALL === '1' ? 2000 : 300;
const folder = mkdtempSync(join(tmpdir(), 'vigie-unit-tests-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What promtool does not know at a glance: a test that is left to it. */
type Verdict = 'passes' | 'fails' | 'left';

const ours = (path: string): Verdict => (['passes', 'fails', 'left'] as const)[runTests([path]).status];
const promtools = (path: string): Verdict => (run('promtool', ['test', 'rules', path]).status === 0 ? 'passes' : 'fails');

test("each of promtool's own test files has promtool's verdict", () => {
  const cwd = join(kit, 'mods/prometheus');
  const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/prometheus/prometheus'], { cwd }).toString().trim();
  const testdata = join(module, 'cmd/promtool/testdata');
  const files = readdirSync(testdata)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => join(testdata, name))
    .filter((path) => /^tests:/m.test(readFileSync(path, 'utf8')));
  const wrong = files.filter((path) => {
    const own = ours(path);
    // A file that cannot be read fails in promtool, and ends with 2 here.
    return own === 'left' ? promtools(path) === 'passes' && !readFileSync(path, 'utf8').includes('{{') : own !== promtools(path);
  });
  expect(files.length).toBeGreaterThan(12);
  expect(wrong).toEqual([]);
});

interface Expected {
  readonly eval_time: string;
  readonly alertname: string;
  readonly exp_alerts: readonly { readonly exp_labels: object; readonly exp_annotations?: object }[];
}

/** Written as `.inf`, for which our own YAML has no word. */
const infinity = 987_654;

const labels = fc.record(
  {
    job: fc.constantFrom('a', 'b'),
    instance: fc.constantFrom('1', '2'),
    topic: fc.constant('t'),
    severity: fc.constantFrom('x', 'a', 'eu'),
  },
  { requiredKeys: [] },
);
const time = fc.constantFrom('0', '90s', '3m', '5m', '7m30s', '20m');
const alertTests: Arbitrary<readonly Expected[]> = fc.array(
  fc.record({
    eval_time: time,
    alertname: fc.constantFrom('A', 'B', 'C'),
    exp_alerts: fc.oneof(
      { arbitrary: fc.constant([]), weight: 3 },
      fc.array(
        labels.map((exp_labels) => ({ exp_labels })),
        { maxLength: 2 },
      ),
    ),
  }),
  { maxLength: 2 },
);
const expressionTests = fc.array(
  fc.record({
    expr: fc.constantFrom(
      'up',
      'job:up:sum',
      'ALERTS',
      'up / 0',
      'count(up)',
      'sum(up) > 0',
      'scalar(lag)',
      'up[5m]',
      'sum(',
      'lag:max',
      'count(ALERTS) or vector(0)',
    ),
    eval_time: time,
    exp_samples: fc.array(
      fc.record({
        labels: fc.constantFrom('{}', '', 'up{job="a", instance="1"}', '{job="a"}', '1x'),
        value: fc.constantFrom(0, 1, 2, 3, infinity),
      }),
      { maxLength: 1 },
    ),
  }),
  { maxLength: 2 },
);

type Damage = (text: string) => string;
const damages: readonly Damage[] = [
  (text) => text.replace('eval_time', 'evaltime'),
  (text) => text.replace('alertname:', 'alert:'),
  (text) => text.replace('interval:', 'intervall:'),
  (text) => text.replace(/values: .*/, 'values: 1 2 3x'),
  (text) => text.replace(/values: .*/, 'values: 1+1'),
  (text) => text.replace(/series: .*/, 'series: up{job=a}'),
  (text) => text.replace('rules.yaml', 'none.yaml'),
  (text) => text.replace('rules.yaml', '"*.yaml"'),
  (text) => text.replace(/eval_time: .*/, 'eval_time: 5'),
  (text) => text.replace('tests:', 'fuzzy_compare: true\ntests:'),
  (text) => text.replace('group_eval_order:', 'group_eval_order: []\nignored:'),
];

const cases = fc.record({
  scene: scenes,
  alert_rule_test: alertTests,
  promql_expr_test: expressionTests,
  damage: fc.option(fc.constantFrom(...damages), { freq: 3, nil: undefined }),
});

function written(index: number, scene: Scene, tests: object, damage: Damage | undefined): string {
  const path = join(folder, String(index));
  mkdirSync(path);
  writeFileSync(join(path, 'rules.yaml'), toYaml({ groups: scene.groups.map((group, at) => ({ name: `g${at}`, ...group })) }));
  const text = toYaml({
    rule_files: ['rules.yaml'],
    evaluation_interval: scene.interval,
    group_eval_order: scene.groups.map((_, at) => `g${at}`),
    tests: [{ interval: scene.sampleInterval, input_series: scene.series.map(([series, values]) => ({ series, values })), ...tests }],
  });
  writeFileSync(join(path, 'test.yaml'), (damage ? damage(text) : text).replaceAll(String(infinity), '.inf'));
  return join(path, 'test.yaml');
}

test("random and damaged test files have promtool's verdict", () => {
  const figures = { passes: 0, fails: 0 };
  const wrong = fc.sample(cases, { seed, numRuns: count }).flatMap(({ scene, damage, ...tests }, index) => {
    const path = written(index, scene, tests, damage);
    const told = run('promtool', ['test', 'rules', path]);
    const verdict = told.status === 0 ? 'passes' : 'fails';
    figures[verdict]++;
    const { status, stdout, stderr } = runTests([path]);
    // What cannot be read fails in promtool, and ends with 2 here.
    if ((status === 0) === (verdict === 'passes')) return [];
    return [
      `${told.out}\n${status} ${stdout}${stderr}\n${readFileSync(path, 'utf8')}${readFileSync(join(path, '..', 'rules.yaml'), 'utf8')}`,
    ];
  });
  console.info(figures);
  expect(wrong.slice(0, 2)).toEqual([]);
  expect(wrong.length).toBe(0);
  expect(Math.min(figures.passes, figures.fails)).toBeGreaterThan(count / 10);
});
