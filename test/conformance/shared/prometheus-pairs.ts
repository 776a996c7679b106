import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { PrometheusInput } from '../../../lib/compile/prometheus/compile';
import { shardsOf } from '../../../lib/compile/prometheus/context';
import type { CommonPrometheusSpec } from '../../../lib/compile/prometheus/crd/prometheus';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { sharedData } from './data';

/** Inputs of prometheus-operator's own tests, and what it generated for them. */
const pairs = sharedData('operator-pairs/prometheus');
export const names = readdirSync(pairs).sort();

export interface PairOptions {
  readonly additionalScrapeConfigs?: string;
  readonly additionalAlertRelabelConfigs?: string;
  readonly additionalAlertManagerConfigs?: string;
  readonly daemonSet?: boolean;
  readonly endpointSliceSupported?: boolean;
  readonly podTopologyLabelsSupported?: boolean;
  readonly prometheusTopologySharding?: boolean;
  readonly inlineTLSConfig?: boolean;
  readonly error?: string;
}

export interface Pair {
  readonly options: PairOptions;
  readonly prometheus: KubernetesObject;
  readonly objects: readonly KubernetesObject[];
  /** What is compiled, for each shard. */
  readonly inputs: readonly PrometheusInput[];
  /** What the operator generated, as text. */
  expected(): string;
}

export function pairOf(name: string): Pair {
  const read = (file: string) => readFileSync(join(pairs, name, file), 'utf8');
  const options = JSON.parse(read('options.json')) as PairOptions;
  const [given, ...objects] = (loadAll(read('input.yaml')) as (KubernetesObject | null)[]).filter((object) => object !== null);
  const prometheus = withMode(given!, options);
  const inputs = Array.from(
    { length: shardsOf(prometheus.spec as CommonPrometheusSpec) },
    (_, shard): PrometheusInput => ({
      prometheus,
      objects,
      options: {
        // The tests hand the objects over directly: nothing is selected, and nothing refused.
        ...texts(options),
        objects: 'all',
        missingSecrets: 'reject',
        shard,
        endpointSlices: options.endpointSliceSupported ?? false,
        podTopologyLabels: options.podTopologyLabelsSupported,
        featureGates: {
          PrometheusTopologySharding: options.prometheusTopologySharding ?? false,
          PrometheusAgentDaemonSet: options.daemonSet,
        },
      },
    }),
  );
  return { options, prometheus, objects, inputs, expected: () => read('expected.yaml') };
}

const texts = ({ additionalScrapeConfigs, additionalAlertRelabelConfigs, additionalAlertManagerConfigs }: PairOptions) => ({
  additionalScrapeConfigs,
  additionalAlertRelabelConfigs,
  additionalAlertManagerConfigs,
});

function withMode(prometheus: KubernetesObject, { daemonSet }: PairOptions): KubernetesObject {
  return daemonSet ? { ...prometheus, spec: { ...(prometheus.spec as object), mode: 'DaemonSet' } } : prometheus;
}
