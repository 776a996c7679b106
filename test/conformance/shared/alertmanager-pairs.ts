import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { sharedData } from './data';

/** Inputs of prometheus-operator's own tests, and what it generated for them. */
const folder = sharedData('operator-pairs/alertmanager');
export const pairs = readdirSync(folder).sort();

interface Options {
  readonly strategy: string;
  readonly amNamespace: string;
  readonly version: string;
  readonly err: string | null;
}

export function pair(name: string) {
  const read = (file: string) => readFileSync(join(folder, name, file), 'utf8');
  const options = JSON.parse(read('options.json')) as Options;
  const namespace = options.amNamespace || 'default';
  const alertmanager: KubernetesObject = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { name: 'main', namespace },
    spec: {
      version: options.version,
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
      alertmanagerConfigMatcherStrategy: { type: options.strategy },
    },
  };
  const base: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'alertmanager-main', namespace },
    stringData: { 'alertmanager.yaml': read('base.yaml') },
  };
  const input = (loadAll(read('input.yaml')) as (KubernetesObject | null)[]).filter((object) => object !== null);
  const expected = existsSync(join(folder, name, 'expected.yaml')) ? load(read('expected.yaml')) : undefined;
  return { alertmanager, objects: [base, ...input], options, expected };
}
