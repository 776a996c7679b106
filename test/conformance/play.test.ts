import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { stateAt } from '../../lib/analysis/play/play';
import { type PlayedGroups, playGroups } from '../../lib/analysis/play/play-groups';
import type { PlayableGroup } from '../../lib/analysis/play/playable';
import { type PromDuration, secondsOf } from '../../lib/model/duration';
import { parseHistory, parseSeriesName } from '../../lib/promql/evaluate/storage/notation';
import { parse } from '../../lib/promql/parse';
import { typeOf } from '../../lib/promql/types';
import { toYaml } from '../../lib/yaml/write';
import { type Scene, scenes } from './play-arbitraries';
import { program } from './programs';

const seed = 20_260_926;
const count = process.env.VIGIE_ALL === '1' ? 2000 : 400;
const folder = mkdtempSync(join(tmpdir(), 'vigie-play-'));
afterAll(() => rmSync(folder, { recursive: true }));

const externalLabels = { cluster: 'eu' };

function groupsOf({ groups }: Scene): PlayableGroup[] {
  return groups.map(({ limit, rules }) => ({
    limit,
    rules: rules.map(({ alert, record, expr, for: pending, keep_firing_for: keepFiringFor, labels = {}, annotations = {} }) => ({
      kind: alert === undefined ? 'recording' : 'alert',
      name: (alert ?? record)!,
      query: parse(expr),
      for: pending as PromDuration | undefined,
      keepFiringFor: keepFiringFor as PromDuration | undefined,
      labels,
      annotations,
    })),
  }));
}

function played(scene: Scene, minutes: number): PlayedGroups {
  const input = scene.series.map(([name, history]) => {
    const labels = parseSeriesName(name);
    const values = parseHistory(history);
    if ('code' in labels || 'code' in values) throw new Error(name);
    return { labels, values };
  });
  return playGroups(groupsOf(scene), {
    input,
    sampleInterval: secondsOf(scene.sampleInterval as PromDuration) * 1000,
    interval: secondsOf(scene.interval as PromDuration) * 1000,
    start: 0,
    end: minutes * 60_000,
    externalLabels,
    externalUrl: '',
    writesAlerts: true,
  });
}

/** What our play says fires, as promtool's tests expect it. */
function expectations(scene: Scene) {
  const names = [...new Set(scene.groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? [])))];
  return scene.times.flatMap((minutes) => {
    const { firing } = stateAt(played(scene, minutes));
    return names.map((alertname) => ({
      eval_time: `${minutes}m`,
      alertname,
      exp_alerts: firing
        .filter(({ labels }) => labels.alertname === alertname)
        .map(({ labels: { alertname: _, ...labels }, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
    }));
  });
}

/** What promtool says of each test file, all in one run. */
function verdictsOf(paths: readonly string[]): { readonly passes: boolean; readonly told: string }[] {
  const report = join(folder, 'junit.xml');
  spawnSync(program('promtool'), ['test', 'rules', `--junit=${report}`, ...paths], { stdio: 'ignore' });
  const suites = readFileSync(report, 'utf8').split('<testsuite ').slice(1);
  return paths.map((path) => {
    const told = suites.find((suite) => suite.startsWith(`name="${path}"`));
    if (told === undefined) throw new Error(`promtool does not tell of ${path}`);
    return { passes: !/<(failure|error)\b/.test(told), told };
  });
}

/** promtool refuses rules that return a range, and without an alert in a test it evaluates nothing. */
const isPlayable = ({ groups }: Scene): boolean => {
  const rules = groups.flatMap((group) => group.rules);
  const queries = rules.map(({ expr }) => parse(expr));
  const areValid = queries.every(({ expr, diagnostics }) => expr !== undefined && diagnostics.length === 0 && typeOf(expr) !== 'matrix');
  return areValid && rules.some(({ alert }) => alert !== undefined);
};

/** Of a template that fails, Prometheus and we say so in different words. */
const noTemplateFails = (tests: ReturnType<typeof expectations>): boolean => !JSON.stringify(tests).includes('<error expanding');

test('alerts fire when they do in promtool, with the same labels and annotations', () => {
  const all = fc.sample(scenes.filter(isPlayable), { seed, numRuns: count });
  let [fires, failing] = [0, 0];
  const files = all.flatMap((scene, index) => {
    const lastMinutes = scene.times[scene.times.length - 1]!;
    const { faults } = played(scene, lastMinutes);
    const tests = expectations(scene);
    if (!noTemplateFails(tests)) return [];
    fires += tests.filter(({ exp_alerts }) => exp_alerts.length > 0).length;
    if (faults.length > 0) failing++;
    const path = join(folder, String(index));
    mkdirSync(path);
    writeFileSync(join(path, 'rules.yaml'), toYaml({ groups: scene.groups.map((group, at) => ({ name: `g${at}`, ...group })) }));
    const series = scene.series.map(([name, values]) => ({ series: name, values }));
    const file = {
      rule_files: ['rules.yaml'],
      evaluation_interval: scene.interval,
      group_eval_order: scene.groups.map((_, at) => `g${at}`),
      tests: [{ interval: scene.sampleInterval, input_series: series, external_labels: externalLabels, alert_rule_test: tests }],
    };
    writeFileSync(join(path, 'test.yaml'), toYaml(file));
    return [{ path, fails: faults.length > 0 }];
  });
  const verdicts = verdictsOf(files.map(({ path }) => join(path, 'test.yaml')));
  const wrong = files.flatMap(({ path, fails }, index) => {
    const { passes, told } = verdicts[index]!;
    if (passes !== fails) return [];
    const rules = ['rules.yaml', 'test.yaml'].map((name) => readFileSync(join(path, name), 'utf8')).join('');
    return [`${told}\nwe ${fails ? 'fail' : 'do not fail'}\n${rules}`];
  });
  console.info({ files: files.length, fires, failing });
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(wrong.length).toBe(0);
  expect(fires).toBeGreaterThan(files.length / 2);
});
