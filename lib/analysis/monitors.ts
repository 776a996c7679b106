import { labelSelectorAt, listAt, mappingsAt, textAt, valueAt } from '../kubernetes/access';
import type { LabelSelector } from '../kubernetes/label-selector';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import { memoize } from '../text/memoize';
import type { CheckInput, Place, ScrapeInput } from './check-input';

/** One monitor, its scrapes, and where its own fields stand. */
export interface Monitor {
  readonly object: NamedObject;
  readonly scrapes: readonly ScrapeInput[];
  readonly place: Place;
}

/** The monitors of an input, each once. */
export const monitorsOf = memoize(grouped);

function grouped({ scrapes, objects }: CheckInput): readonly Monitor[] {
  const places = new Map(objects.map(({ object, place }) => [object, place]));
  const byObject = new Map<NamedObject, ScrapeInput[]>();
  for (const scrape of scrapes) {
    append(byObject, scrape.monitor, scrape);
  }
  return [...byObject].map(([object, own]) => ({ object, scrapes: own, place: placeOf(own[0]!.place, places.get(object)) }));
}

/** The construct is the one that watches; the object may be of a whole stack, and stands where it stands. */
const placeOf = (scrape: Place, object: Place = scrape): Place => ({ ...object, ...(scrape.path !== undefined && { path: scrape.path }) });

/** The namespaces that a ServiceMonitor or PodMonitor looks in; undefined: all. */
export function namespacesOf(monitor: NamedObject): readonly string[] | undefined {
  if (valueAt(monitor, 'spec', 'namespaceSelector', 'any') === true) return undefined;
  const names = listAt(monitor, 'spec', 'namespaceSelector', 'matchNames').filter((name): name is string => typeof name === 'string');
  return names.length > 0 ? names : [namespaceOf(monitor)];
}

/** The labels that it looks for; the API server takes no monitor without a selector, and an empty one takes everything. */
export const selectorOf = (monitor: NamedObject): LabelSelector => labelSelectorAt(monitor, 'spec', 'selector');

/** The endpoint that a scrape is, as the monitor writes it. */
export function endpointOf({ monitor, endpoint = 0 }: Pick<ScrapeInput, 'monitor' | 'endpoint'>): Readonly<Record<string, unknown>> {
  const field = monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return mappingsAt(monitor, 'spec', field).find(([, index]) => index === endpoint)?.[0] ?? {};
}

/** `ServiceMonitor monitoring/kubelet`, and where it has several endpoints the path of this one. */
export function scrapeTitle(scrape: ScrapeInput): string {
  const {
    kind,
    metadata: { namespace, name },
  } = scrape.monitor;
  const path = scrape.endpoint === undefined ? undefined : (textAt(endpointOf(scrape), 'path') ?? '/metrics');
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}${path === undefined || path === '/metrics' ? '' : ` (${path})`}`;
}
