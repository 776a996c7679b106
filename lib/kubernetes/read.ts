import type { ProblemCode } from '../text/problem';
import { buildValue } from '../yaml/build';
import type { BuildProblem } from '../yaml/build-state';
import { guessTitle, parseFile } from '../yaml/parse';
import { defaultLimits, type InputProblem, type Limits } from '../yaml/problem';
import { type DocumentSource, placeIn } from '../yaml/source';
import { decodeText, type InputSource } from '../yaml/text';
import { isMapping, type Path, pathText } from '../yaml/value';
import { type KubernetesObject, titleOf } from './object';
import { problemAt } from './problem-at';

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
 * All Kubernetes objects of the sources, in their order; a List gives its items. A document with a problem gives no object: what
 * Kubernetes would refuse, or read otherwise than it looks, is refused here. Empty documents are skipped; `others` are
 * documents that do not look like Kubernetes objects.
 */
export function readObjects(
  sources: readonly InputSource[],
  limits: Limits = defaultLimits,
): { objects: LocatedObject[]; others: LocatedDocument[]; problems: InputProblem[] } {
  const { documents, problems } = readDocuments(sources, limits);
  const objects: LocatedObject[] = [];
  const others: LocatedDocument[] = [];
  for (const document of documents) {
    if (isOther(document.value)) others.push(document);
    else collect(document.value, document.source, [], objects, problems);
  }
  return { objects, others, problems };
}

/** A document of another kind, such as a rule file or a chart's values: nothing of it speaks of a Kubernetes object. */
const isOther = (value: unknown): boolean => isMapping(value) && !('apiVersion' in value) && !('kind' in value) && !('metadata' in value);

/** All documents of the sources, also those that are no Kubernetes objects (rule files, dashboards), as Kubernetes reads YAML and JSON. */
export function readDocuments(
  sources: readonly InputSource[],
  limits: Limits = defaultLimits,
): { documents: LocatedDocument[]; problems: InputProblem[] } {
  const documents: LocatedDocument[] = [];
  const problems: InputProblem[] = [];
  for (const input of sources) {
    const text = decodeText(input, limits);
    if (typeof text !== 'string') {
      problems.push(text);
      continue;
    }
    for (const parsed of parseFile(input.file, text, limits)) {
      if (!('events' in parsed)) {
        problems.push(parsed);
        continue;
      }
      const { source, events } = parsed;
      const built = buildValue(source.content, events, limits);
      for (const problem of built.problems) problems.push(located(problem, source, titleOf(built.value) ?? guessTitle(source.content)));
      if (built.problems.length === 0 && built.value !== null) documents.push({ value: built.value, source });
    }
  }
  return { documents, problems };
}

function located(
  { code, path: at, offset, message, hint }: BuildProblem,
  source: DocumentSource,
  object: string | undefined,
): InputProblem {
  const { file, document } = source;
  const path = pathText(at.slice(0, 20)); // an endless document has an endless path
  return {
    code,
    file,
    document,
    ...placeIn(source, offset),
    ...(object && { object }),
    ...(path && { path }),
    message,
    hint,
  };
}

function collect(value: unknown, source: DocumentSource, at: Path, objects: LocatedObject[], problems: InputProblem[]): void {
  const wrong = (code: ProblemCode, path: Path, message: string, hint: string): void =>
    void problems.push(problemAt({ value, source, at: [] }, [...at, ...path], { code, message, hint }));
  if (!isMapping(value)) {
    // Its value may be a secret: a token is a file of one text.
    const what = Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    const hint = 'Write a mapping with apiVersion, kind and metadata; several objects go into documents of their own.';
    wrong('wrong-type', [], `is ${what}, not a Kubernetes object`, hint);
    return;
  }
  const before = problems.length;
  for (const field of ['apiVersion', 'kind'] as const) {
    if (value[field] === undefined || value[field] === null || value[field] === '') {
      wrong('missing-field', [], `has no ${field}, so it is not a Kubernetes object`, `Add ${field}, or leave the file out.`);
    } else if (typeof value[field] !== 'string') wrong('wrong-type', [field], `${field} is not a text`, `Put ${field} in quotes.`);
  }
  if (value.metadata !== undefined && value.metadata !== null && !isMapping(value.metadata)) {
    wrong('wrong-type', ['metadata'], 'metadata is not a mapping', 'Write name, namespace and labels below metadata, indented.');
  }
  if (problems.length > before) return;
  const object = value as KubernetesObject;
  if (object.kind.endsWith('List') && Array.isArray(object.items)) {
    const inherited = itemDefaults(object);
    object.items.forEach((item: unknown, index) => {
      collect(isMapping(item) ? { ...inherited, ...item } : item, source, [...at, 'items', index], objects, problems);
    });
  } else objects.push({ object, source, at });
}

/** The items of a typed list, such as a PrometheusRuleList, need not say what they are. */
function itemDefaults(list: KubernetesObject): { apiVersion?: string; kind?: string } {
  return list.kind === 'List' ? {} : { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length) };
}
