import { describe, expect, test } from 'vitest';
import { unreadConfiguration } from '../../../lib/checks/routing/unread-configuration';
import { findingsOf, objectsModel } from '../../support/models';

const alertmanager = (spec: object = {}) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});
const secret = (name: string, stringData: object, namespace = 'monitoring') => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});
const found = (...objects: readonly object[]) =>
  findingsOf(unreadConfiguration, objectsModel(...objects)).map(({ severity, message, hint, file }) => [severity, message, hint, file]);
const configuration = { 'alertmanager.yaml': 'route: {}' };

describe('a configuration that no Alertmanager reads', () => {
  test('is under another key', () =>
    expect(found(alertmanager(), secret('alertmanager-main', { 'alertmanager.yml': 'route: {}' }))).toEqual([
      [
        'error',
        'Alertmanager does not read it: it has no key alertmanager.yaml, its keys are alertmanager.yml. Every alert goes to a receiver that does nothing',
        'Call the key alertmanager.yaml.',
        'Secret/alertmanager-main#stringData/alertmanager.yml',
      ],
    ]));
  test.each([
    ['in a Secret of another name', 'alertmanager-notify', 'monitoring', 'monitoring/alertmanager-notify, which holds'],
    ['in another namespace', 'alertmanager-main', 'default', 'default/alertmanager-main, which holds'],
  ])('%s', (_, name, namespace, part) =>
    expect(found(alertmanager(), secret(name, configuration, namespace))).toEqual([
      [
        'warning',
        expect.stringContaining(part),
        'Call it alertmanager-main, in monitoring, or name it in configSecret.',
        'Alertmanager/main#',
      ],
    ]),
  );
});

test.each<[string, readonly object[]]>([
  ['in its Secret', [alertmanager(), secret('alertmanager-main', configuration)]],
  ['packed', [alertmanager(), secret('alertmanager-main', { 'alertmanager.yaml.gz': 'x' })]],
  ['in the Secret that it names', [alertmanager({ configSecret: 'vault' }), secret('vault', configuration)]],
  ['somewhere else', [alertmanager({ configSecret: 'vault' }), secret('other', { key: 'x' })]],
  ['an AlertmanagerConfig', [alertmanager({ alertmanagerConfiguration: { name: 'x' } }), secret('alertmanager-other', configuration)]],
  ['no business of ours', [secret('alertmanager-other', configuration)]],
])('what is %s is not found', (_, objects) => expect(found(...objects)).toEqual([]));
