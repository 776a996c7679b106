import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry, CatalogFile } from '../../lib/catalog/source';
import { type Family, familiesOf } from '../../lib/model/exposition';
import type { MetricType } from '../../lib/model/metric';
import { withKit } from '../../scripts/catalog/kit';
import type { Program } from '../../scripts/catalog/program';
import { programs } from '../../scripts/catalog/programs';

/** What the real program said of its catalogue. */
export interface CatalogResult {
  /** The folder below lib/catalog. */
  readonly name: string;
  /** Metrics that the catalogue marks as exposed by the real program, but for those that this machine lacks; and how many of them it exposed again. */
  readonly live: number;
  readonly found: number;
  /** Known from documents only: counted, and proved by nothing here. */
  readonly documented: number;
  /** Differences, each with the metric and what is; none where the catalogue holds. */
  readonly wrong: readonly string[];
  /** Why the program was not run, so that its catalogue is neither proved nor refuted here. */
  readonly notRun?: string;
}

/** Runs the real programs and compares what they expose with lib/catalog: all of them, or those named. */
export async function checkCatalogs(names: readonly string[] = []): Promise<CatalogResult[]> {
  const results: CatalogResult[] = [];
  for (const program of programs) if (names.length === 0 || names.includes(program.name)) results.push(await check(program));
  return results;
}

const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const satisfies readonly MetricType[];

async function check(program: Program): Promise<CatalogResult> {
  const file = JSON.parse(readFileSync(join('lib', 'catalog', program.name, 'metrics.json'), 'utf8')) as CatalogFile;
  const listed = new Map(types.flatMap((type) => Object.entries(file[type]).map(([name, entry]) => [name, { type, entry }] as const)));
  const live = [...listed].filter(([, { entry }]) => entry.from.includes('live')).map(([name]) => name);
  const counts = { name: program.name, live: live.length, documented: listed.size - live.length };
  const missing = program.live?.needs.filter((path) => !existsSync(path)) ?? [];
  if (!program.live) return { ...counts, found: 0, wrong: [], notRun: 'its catalogue is made from documents' };
  if (missing.length)
    return {
      ...counts,
      found: 0,
      wrong: [],
      notRun: `${missing.join(', ')} not here: run the build.sh of control-plane and of catalog/tools`,
    };

  const pages = await withKit((kit) => program.live!.pages(kit));
  const exposed = new Set<string>();
  const wrong = new Set<string>();
  for (const { text } of pages)
    for (const family of familiesOf(text)) {
      exposed.add(family.name);
      const known = listed.get(family.name);
      const mayBeUnlisted = program.occasional?.test(family.name) || file.open.some((beginning) => family.name.startsWith(beginning));
      if (known) for (const difference of differences(family, known.type, known.entry)) wrong.add(difference);
      else if (!mayBeUnlisted) wrong.add(`${family.name}: exposed, and not in the catalogue`);
    }
  const asked = live.filter((name) => exposed.has(name) || !program.byMachine?.test(name));
  for (const name of asked) if (!exposed.has(name)) wrong.add(`${name}: in the catalogue as exposed, and not exposed now`);
  return { ...counts, live: asked.length, found: asked.filter((name) => exposed.has(name)).length, wrong: [...wrong].sort() };
}

function* differences({ name, type, labels, values, buckets }: Family, known: MetricType, entry: CatalogEntry): Generator<string> {
  if (type !== known) yield `${name}: a ${type}, and in the catalogue a ${known}`;
  const open = entry.openLabels ?? [];
  for (const label of labels)
    if (!entry.labels.includes(label) && !open.some((beginning) => label.startsWith(beginning)))
      yield `${name}: has the label ${label}, which the catalogue does not have`;
  for (const [label, closed] of Object.entries(entry.labelValues ?? {}))
    for (const value of values[label] ?? [])
      if (!closed.includes(value)) yield `${name}: ${label} is ${value}, which the catalogue does not have`;
  if (entry.buckets && buckets && JSON.stringify(entry.buckets) !== JSON.stringify(buckets))
    yield `${name}: its buckets are ${buckets.join(', ')}`;
}
