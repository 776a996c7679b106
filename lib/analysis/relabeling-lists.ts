import { mappingsAt, textAt } from '../kubernetes/access';
import { isMapping, type Path } from '../yaml/value';
import type { CheckInput, ObjectInput } from './check-input';

/** A list of relabelings in an object of prometheus-operator, and where it stands. */
export interface RelabelingList {
  readonly judged: ObjectInput;
  readonly at: Path;
  readonly entries: readonly RelabelingEntry[];
}

export interface RelabelingEntry {
  readonly index: number;
  readonly action: string;
  readonly sources: readonly string[];
  /** As it is written; `(.*)` by default. */
  readonly regex: string;
  readonly replacement: string;
  readonly target: string;
}

const fields: ReadonlySet<string> = new Set(['relabelings', 'metricRelabelings', 'writeRelabelConfigs', 'relabelingConfigs']);

/** All lists of relabelings of targets, of samples and of what is written elsewhere. */
export const relabelingLists = ({ objects }: Pick<CheckInput, 'objects'>): readonly RelabelingList[] =>
  objects.flatMap((judged) =>
    judged.object.apiVersion.startsWith('monitoring.coreos.com/')
      ? listsIn(judged, (judged.object as { spec?: unknown }).spec, ['spec'])
      : [],
  );

function listsIn(judged: ObjectInput, value: unknown, at: Path): readonly RelabelingList[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => listsIn(judged, each, [...at, index]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    fields.has(key) && Array.isArray(inner)
      ? [{ judged, at: [...at, key], entries: mappingsAt(inner).map(([json, index]) => entryOf(json, index)) }]
      : listsIn(judged, inner, [...at, key]),
  );
}

const entryOf = (json: Readonly<Record<string, unknown>>, index: number): RelabelingEntry => ({
  index,
  action: (textAt(json, 'action') || 'replace').toLowerCase(),
  sources: Array.isArray(json.sourceLabels) ? json.sourceLabels.map(String) : [],
  regex: textAt(json, 'regex') ?? '(.*)',
  replacement: textAt(json, 'replacement') ?? '$1',
  target: textAt(json, 'targetLabel') ?? '',
});
