import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import type { Asset } from '../../lib/compile/prometheus/assets';
import { normalise } from '../compile/prometheus/normalise';
import { builtOracle } from '../conformance/oracle';
import { figuresOf, megabytes, milliseconds, times } from './figures';
import { credentials, writeMonitors } from './monitors';
import { type Cost, costOf } from './processes';

export const compilingHeading = ['', 'wall', 'processor', 'memory'];

const counts = [1000, 10_000];

/** Rows of a table: what `vigie compile` takes for many ServiceMonitors, and what prometheus-operator's generator takes for the same. */
export async function compiling(scratch: string, rounds: number): Promise<readonly (readonly string[])[]> {
  const hasGo = spawnSync('go', ['version']).status === 0;
  if (!hasGo) console.log("go is not installed: prometheus-operator's generator is left out");
  const oracle = hasGo ? builtOracle('operator-oracle') : undefined;
  const rows: (readonly string[])[] = [];
  const medians = new Map<string, Cost>();
  for (const count of counts) {
    const input = join(scratch, `monitors-${count}`);
    const [ours, theirs] = [join(scratch, `vigie-${count}`), join(scratch, `operator-${count}`)];
    writeMonitors(input, count);
    const commands = [
      { name: 'vigie compile', argv: [process.execPath, 'scripts/run.mjs', 'lib/cli/main.ts', 'compile', input, '--out', ours] as const },
      ...(oracle === undefined ? [] : [{ name: 'prometheus-operator', argv: [oracle, 'compile', input, theirs] as const }]),
    ];
    const costs = commands.map((): Cost[] => []);
    for (const command of commands) await costOf({ ...command, argv: [...command.argv] });
    for (let round = 0; round < rounds; round++)
      for (const [index, command] of commands.entries()) costs[index]!.push(await costOf({ ...command, argv: [...command.argv] }));
    commands.forEach(({ name }, index) => {
      const cost = medianOf(costs[index]!);
      medians.set(`${name} ${count}`, cost);
      rows.push([`${name}, ${count.toLocaleString('en')}`, milliseconds(cost.wall), milliseconds(cost.processor), megabytes(cost.peak)]);
    });
    if (oracle === undefined) continue;
    assertEqual(ours, theirs);
    rows.push(ratio('  the operator to vigie', medians.get(`prometheus-operator ${count}`)!, medians.get(`vigie compile ${count}`)!));
  }
  const names = [...new Set([...medians.keys()].map((key) => key.replace(/ \d+$/, '')))];
  for (const name of names)
    rows.push(ratio(`growth of ${name}`, medians.get(`${name} ${counts[1]}`)!, medians.get(`${name} ${counts[0]}`)!));
  return rows;
}

function medianOf(costs: readonly Cost[]): Cost {
  const of = (part: keyof Cost) => figuresOf(costs.map((cost) => cost[part])).median;
  return { wall: of('wall'), processor: of('processor'), peak: of('peak') };
}

const ratio = (name: string, a: Cost, b: Cost): readonly string[] => [
  name,
  times(a.wall / b.wall),
  times(a.processor / b.processor),
  times(a.peak / b.peak),
];

/** A comparison of two programs is one only where both do the same. */
function assertEqual(ours: string, theirs: string): void {
  const read = (folder: string) => load(readFileSync(join(folder, 'prometheus.yaml'), 'utf8'));
  const assets = readFileSync(join(ours, 'assets.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line): Asset => {
      const [, from, namespace, name, key, path] = /^(Secret|ConfigMap) ([^/]+)\/(\S+) (\S+) -> (\S+)$/.exec(line)!;
      return { kind: 'file', from: from as 'Secret', namespace: namespace!, name: name!, key: key!, path: path! };
    });
  const known = { assets, text: ({ key }: Asset) => credentials[key] };
  if (!isDeepStrictEqual(normalise(read(ours), known), normalise(read(theirs), known))) throw new Error(`${ours} and ${theirs} differ`);
}
