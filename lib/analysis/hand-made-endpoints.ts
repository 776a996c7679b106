import { mappingsAt, textAt, valueAt } from '../kubernetes/access';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { inWords } from '../text/list';
import type { CheckInput, ScrapeInput } from './check-input';
import { askedPort } from './endpoint-targets';
import { type Found, foundAt } from './found';
import type { AnyService } from './services';

/** Its endpoints are made by hand: Kubernetes makes none for a Service without a selector. */
const isWithoutSelector = ({ object }: AnyService): boolean =>
  valueAt(object, 'spec', 'selector') === undefined && textAt(object, 'spec', 'type') !== 'ExternalName';

/** What is wrong with endpoints that are made by hand: their own port names count, and a slice says whose it is by a label. */
export function handMadeFault(scrape: ScrapeInput, services: readonly AnyService[], { objects }: CheckInput): Found | undefined {
  const [service, ...others] = services;
  if (service === undefined || others.length > 0 || !isWithoutSelector(service)) return undefined;
  const asked = askedPort(scrape);
  const { name } = service.object.metadata;
  const near = objects.map(({ object }) => object).filter((object) => namespaceOf(object) === service.namespace);
  const made = near.flatMap((object) => portNamesOf(object, name));
  if (made.length > 0) {
    if (asked?.of !== 'service' || made.includes(asked.name)) return undefined;
    return foundAt(scrape.place, {
      message:
        `ServiceMonitor ${scrape.monitor.metadata.name} scrapes port ${asked.name}, which the endpoints of Service ${name} do not have: ` +
        `they are made by hand, and their ports are ${inWords([...new Set(made)])}`,
      hint: `give the port of the Endpoints or EndpointSlice the name ${asked.name}: discovery reads the names there, not those of the Service`,
      at: ['port'],
    });
  }
  const stray = near.find(
    (object) =>
      object.kind === 'EndpointSlice' &&
      object.metadata.name.startsWith(name) &&
      textAt(object, 'metadata', 'labels', serviceNameLabel) === undefined,
  );
  if (stray === undefined) return undefined;
  return foundAt(scrape.place, {
    message:
      `ServiceMonitor ${scrape.monitor.metadata.name} finds no endpoints of Service ${name}: EndpointSlice ${stray.metadata.name} does not say ` +
      `whose it is, and the Service has no selector`,
    hint: `label the EndpointSlice ${serviceNameLabel}: ${name}`,
    at: [],
  });
}

export const serviceNameLabel = 'kubernetes.io/service-name';

/** The names of the ports of an Endpoints or an EndpointSlice of this Service; an unnamed one is empty. */
function portNamesOf(object: NamedObject, service: string): readonly string[] {
  const ports =
    object.kind === 'Endpoints' && object.metadata.name === service
      ? mappingsAt(object, 'subsets').flatMap(([subset]) => mappingsAt(subset, 'ports'))
      : object.kind === 'EndpointSlice' && textAt(object, 'metadata', 'labels', serviceNameLabel) === service
        ? mappingsAt(object, 'ports')
        : [];
  return ports.map(([port]) => textAt(port, 'name') ?? '');
}
