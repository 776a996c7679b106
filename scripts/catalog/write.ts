import type { MetricType } from '../../lib/model/metric';
import type { CatalogEntry } from '../../lib/catalog/source';
import { familiesOf } from './exposition';
import type { Documented, Page, Program } from './program';

/** An entry with its metric's name and type, before it is written. */
export interface Entry extends CatalogEntry {
  readonly name: string;
  readonly type: MetricType;
}

/** All that is known of a program's metrics: what it exposed, and what is written about it. */
export function entriesOf(program: Program, pages: readonly Page[], documented: readonly Documented[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { text, when } of pages)
    for (const family of familiesOf(text)) {
      const known = entries.get(family.name);
      entries.set(family.name, {
        name: family.name,
        type: known?.type ?? family.type,
        labels: union(known?.labels, family.labels),
        help: known?.help || family.help,
        buckets: known ? (same(known.buckets, family.buckets) ? known.buckets : undefined) : family.buckets,
        bare: known ? (known.bare && family.bare) : family.bare,
        when: known ? known.when : when,
        from: ['live'],
      });
    }
  for (const { name, type, ...metric } of documented) {
    const known = entries.get(name);
    entries.set(name, known
      ? { ...known, ...(metric.openLabels && { openLabels: metric.openLabels }), ...(metric.labelValues && { labelValues: metric.labelValues }),
        labels: union(known.labels, metric.labels), help: known.help || metric.help, when: metric.when ?? known.when, from: ['live', 'doc'] }
      : { name, type, ...metric, labels: metric.labels ?? [], openLabels: metric.labels ? metric.openLabels : [''], from: ['doc'] });
  }
  for (const [name, labelValues] of Object.entries(program.labelValues ?? {})) entries.set(name, { ...entries.get(name)!, labelValues });
  for (const [name, openLabels] of Object.entries(program.openLabels ?? {})) {
    const entry = entries.get(name)!;
    entries.set(name, { ...entry, openLabels, labels: entry.labels.filter((label) => !openLabels.some((open) => label.startsWith(open))) });
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const union = (a: readonly string[] = [], b: readonly string[] = []): string[] => [...new Set([...a, ...b])].sort();
const same = (a?: readonly number[], b?: readonly number[]): boolean => JSON.stringify(a) === JSON.stringify(b);

const types: readonly MetricType[] = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/** The text of metrics.json: one metric per line, sorted, the types in a fixed order. */
export function catalogText(program: Program, entries: readonly Entry[]): string {
  const head = {
    program: program.program,
    version: program.version,
    sources: { live: program.live?.source, doc: program.doc?.source },
    open: [...(program.open ?? [])].sort(),
  };
  const groups = types.map((type) => {
    const lines = entries.filter((entry) => entry.type === type).map((entry) => `    ${JSON.stringify(entry.name)}: ${line(entry)}`);
    return `  "${type}": {${lines.length ? `\n${lines.join(',\n')}\n  ` : ''}}`;
  });
  const top = Object.entries(head).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  return `{\n${[...top, ...groups].join(',\n')}\n}\n`;
}

/** The keys in one order, those that say nothing left out. */
function line({ labels, openLabels, help, labelValues, buckets, bare, when, from }: Entry): string {
  return JSON.stringify({ labels, openLabels: openLabels?.length ? openLabels : undefined, help, labelValues, buckets, bare, when, from });
}
