import type { Expr } from '../promql/ast';
import { selectorsOf } from '../promql/walk';
import type { Recording } from './rule';

export interface OrderedRecordings {
  /** Each one after those that it reads, so that it reads what they record at the same instant; else by name. */
  readonly recordings: readonly Recording[];
  /** The names of recordings that read each other, in a circle. */
  readonly circles: readonly (readonly string[])[];
}

/** The recordings of one group in the order in which Prometheus is to evaluate them. */
export function ordered(recordings: readonly Recording[]): OrderedRecordings {
  const byName = new Map<string, Recording[]>();
  for (const one of [...recordings].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  }
  const done = new Set<string>();
  const result: Recording[] = [];
  const circles: (readonly string[])[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    if (done.has(name)) return;
    const start = above.indexOf(name);
    if (start >= 0) {
      circles.push(above.slice(start));
      return;
    }
    const own = byName.get(name)!;
    for (const read of new Set(own.flatMap(readBy))) if (byName.has(read)) visit(read, [...above, name]);
    if (done.has(name)) return;
    done.add(name);
    result.push(...own);
  };
  for (const name of byName.keys()) visit(name, []);
  return { recordings: result, circles };
}

const readBy = ({ expr }: Recording): readonly string[] => namesIn(expr?.expr);

const namesIn = (expr: Expr | undefined): readonly string[] =>
  expr === undefined ? [] : selectorsOf(expr).flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
