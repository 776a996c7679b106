import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { compilePrometheus, shardsOf, type Asset } from '../../../lib/render/prometheus';
import type { GivenObject, KubernetesObject } from '../../../lib/render/prometheus/crd/common';
import type { CommonPrometheusSpec } from '../../../lib/render/prometheus/crd/prometheus';
import { references } from '../../../lib/render/prometheus/references';
import { normalise } from './normalise';

/** Inputs of prometheus-operator's own tests, and what it generated for them; they are beside the checkout, not in it. */
const pairs = join(__dirname, '../../../../shared/data/operator-pairs/prometheus');
const names = existsSync(pairs) ? readdirSync(pairs).sort() : [];
if (names.length === 0) console.warn(`${pairs} is absent: nothing is compared with what prometheus-operator generated`);

interface Options {
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

describe.skipIf(names.length === 0)('a recorded pair of prometheus-operator', () => {
  test.each(names)('%s', (name) => {
    const read = (file: string) => readFileSync(join(pairs, name, file), 'utf8');
    const { error, ...options } = JSON.parse(read('options.json')) as Options;
    const [given, ...objects] = (loadAll(read('input.yaml')) as (GivenObject | null)[]).filter((object) => object !== null);
    const prometheus = withMode(given!, options);
    const shards = shardsOf(prometheus.spec as CommonPrometheusSpec);
    for (let shard = 0; shard < shards; shard++) {
      // The tests hand the objects over directly: nothing is selected, and nothing refused.
      const { config, assets, rejected } = compilePrometheus({ prometheus, objects, options: {
        ...texts(options), objects: 'all', missingSecrets: 'reject', shard, endpointSlices: options.endpointSliceSupported ?? false,
        podTopologyLabels: options.podTopologyLabelsSupported,
        featureGates: { PrometheusTopologySharding: options.prometheusTopologySharding ?? false, PrometheusAgentDaemonSet: options.daemonSet },
      } });
      const { text } = references(objects as KubernetesObject[], 'reject');
      const known = { assets, text: (asset: Asset) => text(asset), inlineTls: options.inlineTLSConfig, variables: variablesOf(prometheus, shard, options) };
      expect(rejected.map(({ reason }) => reason)).toEqual(error === undefined ? [] : [error]);
      if (error === undefined) expect(normalise(config, known)).toEqual(normalise(load(read('expected.yaml')), known));
    }
  });
});

const texts = ({ additionalScrapeConfigs, additionalAlertRelabelConfigs, additionalAlertManagerConfigs }: Options) =>
  ({ additionalScrapeConfigs, additionalAlertRelabelConfigs, additionalAlertManagerConfigs });

function withMode(prometheus: GivenObject, { daemonSet }: Options): GivenObject {
  return daemonSet ? { ...prometheus, spec: { ...(prometheus.spec as object), mode: 'DaemonSet' } } : prometheus;
}

/** What the operator sets in the pods of a shard (pkg/prometheus/promcfg.go, TopologyZoneForShard and InzoneShardForShard). */
function variablesOf({ spec }: GivenObject, shard: number, { prometheusTopologySharding }: Options): Record<string, string> {
  const { shardingStrategy } = spec as CommonPrometheusSpec;
  const zones = prometheusTopologySharding && shardingStrategy?.mode === 'Topology' ? shardingStrategy.topology?.values ?? [] : [];
  return {
    SHARD: String(shard), TOPOLOGY_ZONE: zones[shard % zones.length] ?? '', INZONE_SHARD: String(zones.length ? Math.floor(shard / zones.length) : shard),
  };
}
