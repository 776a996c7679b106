import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { judgedPod } from '../../lib/analysis/pod-security/pod';
import { podPoliciesOf } from '../../lib/analysis/pod-security/policies';
import { podOf } from '../../lib/analysis/pods';
import { runs } from '../support/runs';
import { enforcements, pods } from './pod-arbitraries';
import { program } from './programs';

const oracle = program('pod-security-oracle');

beforeAll(() => {
  execFileSync('go', ['build', '-trimpath', '-o', oracle, join(__dirname, 'pod-security-oracle', 'main.go')], {
    cwd: join(__dirname, 'control-plane', 'mods', 'kubernetes'),
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});

/** A policy of `restricted` that takes the place of one of the baseline often says the same. */
const called = (id: string): string => id.replace(/_(baseline|restricted)$/, '');

describe('Pod Security', () => {
  test('a pod breaks the policies that the API server says it breaks, in every version', () => {
    const questions = fc.sample(fc.tuple(pods, enforcements), { numRuns: runs(5000), seed: 20_260_810 });
    const input = questions.map(([pod, { level, version }]) => JSON.stringify({ level, version, pod })).join('\n');
    const answers = execFileSync(oracle, { input, maxBuffer: 2 ** 30 })
      .toString()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as string[]).map(called).sort());
    expect(answers.length).toBe(questions.length);
    const wrong = questions.flatMap(([pod, { level, version }], index) => {
      const object = JSON.parse(JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...pod })) as Parameters<typeof podOf>[0]['object'];
      const judged = judgedPod(podOf({ object, place: {} })!);
      const minor = version === 'latest' ? Infinity : Number(version.slice(3));
      const ours = podPoliciesOf(level, minor)
        .filter(({ broken }) => broken(judged, minor) !== undefined)
        .map(({ id }) => called(id))
        .sort();
      return JSON.stringify(ours) === JSON.stringify(answers[index]) ? [] : [{ level, version, object, ours, theirs: answers[index] }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(answers.filter((broken) => broken.length === 0).length).toBeGreaterThan(10);
  });
});
