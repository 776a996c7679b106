import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { compileAlertmanager } from '../../../lib/render/alertmanager/compile';
import type { KubernetesObject } from '../../../lib/render/alertmanager/keys';
import { normalise, plain } from './normalise';

// What prometheus-operator generated for given objects: recorded pairs beside the checkout.
const folder = join('..', 'shared', 'data', 'operator-pairs', 'alertmanager');
const pairs = existsSync(folder) ? readdirSync(folder).sort() : [];

interface Options { readonly strategy: string; readonly amNamespace: string; readonly version: string; readonly err: string | null }

function pair(name: string) {
  const read = (file: string) => readFileSync(join(folder, name, file), 'utf8');
  const options = JSON.parse(read('options.json')) as Options;
  const namespace = options.amNamespace || 'default';
  const alertmanager: KubernetesObject = {
    apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: 'main', namespace },
    spec: {
      version: options.version, alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {},
      alertmanagerConfigMatcherStrategy: { type: options.strategy },
    },
  };
  const base: KubernetesObject = {
    apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-main', namespace },
    stringData: { 'alertmanager.yaml': read('base.yaml') },
  };
  const input = (loadAll(read('input.yaml')) as (KubernetesObject | null)[]).filter((object) => object !== null);
  const expected = existsSync(join(folder, name, 'expected.yaml')) ? load(read('expected.yaml')) : undefined;
  return { alertmanager, objects: [base, ...input], options, expected };
}

describe('recorded pairs of prometheus-operator', () => {
  if (pairs.length === 0) test.skip(`are not there: ${folder} is missing`, () => {});

  test.each(pairs)('%s is compiled as the operator does it', (name) => {
    const { alertmanager, objects, options, expected } = pair(name);
    const compiled = compileAlertmanager({ alertmanager, objects });
    if (options.err === null) {
      expect(compiled.rejected).toEqual([]);
      expect(normalise(compiled, objects)).toEqual(plain(expected));
    } else {
      expect(compiled.config).toBeUndefined();
      const said = /(?:SMTP \w+ is a mandatory field)|$/.exec(options.err)![0];
      expect(compiled.rejected).toContainEqual(expect.objectContaining({
        stops: 'configuration', message: expect.stringContaining(said || options.err),
      }));
    }
  });
});
