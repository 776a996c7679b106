import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import { readObjects } from '../../../lib/kubernetes/read';
import { withDefaults } from '../../../lib/kubernetes/schema/crds';

/** The manifests of kube-prometheus, which nobody here wrote; they are beside the checkout, not in it. */
const folder = join(__dirname, '../../../../shared/data/kube-prometheus-manifests');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
if (files.length === 0) console.warn(`${folder} is absent: kube-prometheus is not compiled`);

describe.skipIf(files.length === 0)('kube-prometheus', () => {
  const objects = readObjects(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))).objects.map(({ object }) =>
    withDefaults(object),
  );
  const result = compilePrometheus({ prometheus: objects.find(({ kind }) => kind === 'Prometheus')!, objects });

  test('compiles without a fault', () => expect(result.rejected).toEqual([]));
  test('has a job for every endpoint of its monitors', () => {
    const endpoints = objects
      .filter(({ kind }) => kind === 'ServiceMonitor')
      .flatMap(({ spec }) => (spec as { endpoints: readonly unknown[] }).endpoints);
    expect(result.config.scrape_configs).toHaveLength(endpoints.length);
  });
  test('has a file for every PrometheusRule', () =>
    expect(result.ruleFiles.size).toBe(objects.filter(({ kind }) => kind === 'PrometheusRule').length));
});
