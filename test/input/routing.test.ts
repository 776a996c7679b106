import { expect, test } from 'vitest';
import { foundIn } from './support';

const apiVersion = 'monitoring.coreos.com';

test('what the operator finds in an AlertmanagerConfig stands there, also where no object names a namespace', () => {
  const alertmanager = {
    apiVersion: `${apiVersion}/v1`,
    kind: 'Alertmanager',
    metadata: { name: 'main' },
    spec: { alertmanagerConfigSelector: {} },
  };
  const config = {
    apiVersion: `${apiVersion}/v1alpha1`,
    kind: 'AlertmanagerConfig',
    metadata: { name: 'shop' },
    spec: { route: { receiver: 'taem' }, receivers: [{ name: 'team' }] },
  };
  const found = foundIn({ 'alertmanager.json': alertmanager, 'config.json': config });
  expect(found).toContainEqual(
    expect.objectContaining({ file: 'config.json', message: expect.stringContaining('the receiver taem is not defined in this object') }),
  );
});
