import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import { readObjects } from '../../../lib/kubernetes/read';
import { withDefaults } from '../../../lib/kubernetes/schema/crds';
import { sharedData } from './data';

const folder = sharedData('kube-prometheus-manifests');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('kube-prometheus', () => {
  const objects = readObjects(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))).objects.map(({ object }) =>
    withDefaults(object),
  );
  const result = compilePrometheus({ prometheus: objects.find(({ kind }) => kind === 'Prometheus')!, objects });

  test('compiles without a problem', () => expect(result.rejected).toEqual([]));
  test('has a job for every endpoint of its monitors', () => {
    const endpoints = objects
      .filter(({ kind }) => kind === 'ServiceMonitor')
      .flatMap(({ spec }) => (spec as { endpoints: readonly unknown[] }).endpoints);
    expect(result.config.scrape_configs).toHaveLength(endpoints.length);
  });
  test('has a file for every PrometheusRule', () =>
    expect(result.ruleFiles.size).toBe(objects.filter(({ kind }) => kind === 'PrometheusRule').length));
});
