import { describe, expect, test } from 'vitest';
import { compiled, jobOf, jobs, probe, scrapeConfig, serviceMonitor } from './objects';

const zones = { shards: 4, shardingStrategy: { mode: 'Topology', topology: { values: ['a', 'b'] } } };
const lastRules = (spec: object, shard: number, count: number) => jobOf(serviceMonitor(), spec, { shard }).relabel_configs.slice(-count);

describe('sharding', () => {
  test('needs no rules for one shard', () =>
    expect(jobOf(serviceMonitor()).relabel_configs.some(({ action }) => action === 'hashmod')).toBe(false));

  test('gives each shard a configuration of its own', () => {
    expect(lastRules({ shards: 2 }, 1, 3)).toEqual([
      { source_labels: ['__address__', '__tmp_hash'], target_label: '__tmp_hash', regex: '(.+);', replacement: '$1', action: 'replace' },
      { source_labels: ['__tmp_hash'], target_label: '__tmp_hash', modulus: 2, action: 'hashmod' },
      { source_labels: ['__tmp_hash', '__tmp_disable_sharding'], regex: '1;|.+;.+', action: 'keep' },
    ]);
  });

  test('tells probes apart by what they look at', () => {
    expect(jobOf(probe(), { shards: 2 }).relabel_configs.at(-3)!.source_labels).toEqual(['__param_target', '__tmp_hash']);
  });

  test('leaves a ScrapeConfig alone that hashes by itself', () => {
    const relabelings = [{ action: 'HashMod', sourceLabels: ['__address__'], targetLabel: 'x', modulus: 3 }];
    expect(jobOf(scrapeConfig({ staticConfigs: [{ targets: ['a'] }], relabelings }), { shards: 2 }).relabel_configs.at(-1)).toMatchObject({
      action: 'hashmod',
      modulus: 3,
    });
  });

  test('can follow the zones of the nodes', () => {
    expect(lastRules(zones, 3, 4)).toMatchObject([{ regex: 'b;|.+;.+', action: 'keep' }, {}, { modulus: 2 }, { regex: '1;|.+;.+' }]);
    expect(compiled([], zones, { shard: 3 }).config.global).toMatchObject({ external_labels: { zone: 'b' } });
  });

  test('scrapes nothing in a shard that its zone has no use for', () => {
    expect(lastRules({ ...zones, shards: 3 }, 2, 2)).toMatchObject([{ modulus: 1 }, { regex: '1;|.+;.+', action: 'keep' }]);
  });
});

test('variables of the reloader are written out wherever a user wrote them', () => {
  const relabelings = [{ targetLabel: 'shard', replacement: 'shard-$(SHARD)' }];
  const result = compiled(
    [serviceMonitor({ relabelings })],
    { shards: 2, externalLabels: { shard: '$(SHARD)', replica: '$(POD_NAME)' } },
    { shard: 1 },
  );
  expect(jobs(result)[0]!.relabel_configs).toContainEqual({ target_label: 'shard', replacement: 'shard-1' });
  expect(result.config.global).toMatchObject({
    external_labels: { prometheus: 'monitoring/k8s', prometheus_replica: '${POD_NAME}', replica: '${POD_NAME}', shard: '1' },
  });
});

test('compiling changes nothing that it was given', () => {
  const object = serviceMonitor({ relabelings: [{ targetLabel: 'shard', replacement: '$(SHARD)', separator: null }] });
  const before = structuredClone(object);
  compiled([object], { shards: 2 });
  expect(object).toEqual(before);
});
