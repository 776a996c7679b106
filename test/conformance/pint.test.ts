import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../lib';
import { runCheck } from '../../lib/cli/check/check';
import { program } from './programs';
import { sharedData } from './shared/data';

/** A problem that pint reports: the lines are those of the rule, or of its expression. */
interface Problem {
  readonly path: string;
  readonly reporter: string;
  readonly problem: string;
  readonly lines: readonly number[];
}

/** What both find, and what it is called here. */
const sameProblems: Readonly<Record<string, readonly string[]>> = {
  'promql/syntax: PromQL syntax error': ['promql-syntax'],
  'alerts/template: template uses non-existent label': ['template-label'],
  'alerts/template: template parsing error': ['template-syntax'],
  'alerts/comparison: always firing alert': ['alert-condition'],
  'alerts/for: invalid duration': ['rule-fields'],
  'promql/impossible: impossible label': ['unknown-label', 'impossible-match'],
  'promql/regexp: unnecessary negative wildcard regexp': ['impossible-selector'],
  'rule/duplicate: duplicated rule': ['duplicate-name'],
};

/** What pint reports and is not reported here, and why. */
const disagreements: readonly { readonly problem: string; readonly file?: string; readonly reason: string }[] = [
  {
    problem: 'promql/impossible: impossible label',
    file: 'kubernetesControlPlane-prometheusRule.yaml',
    reason:
      'sum by (cluster) (x or vector(0)): where series have no label cluster, as in one cluster, the group of vector(0) is that of all others and the fallback works',
  },
  {
    problem: 'promql/impossible: redundant label',
    reason:
      'group_left(owner_kind) replaces the owner of a pod by the owner of its ReplicaSet: the label is there before, and shall be another one after',
  },
  {
    problem: 'alerts/comparison: always firing alert',
    file: 'kubePrometheus-prometheusRule.yaml',
    reason: 'Watchdog is vector(1): it shall always fire',
  },
  {
    problem: 'promql/fragile: fragile query',
    reason:
      'topk by (...) (1, max without (instance, job, type) (...)) takes one of the copies that several kube-state-metrics give: they differ in no label any more',
  },
  {
    problem: 'promql/nan: unsafe division in aggregation',
    reason: 'the divisor is all requests of an API server, which its own cluster asks all the time',
  },
  {
    problem: 'promql/regexp: unnecessary wildcard regexp',
    reason: 'a matcher that takes everything changes nothing: generated rules have one where their configuration leaves nothing out',
  },
  { problem: 'promql/regexp: redundant regexp', reason: '!~"" takes what !="" takes' },
  { problem: 'alerts/for: redundant field with default value', reason: 'for: 0s says that the alert does not wait' },
];

/** Why pint, without a Prometheus to ask, cannot see what these checks find. */
const pintCannotSee: Readonly<Record<string, string>> = {
  'unknown-metric':
    'which series exist it asks a Prometheus; here the rules that would record them, and the programs that are scraped, are read',
  'unknown-label': 'which labels a series has it asks a Prometheus',
  'template-label': 'it follows labels through one expression, not through the recorded series that it reads',
};

const root = join(__dirname, '../..');

const folders: readonly (readonly [string, () => string])[] = [
  ['kube-prometheus', () => sharedData('kube-prometheus-manifests')],
  ['dist/operator', () => join(root, 'dist/operator')],
];

function rulesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .filter((file) => readFileSync(file, 'utf8').includes('kind: PrometheusRule'));
}

describe.each(folders)('pint and vigie check over the rules of %s', (title, source) => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-pint-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let problems: readonly Problem[];
  let findings: readonly Finding[];
  beforeAll(() => {
    for (const file of rulesIn(source())) copyFileSync(file, join(folder, file.replace(/.*\//, '')));
    // Relaxed, it finds the rules inside of Kubernetes objects, and its lines are those of the file.
    writeFileSync(join(folder, '.pint.hcl'), 'parser { relaxed = [".*"] }\n');
    const { stderr } = spawnSync(
      program('pint'),
      ['--offline', '--no-color', '--show-duplicates', '-l', 'ERROR', 'lint', '--min-severity', 'info', '--json', 'problems.json', '.'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (!existsSync(join(folder, 'problems.json'))) throw new Error(stderr);
    problems = JSON.parse(readFileSync(join(folder, 'problems.json'), 'utf8')) as Problem[];
    rmSync(join(folder, 'problems.json'));
    findings = (JSON.parse(runCheck([folder, '--format', 'json']).stdout) as Finding[]).filter(({ severity }) => severity !== 'info');
  });
  const nameOf = ({ reporter, problem }: Problem): string => `${reporter}: ${problem}`;
  const isIn = (problem: Problem, finding: Finding): boolean =>
    finding.file === join(folder, problem.path) && [finding, ...(finding.also ?? [])].some(({ line }) => problem.lines.includes(line!));
  const isSame = (problem: Problem, finding: Finding): boolean =>
    (sameProblems[nameOf(problem)] ?? []).includes(finding.check) && isIn(problem, finding);
  const excused = (problem: Problem) =>
    disagreements.filter(({ problem: name, file }) => name === nameOf(problem) && (file === undefined || file === problem.path));

  test('there is something to compare', () => expect(rulesIn(source()).length).toBeGreaterThan(0));

  test('what pint reports is found in the same lines, or not agreed with for a reason', () => {
    const missed = problems.filter((problem) => !findings.some((finding) => isSame(problem, finding)) && excused(problem).length === 0);
    expect(missed).toEqual([]);
  });

  test('what is found and pint does not report needs what pint has not', () => {
    const unexplained = findings.filter(
      (finding) => !problems.some((problem) => isSame(problem, finding)) && pintCannotSee[finding.check] === undefined,
    );
    expect(unexplained).toEqual([]);
  });

  if (title === 'kube-prometheus') {
    test('both find the five templates with a label that is not there', () => {
      expect(
        problems.filter(
          (problem) =>
            nameOf(problem) === 'alerts/template: template uses non-existent label' && findings.some((finding) => isSame(problem, finding)),
        ),
      ).toHaveLength(5);
    });
    test('each disagreement is about something that pint still reports', () => {
      const used = new Set(problems.flatMap(excused));
      expect(disagreements.filter((each) => !used.has(each))).toEqual([]);
    });
  }
});

test('both refuse the same mistakes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-pint-'));
  const rule = (name: string, text: string) =>
    `  - alert: ${name}\n${text
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')}\n`;
  const good = 'labels: {severity: warning}\nannotations: {summary: s, runbook_url: r}';
  const mistakes: Readonly<Record<string, string>> = {
    Syntax: `expr: sum(up\nfor: 5m\n${good}`,
    Template: `expr: sum by (job) (up) == 0\nfor: 5m\n${good.replace('summary: s', "summary: '{{ $labels.pod }}'")}`,
    TemplateSyntax: `expr: up == 0\nfor: 5m\n${good.replace('summary: s', "summary: '{{ $labels.pod'")}`,
    Always: `expr: sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))\nfor: 5m\n${good}`,
    Label: `expr: sum by (pod) (sum by (job) (up)) == 0\nfor: 5m\n${good}`,
    Refuses: `expr: up{job!~".*"} == 0\nfor: 5m\n${good}`,
  };
  const text = `groups:\n- name: g\n  rules:\n${Object.entries(mistakes)
    .map(([name, lines]) => rule(name, lines))
    .join('')}`;
  try {
    writeFileSync(join(folder, 'rules.yaml'), text);
    writeFileSync(join(folder, '.pint.hcl'), '');
    spawnSync(program('pint'), ['--offline', '-l', 'ERROR', 'lint', '--min-severity', 'info', '--json', 'problems.json', 'rules.yaml'], {
      cwd: folder,
    });
    const problems = JSON.parse(readFileSync(join(folder, 'problems.json'), 'utf8')) as Problem[];
    const findings = JSON.parse(runCheck([join(folder, 'rules.yaml'), '--format', 'json']).stdout) as Finding[];
    const ruleAt = (line: number) =>
      /alert: (\w+)/.exec(
        text
          .split('\n')
          .slice(0, line)
          .findLast((each) => each.includes('alert:'))!,
      )![1]!;
    const ofPint = new Set(problems.map(({ lines }) => ruleAt(lines.at(-1)!)));
    const ours = new Set(findings.filter(({ check: name }) => name !== 'missing-annotation').map(({ line }) => ruleAt(line!)));
    for (const name of Object.keys(mistakes)) expect([name, ofPint.has(name), ours.has(name)]).toEqual([name, true, true]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
