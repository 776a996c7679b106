import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { type BuildProblem, type BuildState, countNode, enterCollection, Fatal, fatal, leaveCollection, report } from './build-state';
import { eventOffset, resolveAliases } from './events';
import { type Limits, type SyntaxProblem, unrendered } from './problem';
import { resolveKey, resolvePlain, resolveTagged, type Scalar } from './scalar';
import { isMapping } from './value';

const loneSurrogate = /\p{Surrogate}/u;

/** The value of one document's events, as Kubernetes reads them, and all that is wrong with it. */
export function buildValue(
  source: string,
  events: readonly Event[],
  { depth: maxDepth, anyNumber = false }: Pick<Limits, 'depth' | 'anyNumber'>,
): { value: unknown; problems: BuildProblem[] } {
  const state: BuildState = {
    source,
    events,
    maxDepth,
    anyNumber,
    anchored: resolveAliases(source, events),
    openAliases: new Set(),
    path: [],
    problems: [],
    next: 1,
    depth: 0,
    nodes: 1,
    aliased: 0,
  };
  try {
    return { value: node(state), problems: state.problems };
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    return { value: undefined, problems: [...state.problems, error.problem] };
  }
}

function node(state: BuildState): unknown {
  const at = state.next++;
  const event = state.events[at]!;
  countNode(state, event);
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return scalar(state, event);
    case EVENT_ID.ALIAS:
      return alias(state, at, event);
    case EVENT_ID.SEQUENCE: {
      checkTag(state, event, '!!seq');
      enterCollection(state, event.start);
      const list: unknown[] = [];
      while (state.events[state.next]!.type !== EVENT_ID.POP) {
        state.path.push(list.length);
        list.push(node(state));
        state.path.pop();
      }
      leaveCollection(state);
      return list;
    }
    case EVENT_ID.MAPPING:
      return mapping(state, event);
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      throw new Error('a node is expected in the event stream');
  }
}

function mapping(state: BuildState, event: MappingEvent): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  let merged: Set<string> | undefined; // keys that came by `<<`, which a later pair may replace
  checkTag(state, event, '!!map');
  enterCollection(state, event.start);
  while (state.events[state.next]!.type !== EVENT_ID.POP) {
    const keyEvent = state.events[state.next]!;
    if (isMergeKey(state, keyEvent)) {
      state.next++;
      state.path.push('<<');
      // As go.yaml.in/yaml/v2 has it: what is merged also replaces the pairs before it.
      for (const source of mergeSources(state)) {
        for (const [key, value] of Object.entries(source)) {
          if (!Object.hasOwn(result, key)) (merged ??= new Set()).add(key);
          set(result, key, value);
        }
      }
      state.path.pop();
      continue;
    }
    const key = keyOf(state);
    state.path.push(key ?? '');
    if (key !== undefined && Object.hasOwn(result, key) && !merged?.delete(key)) {
      const hint = 'Keep one of the two: Kubernetes would silently take the last.';
      report(state, 'duplicate', eventOffset(keyEvent), `the key ${JSON.stringify(key)} is there twice`, hint);
    }
    const value = node(state);
    state.path.pop();
    if (key !== undefined) set(result, key, value);
  }
  leaveCollection(state);
  return result;
}

function set(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function isMergeKey(state: BuildState, event: Event): boolean {
  return (
    event.type === EVENT_ID.SCALAR &&
    event.style === SCALAR_STYLE.PLAIN &&
    event.tagStart === -1 &&
    event.valueEnd - event.valueStart === 2 &&
    state.source.startsWith('<<', event.valueStart)
  );
}

/** The mappings that a `<<` brings, in the order in which they are to be set: the first one named comes last and wins. */
function mergeSources(state: BuildState): Record<string, unknown>[] {
  const offset = eventOffset(state.events[state.next]!);
  const value = node(state);
  const sources = Array.isArray(value) ? value.reverse() : [value];
  if (sources.every(isMapping)) return sources;
  throw fatal(
    state,
    'wrong-type',
    offset,
    'the merge key << has a value that is not a mapping',
    'Give it an alias of a mapping, or a list of such aliases.',
  );
}

/** A mapping's key as JSON has it: a string. */
function keyOf(state: BuildState): string | undefined {
  const event = state.events[state.next]!;
  if (event.type === EVENT_ID.SCALAR && event.tagStart === -1) {
    state.next++;
    countNode(state, event);
    const text = getScalarValue(state.source, event);
    const key = event.style === SCALAR_STYLE.PLAIN ? resolveKey(text) : text;
    if (key === undefined) {
      const hint = 'Name the key; put it in quotes if this is its name.';
      report(state, 'wrong-value', eventOffset(event), text === '' ? 'a key is empty' : `Kubernetes does not take ${text} for a key`, hint);
    }
    return key;
  }
  const key = node(state); // an alias, a tag, or what is no key at all
  if (typeof key === 'string' || typeof key === 'boolean' || typeof key === 'number') return String(key);
  const isTemplate = state.source.startsWith('{{', eventOffset(event) - 1);
  const noKey: SyntaxProblem = {
    code: 'wrong-type',
    message: 'a mapping or a list stands where a key should',
    hint: 'Use a text as the key.',
  };
  const { code, message, hint } = isTemplate ? unrendered : noKey;
  report(state, code, eventOffset(event), message, hint);
  return undefined;
}

function alias(state: BuildState, at: number, event: AliasEvent): unknown {
  const target = state.anchored.get(at)!;
  const name = state.source.slice(event.anchorStart, event.anchorEnd);
  const offset = eventOffset(event);
  if (target === -1) {
    const hint = `Define &${name} first, or write "*${name}" in quotes if it is text.`;
    throw fatal(state, 'unknown-name', offset, `*${name} refers to an anchor that does not exist before it`, hint);
  }
  if (state.openAliases.has(at)) {
    throw fatal(
      state,
      'conflict',
      offset,
      `the anchor &${name} contains itself`,
      'Write the value out: a Kubernetes object cannot be endless.',
    );
  }
  const after = state.next;
  state.openAliases.add(at);
  state.next = target;
  const value = node(state);
  state.next = after;
  state.openAliases.delete(at);
  return value;
}

function scalar(state: BuildState, event: ScalarEvent): string | number | boolean | null {
  const text = getScalarValue(state.source, event);
  let value: Scalar | undefined = text;
  if (event.tagStart !== -1) {
    value = resolveTagged(tagOf(state, event), text);
    if (value === undefined) {
      oddTag(state, event);
      return null;
    }
  } else if (event.style === SCALAR_STYLE.PLAIN) value = resolvePlain(text);
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
    if (state.anyNumber) return Number(value);
    const [message, hint] =
      typeof value === 'bigint'
        ? [`the integer ${text} is too large to be kept exactly`, 'Stay within ±9007199254740991, or quote it if it is text.']
        : [`${text} is not a number that JSON, and so Kubernetes, can hold`, 'Write a number, or quote it if it is text.'];
    report(state, 'wrong-value', eventOffset(event), message!, hint!);
    return null;
  }
  if (typeof value === 'string' && !event.fast && loneSurrogate.test(value)) {
    report(
      state,
      'wrong-value',
      eventOffset(event),
      'the text holds half of a surrogate pair',
      'Write the character itself instead of its \\u escape.',
    );
  }
  return value;
}

const tagOf = (state: BuildState, event: ScalarEvent | SequenceEvent | MappingEvent): string =>
  state.source.slice(event.tagStart, event.tagEnd).replace(/^!<tag:yaml\.org,2002:(.*)>$/, '!!$1');

function checkTag(state: BuildState, event: SequenceEvent | MappingEvent, standard: string): void {
  if (event.tagStart !== -1 && tagOf(state, event) !== standard) oddTag(state, event);
}

function oddTag(state: BuildState, event: ScalarEvent | SequenceEvent | MappingEvent): void {
  const hint = 'Remove the tag and write the plain value.';
  report(state, 'wrong-type', event.tagStart, `the tag ${tagOf(state, event)} does not fit a Kubernetes object`, hint);
}
