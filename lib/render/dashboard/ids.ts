import { append } from '../../text/grouping';

/**
 * Ids that stay when other panels come and go, because links name them: made of the titles. Grafana counts on from the highest id when it
 * repeats panels, so that they stay below 2^30.
 */
export function idsOf(titles: readonly string[], taken: ReadonlySet<number> = new Set()): readonly number[] {
  const used = new Set(taken);
  const same = new Map<string, string[]>();
  return titles.map((title) => {
    append(same, title, title);
    const count = same.get(title)!.length;
    let id = hash(count === 1 ? title : `${title} ${count}`);
    while (used.has(id)) id++;
    used.add(id);
    return id;
  });
}

/** FNV-1a, folded to 29 bits; never 0. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return ((value >>> 29) ^ (value & 0x1fffffff)) + 1;
}
