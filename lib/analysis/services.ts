import { mappingAt, textAt, textsAt } from '../kubernetes/access';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import { memoize } from '../text/memoize';
import { type BuiltinService, builtinServices } from './builtin-services';
import type { CheckInput, ObjectInput } from './check-input';
import { type Find, type Labelled, labelIndex } from './label-index';
import { anyPodOf, runtimeLabels } from './operator-pods';
import { groupOf, nameOfObject, type Pod } from './pods';

/** A Service that finds its pods by labels, and those of the input that it finds. */
export interface SelectingService {
  readonly service: ObjectInput;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly pods: readonly Pod[];
}

/** A Service, and whether it is among the objects or is there by itself. */
export interface AnyService extends Labelled {
  readonly object: NamedObject;
  readonly judged?: ObjectInput;
  readonly given?: BuiltinService;
  /** What it finds pods by; undefined where it finds none by itself. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly pods: readonly Pod[];
}

export interface Wiring {
  /** Those of the objects that find pods by labels. */
  readonly services: readonly SelectingService[];
  readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  /** Services of the objects, and those that are there by themselves. */
  readonly findServices: Find<AnyService>;
  readonly findPods: Find<Pod>;
}

/** Which Service finds which pods. */
export const wiringOf = ({ objects }: Pick<CheckInput, 'objects'>): Wiring => wiring(objects);

const wiring = memoize(wire);

function wire(objects: readonly ObjectInput[]): Wiring {
  const pods = objects.flatMap((judged) => anyPodOf(judged) ?? []);
  const podsByNamespace = new Map<string, Pod[]>();
  for (const pod of pods) {
    append(podsByNamespace, pod.namespace, pod);
  }
  const findPods = labelIndex(
    lastOfName(pods, ({ owner: { object }, namespace }) => `${object.kind} ${namespace}/${nameOfObject(object)}`),
  );
  const wired = (object: NamedObject): AnyService => {
    const namespace = namespaceOf(object);
    const selector = selectorOf(object);
    return {
      object,
      namespace,
      labels: textsAt(object, 'metadata', 'labels'),
      ...(selector && { selector }),
      pods: selector === undefined ? [] : findPods({ matchLabels: selector }, [namespace]),
    };
  };
  const declared = objects.flatMap((judged): AnyService[] =>
    judged.object.kind === 'Service' && groupOf(judged.object) === '' ? [{ ...wired(judged.object), judged }] : [],
  );
  const names = new Set(declared.map(({ object, namespace }) => `${namespace}/${nameOfObject(object)}`));
  const given = builtinServices(objects)
    .filter(({ object }) => !names.has(`${namespaceOf(object)}/${nameOfObject(object)}`))
    .map((one): AnyService => ({ ...wired(one.object), given: one }));
  return {
    services: declared.flatMap(({ judged, namespace, selector, pods: found }) =>
      selector === undefined ? [] : [{ service: judged!, namespace, selector, pods: found }],
    ),
    podsByNamespace,
    findServices: labelIndex(lastOfName([...declared, ...given], ({ object, namespace }) => `${namespace}/${nameOfObject(object)}`)),
    findPods,
  };
}

/** Of two objects with one name the later counts, as a later apply would: a folder may hold a base and what is made of it. */
const lastOfName = <T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] => [
  ...new Map(things.map((thing) => [nameOf(thing), thing])).values(),
];

/**
 * What a Service finds pods by, as far as the templates of pods say it; nothing where somebody else writes its endpoints, and where what
 * stands there is no text.
 */
function selectorOf(service: NamedObject): Readonly<Record<string, string>> | undefined {
  const selector = textsAt(service, 'spec', 'selector');
  const size = Object.keys(selector).length;
  if (textAt(service, 'spec', 'type') === 'ExternalName' || size < Object.keys(mappingAt(service, 'spec', 'selector')).length)
    return undefined;
  const declared = Object.entries(selector).filter(([key]) => !runtimeLabels.test(key));
  return declared.length === 0 ? undefined : Object.fromEntries(declared);
}
