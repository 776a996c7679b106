import type { ScrapeInput } from '../../analysis/check-input';
import { targetsOf } from '../../analysis/endpoint-targets';
import { foundAt } from '../../analysis/found';
import { endpointOf, monitorsOf, scrapeTitle } from '../../analysis/monitors';
import { nameOfObject, type Pod } from '../../analysis/pods';
import { type LabelLookup, relabeledValues } from '../../analysis/relabeling';
import { wiringOf } from '../../analysis/services';
import type { RelabelConfig } from '../../analysis/target-labels';
import { listAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { count, inWords } from '../../text/list';
import { check } from '../check';

export const mergedTargets = check('merged-targets', {
  finds: 'relabelings that take away all that tells the pods of a workload apart, so that they write the same series',
  severity: 'error',
  *run(input) {
    const wiring = wiringOf(input);
    for (const { scrape, place } of monitorsOf(input).flatMap(({ scrapes, place }) => scrapes.map((scrape) => ({ scrape, place })))) {
      const lost = lostIdentity(scrape);
      if (lost === undefined) continue;
      const pod = targetsOf(scrape, wiring).flatMap((target) =>
        target.pod !== undefined && runsSeveral(target.pod) ? [target.pod] : [],
      )[0];
      if (pod === undefined) continue;
      const field = scrape.monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
      yield foundAt(place, {
        message:
          `${scrapeTitle(scrape)}: all pods of ${pod.owner.object.kind} ${nameOfObject(pod.owner.object)} (${howMany(pod)}) write the same series: ` +
          `nothing is left of ${inWords(lost)} to tell the targets apart, and their samples are duplicates or out of order`,
        hint: 'keep instance or pod, and aggregate in the query instead',
        at: ['spec', field, scrape.endpoint ?? 0, 'metricRelabelings'],
      });
    }
  },
});

/** Labels that are the same for all pods of one workload behind one port. */
const shared: ReadonlySet<string> = new Set(['job', 'namespace', 'service', 'container', 'endpoint']);

/** The labels that told targets apart, where none of them does any more; undefined where one may. */
function lostIdentity(scrape: ScrapeInput): readonly string[] | undefined {
  const { possible } = scrape.labels;
  const samples = scrape.metricRelabeling ?? [];
  // Who keeps a few samples only may keep such as name their target themselves; so may a program whose labels win.
  if (possible === 'any' || scrape.honorsLabels || samples.length === 0 || samples.some(isKeep)) return undefined;
  const relabelings = mappingsAt(endpointOf(scrape), 'relabelings').map(([json]) => configOf(json));
  // The operator's `node` is for targets that are nodes: of a pod it is empty, unless somebody writes it.
  const isWritten = (label: string) => relabelings.some(({ target_label: target = '' }) => target === label);
  const telling = [...possible].filter((label) => !shared.has(label) && (label !== 'node' || isWritten(label)));
  const target = relabeledValues((label) => (label === 'instance' ? '' : undefined), relabelings);
  if (typeof target !== 'function') return undefined;
  const atScrape: LabelLookup = (label) => {
    if (label.startsWith('__')) return '';
    if (!possible.has(label) || (label === 'node' && !isWritten(label))) return label.startsWith('exported_') ? undefined : '';
    if (shared.has(label)) return 'the same';
    // An empty instance becomes the address.
    return target(label) === '' && label === 'instance' ? undefined : target(label);
  };
  const after = relabeledValues(atScrape, samples);
  if (typeof after !== 'function') return undefined;
  const written = samples.flatMap(({ target_label: label }) => (label === undefined ? [] : [label]));
  const tells = (label: string) => after(label) === undefined;
  return [...telling, ...written].some(tells) || !telling.includes('instance') ? undefined : telling.sort();
}

const isKeep = ({ action = 'replace' }: RelabelConfig): boolean => /^keep/i.test(action);

function configOf(json: Readonly<Record<string, unknown>>): RelabelConfig {
  const part = <Key extends keyof RelabelConfig>(key: Key, value: RelabelConfig[Key] | undefined) =>
    value === undefined ? {} : { [key]: value };
  return {
    ...part('action', textAt(json, 'action')),
    ...part('source_labels', Array.isArray(json.sourceLabels) ? listAt(json, 'sourceLabels').map(String) : undefined),
    ...part('separator', textAt(json, 'separator')),
    ...part('regex', textAt(json, 'regex')),
    ...part('target_label', textAt(json, 'targetLabel')),
    ...part('replacement', textAt(json, 'replacement')),
  };
}

const replicasOf = ({ owner }: Pod): unknown => valueAt(owner.object, 'spec', 'replicas');

/** A DaemonSet has a pod on each node. */
const runsSeveral = (pod: Pod): boolean => pod.owner.object.kind === 'DaemonSet' || Number(replicasOf(pod) ?? 1) > 1;

const howMany = (pod: Pod): string =>
  pod.owner.object.kind === 'DaemonSet' ? 'one on each node' : count(Number(replicasOf(pod)), 'replica');
