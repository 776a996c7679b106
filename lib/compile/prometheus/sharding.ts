import type { CompileContext, Sharding } from './context';
import type { RelabelSection } from './relabel';

const hash = '__tmp_hash';
const disabled = '__tmp_disable_sharding';
const topology = '__tmp_topology';

/**
 * Keeps the targets of this context's shard. The operator writes one configuration with `$(SHARD)` in it, which its reloader replaces
 * in each pod, and writes the rules for a single shard too; here each shard has its own configuration, and rules that keep every
 * target are left out.
 *
 * `label` is what a target is told from others by: its address, or what a probe looks at.
 */
export function shardingRules(context: CompileContext, label: '__address__' | '__param_target' = '__address__'): RelabelSection[] {
  const { sharding } = context;
  const modulus = sharding.zones.length ? Math.max(Math.floor(sharding.shards / sharding.zones.length), 1) : sharding.shards;
  const shard = shardInZone(sharding);
  const rules = sharding.zones.length ? zoneRules(context) : [];
  if (modulus === 1 && shard === 0) return rules;
  return [
    ...rules,
    { source_labels: [label, hash], target_label: hash, regex: '(.+);', replacement: '$1', action: 'replace' },
    { source_labels: [hash], target_label: hash, modulus, action: 'hashmod' },
    { source_labels: [hash, disabled], regex: `${shard};|.+;.+`, action: 'keep' },
  ];
}

/** Sharding rules, unless the user shards by a hash of their own. */
export function shardingRulesIfMissing(context: CompileContext, rules: readonly { readonly action?: unknown }[]): RelabelSection[] {
  return rules.some(({ action }) => action === 'hashmod') ? [] : shardingRules(context);
}

/** The zone of a shard, or the empty text where sharding does not follow the topology. */
export function zoneOf({ shard, zones }: Sharding): string {
  return zones[shard % zones.length] ?? '';
}

/** The number of a shard among those of its zone, from 0. */
export function shardInZone({ shard, zones }: Sharding): number {
  return zones.length ? Math.floor(shard / zones.length) : shard;
}

/** Keeps targets in the zone of the shard: by the EndpointSlice, else by the pod's zone label, else by the node's. */
function zoneRules({ sharding, podTopologyLabels }: CompileContext): RelabelSection[] {
  const owner = podTopologyLabels ? 'pod' : 'node';
  const zone = (kind: 'label' | 'labelpresent') => `__meta_kubernetes_${owner}_${kind}_topology_kubernetes_io_zone`;
  return [
    {
      source_labels: ['__meta_kubernetes_endpointslice_endpoint_zone', topology],
      target_label: topology,
      regex: '(.+);',
      replacement: '$1',
      action: 'replace',
    },
    {
      source_labels: [zone('label'), zone('labelpresent'), topology],
      target_label: topology,
      regex: '(.+);true;',
      replacement: '$1',
      action: 'replace',
    },
    { source_labels: [topology, disabled], regex: `${zoneOf(sharding)};|.+;.+`, action: 'keep' },
  ];
}
