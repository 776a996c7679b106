import { describe, expect, test } from 'vitest';
import { type LabelKnowledge, type RelabelConfig, relabeled, targetLabels } from '../../lib/analysis/target-labels';

const endpoints = (relabel_configs: readonly RelabelConfig[]) =>
  targetLabels({ kubernetes_sd_configs: [{ role: 'endpointslice' }], relabel_configs });
const sorted = ({ always, possible }: LabelKnowledge) => ({
  always: [...always].sort(),
  possible: possible === 'any' ? possible : [...possible].sort(),
});

describe('the labels of a target', () => {
  test('without relabeling are job and instance', () =>
    expect(sorted(endpoints([]))).toEqual({ always: ['instance', 'job'], possible: ['instance', 'job'] }));

  test('have what every target of the role has', () => {
    const known = endpoints([{ source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' }]);
    expect(known.always.has('namespace')).toBe(true);
  });

  test('may have what only some targets of the role have', () => {
    const known = endpoints([{ source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' }]);
    expect(known.always.has('pod')).toBe(false);
    expect(known.possible).toContain('pod');
  });

  test('have a constant', () => expect(endpoints([{ target_label: 'team', replacement: 'shop' }]).always.has('team')).toBe(true));

  test('may have a constant that a regex decides about', () => {
    const known = endpoints([{ source_labels: ['__meta_kubernetes_namespace'], regex: 'a.*', target_label: 'team', replacement: 'shop' }]);
    expect(known.always.has('team')).toBe(false);
    expect(known.possible).toContain('team');
  });

  test('lose what an empty replacement takes away', () =>
    expect(endpoints([{ target_label: 'job', replacement: '' }]).always.has('job')).toBe(false));

  test('lose what labeldrop takes away', () =>
    expect(sorted(endpoints([{ action: 'labeldrop', regex: 'jo.' }]))).toEqual({ always: ['instance'], possible: ['instance'] }));

  test('can be any after a labelmap', () =>
    expect(endpoints([{ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' }]).possible).toBe('any'));

  test('of a static target are those that it says, where all say them', () => {
    const known = targetLabels({ static_configs: [{ labels: { site: 'a', rack: '1' } }, { labels: { site: 'b' } }] });
    expect(sorted(known)).toEqual({ always: ['instance', 'job', 'site'], possible: ['instance', 'job', 'rack', 'site'] });
  });

  test('of a file can be any', () => expect(targetLabels({ file_sd_configs: [{ files: ['x'] }] }).possible).toBe('any'));
});

test('a replacement that may be empty makes a sure label unsure', () => {
  const known = relabeled({ always: new Set(['a']), possible: new Set(['a', 'b']) }, [{ source_labels: ['b'], target_label: 'a' }]);
  expect(known.always.has('a')).toBe(false);
});
