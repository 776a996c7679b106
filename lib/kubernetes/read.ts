import { type BuildFault, buildValue } from '../yaml/build';
import { defaultLimits, type InputFault, type Limits } from '../yaml/fault';
import { guessTitle, parseFile } from '../yaml/parse';
import { positionIn } from '../yaml/position';
import { type DocumentSource, placeIn } from '../yaml/source';
import { type InputSource, textOf } from '../yaml/text';
import { isMapping, type Path, pathText } from '../yaml/value';
import { type KubernetesObject, titleOf } from './object';

/** A document of an input, whatever it holds. */
export interface LocatedDocument {
  readonly value: unknown;
  readonly source: DocumentSource;
}

/** A Kubernetes object and where it was read. */
export interface LocatedObject {
  readonly object: KubernetesObject;
  readonly source: DocumentSource;
  /** The way from the document to the object: empty, or such as `items[3]` in a List. */
  readonly at: Path;
}

/**
 * All Kubernetes objects of the sources, in their order; a List gives its items. A document with a fault gives no object: what
 * Kubernetes would refuse, or read otherwise than it looks, is refused here. Empty documents are passed over; `others` are documents that
 * are no Kubernetes objects at all.
 */
export function readObjects(
  sources: readonly InputSource[],
  limits: Limits = defaultLimits,
): { objects: LocatedObject[]; others: LocatedDocument[]; faults: InputFault[] } {
  const { documents, faults } = readDocuments(sources, limits);
  const objects: LocatedObject[] = [];
  const others: LocatedDocument[] = [];
  for (const document of documents) {
    if (isOther(document.value)) others.push(document);
    else collect(document.value, document.source, [], objects, faults);
  }
  return { objects, others, faults };
}

/** A document of another kind, such as a rule file or a chart's values: nothing of it speaks of a Kubernetes object. */
const isOther = (value: unknown): boolean => isMapping(value) && !('apiVersion' in value) && !('kind' in value) && !('metadata' in value);

/** All documents of the sources, also those that are no Kubernetes objects (rule files, dashboards), as Kubernetes reads YAML and JSON. */
export function readDocuments(
  sources: readonly InputSource[],
  limits: Limits = defaultLimits,
): { documents: LocatedDocument[]; faults: InputFault[] } {
  const documents: LocatedDocument[] = [];
  const faults: InputFault[] = [];
  for (const input of sources) {
    const text = textOf(input, limits);
    if (typeof text !== 'string') {
      faults.push(text);
      continue;
    }
    for (const parsed of parseFile(input.file, text, limits)) {
      if (!('events' in parsed)) {
        faults.push(parsed);
        continue;
      }
      const { source, events } = parsed;
      const built = buildValue(source.content, events, limits.depth);
      for (const fault of built.faults) faults.push(located(fault, source, titleOf(built.value) ?? guessTitle(source.content)));
      if (built.faults.length === 0 && built.value !== null) documents.push({ value: built.value, source });
    }
  }
  return { documents, faults };
}

function located(fault: BuildFault, source: DocumentSource, object: string | undefined): InputFault {
  const { file, document } = source;
  const path = pathText(fault.path.slice(0, 20)); // an endless document has an endless path
  return {
    file,
    document,
    ...placeIn(source, fault.offset),
    ...(object && { object }),
    ...(path && { path }),
    message: fault.message,
    hint: fault.hint,
  };
}

function collect(value: unknown, source: DocumentSource, at: Path, objects: LocatedObject[], faults: InputFault[]): void {
  const wrong = (path: Path, message: string, hint: string): void => {
    const { file, document } = source;
    const object = titleOf(value);
    const text = pathText([...at, ...path]);
    faults.push({
      file,
      document,
      ...positionIn(source, [...at, ...path]),
      ...(object && { object }),
      ...(text && { path: text }),
      message,
      hint,
    });
  };
  if (!isMapping(value)) {
    const what = Array.isArray(value) ? 'a list' : `the ${typeof value} ${JSON.stringify(value)}`;
    const hint = 'Write a mapping with apiVersion, kind and metadata; several objects go into documents of their own.';
    wrong([], `is ${what}, not a Kubernetes object`, hint);
    return;
  }
  const before = faults.length;
  for (const field of ['apiVersion', 'kind'] as const) {
    if (value[field] === undefined || value[field] === null || value[field] === '') {
      wrong([], `has no ${field}, so it is no Kubernetes object`, `Add ${field}, or leave the file out.`);
    } else if (typeof value[field] !== 'string') wrong([field], `${field} is not a text`, `Put ${field} in quotes.`);
  }
  if (value.metadata !== undefined && value.metadata !== null && !isMapping(value.metadata)) {
    wrong(['metadata'], 'metadata is not a mapping', 'Write name, namespace and labels below metadata, indented.');
  }
  if (faults.length > before) return;
  const object = value as KubernetesObject;
  if (object.kind.endsWith('List') && Array.isArray(object.items)) {
    const inherited = itemDefaults(object);
    object.items.forEach((item: unknown, index) => {
      collect(isMapping(item) ? { ...inherited, ...item } : item, source, [...at, 'items', index], objects, faults);
    });
  } else objects.push({ object, source, at });
}

/** The items of a typed list, such as a PrometheusRuleList, need not say what they are. */
function itemDefaults(list: KubernetesObject): { apiVersion?: string; kind?: string } {
  return list.kind === 'List' ? {} : { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length) };
}
