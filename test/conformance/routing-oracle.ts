// Alertmanager's own code is asked what it makes of random matchers, route trees, inhibition rules and time intervals; so is
// lib/alertmanager. Run alone: node scripts/run.mjs test/conformance/routing-oracle.ts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import type { AlertmanagerConfiguration, TimeIntervalSpec } from '../../lib/alertmanager/configuration';
import { inhibitionsOf } from '../../lib/alertmanager/inhibition';
import { type AlertLabels, type AlertMatcher, accepts } from '../../lib/alertmanager/matcher';
import { parseMatchers } from '../../lib/alertmanager/matcher-parser';
import { configurationProblems } from '../../lib/alertmanager/problems';
import { readConfiguration } from '../../lib/alertmanager/read';
import { timeIntervalProblems } from '../../lib/alertmanager/time-intervals';
import { routeTree } from '../../lib/alertmanager/tree';
import { isInhibited, matchRoutes } from '../support/routes';
import { runs } from '../support/runs';
import { document } from './configuration-arbitraries';
import { type Oracle, startOracle, tools } from './oracle';
import { configuration, labelSet, matcherText, timeInterval, values } from './routing-arbitraries';

interface Question {
  readonly Matchers?: string;
  readonly Values?: readonly string[];
  readonly Config?: string;
  readonly Labels?: readonly AlertLabels[];
  readonly Interval?: string;
  readonly Instants?: readonly number[];
}
interface Answer {
  readonly Error?: string;
  readonly Matchers?: readonly {
    readonly Name: string;
    readonly Op: string;
    readonly Value: string;
    readonly Accepts: readonly boolean[];
  }[];
  readonly Hits?: readonly (readonly {
    readonly Receiver: string;
    readonly GroupBy: readonly string[];
    readonly GroupWait: string;
    readonly GroupInterval: string;
    readonly RepeatInterval: string;
    readonly Labels: AlertLabels;
  }[])[];
  readonly Inhibited?: readonly boolean[];
}
type Alertmanager = Oracle<Question, Answer>;

let compared = 0;
/** Why Alertmanager refused the last document. */
let reason = '';

/** Asks both about `few` random questions; a disagreement is shrunk and thrown. */
async function compare<T>(
  what: string,
  few: number,
  arbitrary: fc.Arbitrary<T>,
  theirs: (input: T) => Promise<unknown>,
  ours: (input: T) => unknown,
): Promise<void> {
  const before = compared;
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(arbitrary, async (input) => {
      const expected = await theirs(input);
      if (expected === 'refused') refusals++;
      const [left, right] = [JSON.stringify(ours(input)), JSON.stringify(expected)];
      if (left !== right) throw new Error(`${JSON.stringify(input)}\n  ours   ${left}\n  theirs ${right} ${reason}`);
      compared++;
    }),
    { seed: 20260810, numRuns: runs(few) },
  );
  console.log(`${what}: ${compared - before} agree, ${refusals} of them refused by both`);
}

const described = (matchers: readonly AlertMatcher[] | undefined) =>
  matchers?.map((matcher) => [matcher.name, matcher.op, matcher.value, values.map((value) => accepts(matcher, value))]) ?? 'refused';
const theirMatchers = ({ Error: error, Matchers: matchers = [] }: Answer) =>
  error !== undefined ? 'refused' : matchers.map(({ Name, Op, Value, Accepts }) => [Name, Op, Value, Accepts]);

async function compareMatchers(alertmanager: Alertmanager): Promise<void> {
  await compare(
    'matchers',
    10_000,
    matcherText,
    async (text) => theirMatchers(await alertmanager.ask({ Matchers: text, Values: values })),
    (text) => described(parseMatchers(text).matchers),
  );
}

const sorted = (labels: AlertLabels) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

async function compareRoutes(alertmanager: Alertmanager): Promise<void> {
  await compare(
    'route trees and inhibition rules, with 8 label sets each',
    3_000,
    fc.tuple(configuration, fc.array(labelSet, { minLength: 8, maxLength: 8 })),
    async ([config, alerts]) => {
      const answer = await alertmanager.ask({ Config: dump(config), Labels: alerts });
      if (answer.Error !== undefined) return 'refused';
      return [
        answer.Hits!.map((hits) =>
          hits.map((hit) => [hit.Receiver, hit.GroupBy, hit.GroupWait, hit.GroupInterval, hit.RepeatInterval, sorted(hit.Labels)]),
        ),
        answer.Inhibited,
      ];
    },
    ([config, alerts]) => {
      if (routeTree(config).problems.length > 0 || inhibitionsOf(config).some(({ problems }) => problems.length > 0)) return 'refused';
      return [
        alerts.map((labels) =>
          matchRoutes(config, labels).map((hit) => [
            hit.receiver,
            [...hit.group_by].sort(),
            hit.group_wait,
            hit.group_interval,
            hit.repeat_interval,
            sorted(hit.labels),
          ]),
        ),
        alerts.map((labels) => isInhibited(config, labels, alerts)),
      ];
    },
  );
}

async function compareIntervals(alertmanager: Alertmanager): Promise<void> {
  await compare(
    'time intervals',
    5_000,
    timeInterval,
    async (interval) => ((await alertmanager.ask({ Interval: dump(interval), Instants: [] })).Error !== undefined ? 'refused' : 'taken'),
    (interval: TimeIntervalSpec) => (timeIntervalProblems(interval).length > 0 ? 'refused' : 'taken'),
  );
}

/** Whether Alertmanager takes a file at all. */
async function compareProblems(alertmanager: Alertmanager): Promise<void> {
  await compare(
    'configuration files',
    20_000,
    document,
    async (file) => {
      reason = (await alertmanager.ask({ Config: dump(file), Labels: [] })).Error ?? '';
      return reason === '' ? 'taken' : 'refused';
    },
    (file) => {
      const { config, problems } = readConfiguration(JSON.parse(JSON.stringify(file)));
      return problems.length + configurationProblems(config).length === 0 ? 'taken' : 'refused';
    },
  );
}

/** A few hundred of the same through amtool itself, one process each. */
async function compareAmtool(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-routing-'));
  const file = join(folder, 'alertmanager.yml');
  const amtool = (config: AlertmanagerConfiguration, labels: AlertLabels): string => {
    writeFileSync(file, dump(config));
    try {
      return execFileSync(
        join(tools, 'bin', 'amtool'),
        ['config', 'routes', 'test', `--config.file=${file}`, ...Object.entries(labels).map(([name, value]) => `${name}=${value}`)],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      )
        .trim()
        .split('\n')
        .at(-1)!; // warnings come first
    } catch {
      return 'refused';
    }
  };
  await compare(
    'amtool config routes test',
    300,
    fc.tuple(configuration, labelSet),
    async ([config, labels]) => amtool(config, labels),
    ([config, labels]) =>
      routeTree(config).problems.length > 0 || inhibitionsOf(config).some(({ problems }) => problems.length > 0)
        ? 'refused'
        : matchRoutes(config, labels)
            .map((hit) => hit.receiver)
            .join(','),
  );
  rmSync(folder, { recursive: true });
}

export async function routingOracle(): Promise<void> {
  const alertmanager: Alertmanager = startOracle('routing-oracle');
  try {
    await compareMatchers(alertmanager);
    await compareRoutes(alertmanager);
    await compareIntervals(alertmanager);
    await compareProblems(alertmanager);
    await compareAmtool();
    console.log(`routing oracle: ${compared} comparisons, no disagreement`);
  } finally {
    alertmanager.stop();
  }
}

if (process.argv[1]?.endsWith('routing-oracle.ts')) {
  routingOracle().catch((error: Error) => {
    console.error(error.message, error.cause);
    process.exitCode = 1;
  });
}
