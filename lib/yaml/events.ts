import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';

/** Where an event stands in the source: a quoted text at its quote, a block at its first line, a missing value at -1. */
export function eventOffset(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) {
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return isQuoted ? event.valueStart - 1 : event.valueStart;
  }
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING ? event.start : -1;
}

/** An alias stands for the last node before it that has its anchor; one without such a node maps to -1. */
export function resolveAliases(source: string, events: readonly Event[]): ReadonlyMap<number, number> {
  const anchors = new Map<string, number>();
  const resolved = new Map<number, number>();
  events.forEach((event, index) => {
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP || event.anchorStart === -1) return;
    const name = source.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.ALIAS) resolved.set(index, anchors.get(name) ?? -1);
    else anchors.set(name, index);
  });
  return resolved;
}
