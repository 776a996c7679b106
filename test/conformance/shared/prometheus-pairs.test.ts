import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Asset } from '../../../lib/compile/prometheus/assets';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import type { CommonPrometheusSpec } from '../../../lib/compile/prometheus/crd/prometheus';
import { references } from '../../../lib/compile/prometheus/references';
import type { KubernetesObject, NamedObject } from '../../../lib/kubernetes/object';
import { normalise } from '../../compile/prometheus/normalise';
import { names, type PairOptions, pairOf } from './prometheus-pairs';

describe('a recorded pair of prometheus-operator', () => {
  test.each(names)('%s', (name) => {
    const { options, prometheus, objects, inputs, expected } = pairOf(name);
    inputs.forEach((input, shard) => {
      const { config, assets, rejected } = compilePrometheus(input);
      const { text } = references(objects as readonly KubernetesObject[] as readonly NamedObject[], 'reject');
      const known = {
        assets,
        text: (asset: Asset) => text(asset),
        inlineTls: options.inlineTLSConfig,
        variables: variablesOf(prometheus, shard, options),
      };
      expect(rejected.map(({ message: reason }) => reason)).toEqual(options.error === undefined ? [] : [options.error]);
      if (options.error === undefined) expect(normalise(config, known)).toEqual(normalise(load(expected()), known));
    });
  });
});

/** What the operator sets in the pods of a shard (pkg/prometheus/promcfg.go, TopologyZoneForShard and InzoneShardForShard). */
function variablesOf({ spec }: KubernetesObject, shard: number, { prometheusTopologySharding }: PairOptions): Record<string, string> {
  const { shardingStrategy } = spec as CommonPrometheusSpec;
  const zones = prometheusTopologySharding && shardingStrategy?.mode === 'Topology' ? (shardingStrategy.topology?.values ?? []) : [];
  return {
    SHARD: String(shard),
    TOPOLOGY_ZONE: zones[shard % zones.length] ?? '',
    INZONE_SHARD: String(zones.length ? Math.floor(shard / zones.length) : shard),
  };
}
