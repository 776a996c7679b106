import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { metadataRefusals } from '../../analysis/object-names/metadata';
import { podRefusals } from '../../analysis/object-names/pod';
import { type Refusal, refused, refusedKind, withoutValue } from '../../analysis/object-names/refusal';
import { serviceRefusals } from '../../analysis/object-names/service';
import { groupOf, podOf } from '../../analysis/pods';
import { mappingAt, valueAt } from '../../kubernetes/access';
import { dataKey } from '../../kubernetes/names';
import { check } from '../check';

export const objectName = check('object-name', {
  finds: 'a name, label, annotation or port that the API server refuses',
  severity: 'error',
  kinds: { 'older-clusters': 'warning' },
  *run({ objects }) {
    for (const judged of objects) {
      for (const { message, at, onlyByOlder } of refusalsOf(judged)) {
        yield foundIn(judged, {
          ...(onlyByOlder && { kind: 'older-clusters' }),
          message,
          hint: onlyByOlder ? 'give it another one, unless every cluster is new enough' : refusedHint,
          at,
        });
      }
    }
  },
});

const refusedHint = 'the API server refuses the object: give it another one';

function* refusalsOf(judged: ObjectInput): Iterable<Refusal> {
  const { object } = judged;
  if (hasOwnNames(object) || ['name', 'namespace'].some((field) => isFilledIn(valueAt(object, 'metadata', field)))) return;
  yield* metadataRefusals(object);
  const pod = podOf(judged);
  if (pod !== undefined) yield* podRefusals(pod);
  if (groupOf(object) !== '') return;
  if (object.kind === 'Service') yield* serviceRefusals(object);
  if (object.kind === 'ConfigMap' || object.kind === 'Secret') yield* dataRefusals(judged);
}

/** APIs of OpenShift that are no custom resources: their own servers take names that others refuse, such as `data_team`. */
const ownServers = /^(?:user|image|authorization|oauth|project|quota|template|build|apps|route|security)\.openshift\.io$/;
const hasOwnNames = (object: ObjectInput['object']): boolean => ownServers.test(groupOf(object));

/** `$NAME`, `<name>`, `@NAME@`: a name that somebody fills in before the object is applied. */
const isFilledIn = (name: unknown): boolean => typeof name === 'string' && /\$\w|\$\{|\{\{|<[\w -]+>|@\w+@|%\w+%/.test(name);

function* dataRefusals({ object }: ObjectInput): Iterable<Refusal> {
  const fields = object.kind === 'ConfigMap' ? ['data', 'binaryData'] : ['data', 'stringData'];
  for (const field of fields) {
    for (const [key, value] of Object.entries(mappingAt(object, field))) {
      yield* refused('the key', key, [field, key], dataKey);
      yield* refusedKind(`the value of ${key}`, value, [field, key], object.kind === 'Secret' ? withoutValue : undefined);
    }
  }
  if (object.kind !== 'ConfigMap') return;
  for (const key of Object.keys(mappingAt(object, 'binaryData'))) {
    if (key in mappingAt(object, 'data')) yield { message: `the key ${key} is in data and in binaryData`, at: ['binaryData', key] };
  }
}
