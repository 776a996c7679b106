/**
 * A heap as Go's container/heap keeps it, swap by swap: of equal values, topk and bottomk take those that this order leaves.
 * `above` says that a value belongs nearer to the top.
 */
export interface Heap {
  readonly items: number[];
  readonly above: (a: number, b: number) => boolean;
}

export function pushToHeap({ items, above }: Heap, item: number): void {
  items.push(item);
  let child = items.length - 1;
  for (;;) {
    const parent = (child - 1) >> 1;
    if (child === 0 || !above(items[child]!, items[parent]!)) return;
    swap(items, child, parent);
    child = parent;
  }
}

/** Puts another item in the place of the top one. */
export function replaceTop({ items, above }: Heap, item: number): void {
  items[0] = item;
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= items.length) return;
    if (child + 1 < items.length && above(items[child + 1]!, items[child]!)) child++;
    if (!above(items[child]!, items[parent]!)) return;
    swap(items, parent, child);
    parent = child;
  }
}

function swap(items: number[], a: number, b: number): void {
  const item = items[a]!;
  items[a] = items[b]!;
  items[b] = item;
}
