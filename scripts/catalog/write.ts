import type { CatalogEntry } from '../../lib/catalog/source';
import { familiesOf } from '../../lib/model/exposition';
import type { MetricType } from '../../lib/model/metric';
import type { Documented, Page, Program } from './program';

/** An entry with its metric's name and type, before it is written. */
export interface Entry extends CatalogEntry {
  readonly name: string;
  readonly type: MetricType;
}

/** All that is known of a program's metrics: what it exposed, and what is written about it. */
export function entriesOf(program: Program, pages: readonly Page[], documented: readonly Documented[]): Entry[] {
  const entries = new Map<string, Entry>();
  const seen = new Map<string, Set<string>>(); // values by metric and label
  for (const { text, when } of pages)
    for (const family of familiesOf(text)) {
      if (program.occasional?.test(family.name)) continue;
      const known = entries.get(family.name);
      entries.set(family.name, {
        name: family.name,
        type: known?.type ?? family.type,
        labels: union(known?.labels, family.labels),
        help: known?.help || family.help,
        buckets: known ? (same(known.buckets, family.buckets) ? known.buckets : undefined) : family.buckets,
        bare: known ? known.bare && family.bare : family.bare,
        when: known ? known.when : when,
        from: ['live'],
      });
      for (const [label, values] of Object.entries(family.values)) {
        const key = `${family.name} ${label}`;
        seen.set(key, new Set([...(seen.get(key) ?? []), ...values]));
      }
    }
  /** A list of values that the program itself goes beyond is not closed. */
  const closed = (name: string, lists: Documented['labelValues'] = {}): Documented['labelValues'] =>
    Object.fromEntries(
      Object.entries(lists).filter(([label, values]) => [...(seen.get(`${name} ${label}`) ?? [])].every((value) => values.includes(value))),
    );
  for (const { name, type, ...metric } of documented) {
    const known = entries.get(name);
    const labelValues = closed(name, metric.labelValues);
    entries.set(
      name,
      known
        ? {
            ...known,
            labels: union(known.labels, metric.labels),
            openLabels: metric.openLabels,
            labelValues,
            help: known.help || metric.help,
            when: known.when ?? metric.when,
            from: ['live', 'doc'],
          }
        : {
            name,
            type,
            ...metric,
            labels: union(metric.labels),
            openLabels: metric.labels ? metric.openLabels : [''],
            labelValues,
            from: ['doc'],
          },
    );
  }
  for (const [name, labelValues] of Object.entries(program.labelValues ?? {})) {
    const entry = entries.get(name);
    if (!entry || Object.keys(closed(name, labelValues)!).length < Object.keys(labelValues).length)
      throw new Error(`${program.name}: ${name} does not have ${JSON.stringify(labelValues)}: correct the list in its program`);
    entries.set(name, { ...entry, labelValues });
  }
  for (const [name, openLabels] of Object.entries(program.openLabels ?? {})) {
    const entry = entries.get(name);
    if (!entry) throw new Error(`${program.name}: there is no ${name}: correct openLabels in its program`);
    entries.set(name, { ...entry, openLabels });
  }
  const known = [...entries.values()].map((entry) => ({
    ...entry,
    labels: entry.labels.filter((label) => !entry.openLabels?.some((beginning) => beginning !== '' && label.startsWith(beginning))),
  }));
  return known.sort((a, b) => (a.name < b.name ? -1 : 1));
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
  return JSON.stringify({
    labels,
    openLabels: openLabels?.length ? openLabels : undefined,
    help,
    labelValues: labelValues && Object.keys(labelValues).length ? labelValues : undefined,
    buckets,
    bare,
    when,
    from,
  });
}
