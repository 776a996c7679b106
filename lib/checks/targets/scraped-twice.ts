import type { CheckInput, ObjectInput, ScrapeInput } from '../../analysis/check-input';
import { type EndpointTarget, targetsOf } from '../../analysis/endpoint-targets';
import { foundAt } from '../../analysis/found';
import { endpointOf, scrapeTitle } from '../../analysis/monitors';
import { namespaceLabels, operatorsObjects, readersOf, selection } from '../../analysis/operator-selection';
import type { Pod } from '../../analysis/pods';
import { wiringOf } from '../../analysis/services';
import { mappingsAt, textAt } from '../../kubernetes/access';
import { namespaceOf } from '../../kubernetes/object';
import { check } from '../check';

export const scrapedTwice = check('scraped-twice', {
  finds: 'a target that two monitors, two endpoints or two Services scrape',
  severity: 'warning',
  *run(input) {
    const wiring = wiringOf(input);
    const meet = sharedReaders(input);
    const seen = new Map<string, Scraped>();
    const told = new Set<string>();
    const numberOf = podNumbers();
    for (const scrape of eachEndpoint(input)) {
      const way = wayOf(scrape);
      for (const target of way === undefined ? [] : targetsOf(scrape, wiring)) {
        const place = placeKey(target, numberOf);
        if (place === undefined) continue;
        const key = `${place} ${way}`;
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, { scrape, target });
          continue;
        }
        const pair = JSON.stringify([titleOf(first), titleOf({ scrape, target })]);
        if (told.has(pair) || !isDouble(first, { scrape, target }) || !meet(first.scrape, scrape)) continue;
        told.add(pair);
        yield foundAt(scrape.place, {
          message:
            `${scrapeTitle(scrape)} scrapes what ${sameText(first, { scrape, target })} already: ` +
            `${whatText(target)}${pathOf(scrape)}; sums over it count twice, and matches between its series fail`,
          hint:
            first.scrape === scrape
              ? 'select one of the Services, by a label that only it has'
              : 'drop one of the two, or scrape another port or path',
        });
      }
    }
  },
});

interface Scraped {
  readonly scrape: ScrapeInput;
  readonly target: EndpointTarget;
}

/** Each endpoint of each ServiceMonitor and PodMonitor once; of monitors with one name the last, as a later apply would. */
const eachEndpoint = ({ scrapes }: CheckInput): readonly ScrapeInput[] => [
  ...new Map(scrapes.map((scrape) => [`${monitorKey(scrape)} ${scrape.endpoint}`, scrape])).values(),
];

const monitorKey = ({
  monitor: {
    kind,
    metadata: { namespace, name },
  },
}: ScrapeInput) => `${kind} ${namespace}/${name}`;

const pathOf = (scrape: ScrapeInput) => textAt(endpointOf(scrape), 'path') ?? '/metrics';
const filters = new Set(['keep', 'drop', 'keepequal', 'dropequal']);

/**
 * What, beside its address, makes an endpoint another one; undefined where its relabeling chooses targets or samples, for it may then take
 * what others leave, or addresses them in its own way.
 */
function wayOf(scrape: ScrapeInput): string | undefined {
  const endpoint = endpointOf(scrape);
  const rules = mappingsAt(endpoint, 'relabelings').map(([rule]) => rule);
  const chooses = [...rules, ...mappingsAt(endpoint, 'metricRelabelings').map(([rule]) => rule)].some(
    (rule) => filters.has(String(rule.action).toLowerCase()) && !dropsNames(rule),
  );
  const writes = (rule: Readonly<Record<string, unknown>>) => String(rule.targetLabel ?? '');
  const addresses = rules.some((rule) => /^__(?!tmp)/.test(writes(rule)) || writes(rule).includes('$') || rule.action === 'labelmap');
  return chooses || addresses ? undefined : JSON.stringify([pathOf(scrape), endpoint.params ?? {}]);
}

/** Dropping some metrics leaves most of them; keeping some may leave what another endpoint drops. */
const dropsNames = ({ action, sourceLabels }: Readonly<Record<string, unknown>>) =>
  String(action).toLowerCase() === 'drop' && JSON.stringify(sourceLabels) === '["__name__"]';

/** A number for each pod, so that a text can name it. */
function podNumbers(): (pod: Pod) => number {
  const numbers = new Map<Pod, number>();
  return (pod) => {
    const number = numbers.get(pod) ?? numbers.size;
    numbers.set(pod, number);
    return number;
  };
}

/** What is scraped, the same text for the same thing; undefined where it is not known. */
function placeKey({ service, servicePort, pod, port }: EndpointTarget, numberOf: (pod: Pod) => number): string | undefined {
  if (pod !== undefined) return port === undefined ? undefined : `pod ${numberOf(pod)}:${port}`;
  if (service === undefined || servicePort === undefined) return undefined;
  return service.given?.kubelets
    ? `kubelets:${servicePort}`
    : `service ${service.namespace}/${service.object.metadata.name}:${servicePort}`;
}

/** Of one endpoint, targets through two Services differ in a label; through one Service Prometheus takes them for the same. */
function isDouble(first: Scraped, second: Scraped): boolean {
  if (first.scrape !== second.scrape) return true;
  // Folders for several ways to run one stack hold the same Service more than once.
  if (serviceKey(first.target) === serviceKey(second.target)) return false;
  return !mappingsAt(endpointOf(first.scrape), 'relabelings').some(
    ([rule]) => /^label(drop|keep)$/i.test(String(rule.action)) || rule.targetLabel === 'service',
  );
}

const serviceKey = ({ service }: EndpointTarget) => service && `${service.namespace}/${service.object.metadata.name}`;

/**
 * Whether some Prometheus reads the monitors of both; of those that nobody here reads it is only known that one of them is read
 * as a whole.
 */
function sharedReaders(input: CheckInput): (a: ScrapeInput, b: ScrapeInput) => boolean {
  if (input.readsAllMonitors) return () => true;
  const byKind = operatorsObjects(input);
  const labels = namespaceLabels(input);
  const readers = new Map<object, ReadonlySet<ObjectInput>>();
  const readersFor = (monitor: ScrapeInput['monitor']) => {
    const known = readers.get(monitor);
    if (known !== undefined) return known;
    const judged = { object: monitor, place: {} };
    const made = new Set(readersOf(judged, byKind).filter((reader) => selection(reader, judged, labels).kind === 'selected'));
    readers.set(monitor, made);
    return made;
  };
  return (a, b) =>
    a.monitor === b.monitor ||
    a.mustSelect ||
    b.mustSelect ||
    [...readersFor(a.monitor)].some((reader) => readersFor(b.monitor).has(reader));
}

const titleOf = ({ scrape, target }: Scraped) => `${scrapeTitle(scrape)} ${scrape.endpoint} ${target.service?.object.metadata.name ?? ''}`;

function sameText(first: Scraped, second: Scraped): string {
  if (first.scrape === second.scrape) {
    return (
      `it scrapes through Service ${first.target.service!.object.metadata.name}, ` +
      `through Service ${second.target.service!.object.metadata.name}`
    );
  }
  return first.scrape.monitor === second.scrape.monitor
    ? `its endpoint ${first.scrape.endpoint} scrapes`
    : `${scrapeTitle(first.scrape)} scrapes`;
}

function whatText({ service, servicePort, pod, port }: EndpointTarget): string {
  if (pod !== undefined) {
    return `port ${port} of ${pod.owner.object.kind} ${namespaceOf(pod.owner.object)}/${pod.owner.object.metadata.name}, `;
  }
  return service!.given?.kubelets
    ? `port ${servicePort} of the kubelets, `
    : `port ${servicePort} of Service ${service!.namespace}/${service!.object.metadata.name}, `;
}
