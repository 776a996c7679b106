import { mappingsAt, textAt } from '../kubernetes/access';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { memoize } from '../text/memoize';
import { nearest } from '../text/nearest';
import { builtinServices } from './builtin-services';
import type { CheckInput } from './check-input';
import { isSelfContained } from './is-self-contained';
import { groupOf } from './pods';

/** A Service that may be in front of an Alertmanager. */
export interface NamedService {
  readonly object: NamedObject;
  readonly name: string;
  readonly namespace: string;
}

/** All Services: those of the objects, of one name several where folders are for several clusters, and those that are there by themselves. */
export const allServices = memoize(({ objects }: CheckInput): readonly NamedService[] =>
  [
    ...objects.flatMap(({ object }) => (object.kind === 'Service' && groupOf(object) === '' ? [object] : [])),
    ...builtinServices(objects).map(({ object }) => object),
  ].map((object) => ({ object, name: object.metadata.name, namespace: namespaceOf(object) })),
);

/** Why a Service is surely not there, and what was meant instead. */
export interface MissingService {
  readonly why: string;
  /** What is wrong: the namespace, or the name. */
  readonly wrong: 'namespace' | 'name';
  readonly hint: string;
  /** True where the objects are a whole stack. */
  readonly isSure: boolean;
}

/** Whether alerts for a Service that is not among the objects are surely lost: one of them, or the whole stack, says so. */
export function missingService(name: string, namespace: string, input: CheckInput): MissingService | undefined {
  const services = allServices(input);
  const isSure = isSelfContained(input.objects, input.scrapes);
  const elsewhere = services.find((service) => service.name === name);
  if (elsewhere !== undefined) {
    return { why: `it is in ${elsewhere.namespace}`, wrong: 'namespace', hint: `write the namespace ${elsewhere.namespace}`, isSure };
  }
  const there = services.filter((service) => service.namespace === namespace);
  const similar = nearest(
    name,
    there.map((service) => service.name),
  );
  if (similar !== undefined) return { why: `there is ${similar}`, wrong: 'name', hint: `did you mean ${similar}?`, isSure };
  const alertmanager = input.objects.find(({ object }) => object.kind === 'Alertmanager' && namespaceOf(object) === namespace);
  const governing = there.find((service) => service.name.endsWith('-operated') && service.name.startsWith('alertmanager'));
  if (!isSure || alertmanager === undefined || governing === undefined) return undefined;
  return {
    why: 'no object here is that Service, and prometheus-operator makes none of this name',
    wrong: 'name',
    hint: `name ${governing.name}, which prometheus-operator makes, or add the Service`,
    isSure,
  };
}

/** The names of a Service's ports; undefined where somebody else writes its endpoints. */
export function portNames({ object }: NamedService): readonly string[] | undefined {
  if (textAt(object, 'spec', 'type') === 'ExternalName') return undefined;
  if (typeof object.spec !== 'object' || object.spec === null || !('selector' in object.spec)) return undefined;
  return mappingsAt(object, 'spec', 'ports').map(([port]) => textAt(port, 'name') ?? '');
}
