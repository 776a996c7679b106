import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfig } from '../../../imports/monitoring.coreos.com/alertmanager-config';
import type { Prometheus } from '../../../imports/monitoring.coreos.com/prometheus';
import type { ServiceMonitor } from '../../../imports/monitoring.coreos.com/service-monitor';
import { readObjects } from '../../../lib/kubernetes/read';
import { validateObject } from '../../../lib/kubernetes/schema/crds';

const files = (folder: string): [string, string][] =>
  readdirSync(join('imports', folder)).map((file) => [file, readFileSync(join('imports', folder, file), 'utf8')]);

describe('what is imported', () => {
  test.each([...files('monitoring.coreos.com'), ...files('crds')])('%s says what made it and from which version', (_, text) => {
    expect(text.split('\n').slice(0, 2).join('\n')).toContain(
      'Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1',
    );
  });
  test.each(files('crds'))('%s is read as Kubernetes reads it, and fits the annotation of kubectl apply', (file, text) => {
    const { objects, problems } = readObjects([{ file, text }]);
    expect(problems).toEqual([]);
    expect(objects.map(({ object }) => `${object.kind} ${object.metadata?.name}.yaml`)).toEqual([`CustomResourceDefinition ${file}`]);
    expect(Buffer.byteLength(JSON.stringify(objects[0]!.object))).toBeLessThan(262_144);
  });
  test('the types take what the schema takes', () => {
    const monitor: ServiceMonitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'a' },
      spec: {
        selector: { matchLabels: { app: 'a' } },
        endpoints: [{ port: 'http', interval: '30s', relabelings: [{ action: 'drop', sourceLabels: ['a'] }] }],
      },
    };
    const prometheus: Prometheus = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'a' },
      spec: { replicas: 2, volumes: [{ name: 'a', emptyDir: {} }] },
    };
    const routing: AlertmanagerConfig = {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name: 'a' },
      spec: {
        route: { receiver: 'a', routes: [{ receiver: 'b', matchers: [{ name: 'a', matchType: '=~', value: 'b' }] }] },
        receivers: [{ name: 'a' }],
      },
    };
    for (const object of [monitor, prometheus, routing]) expect(validateObject({ ...object })).toEqual([]);
  });
  test('the types refuse a misspelt field and a word that is no choice', () => {
    // @ts-expect-error: prot
    const endpoint: ServiceMonitor['spec']['endpoints'][number] = { prot: 'http' };
    // @ts-expect-error: keeep
    const action: NonNullable<NonNullable<(typeof endpoint)['relabelings']>[number]['action']> = 'keeep';
    expect([endpoint, action]).toBeDefined();
  });
});
