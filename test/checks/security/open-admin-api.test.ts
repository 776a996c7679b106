import { describe, expect, test } from 'vitest';
import { openAdminApi } from '../../../lib/checks/security/open-admin-api';
import { prometheus } from '../../support/chain';
import { findingsOf, objectsModel } from '../../support/models';
import { container, deployment } from '../../support/objects';

const image = 'quay.io/prometheus/prometheus:v3.15.0';
const running = (args: readonly string[], more: object = {}, ...others: readonly object[]) =>
  deployment({ containers: [container({ image, args, ...more }), ...others] });
const of = (...objects: readonly object[]) =>
  findingsOf(openAdminApi, objectsModel(...objects)).map(({ severity, file, message }) => `${severity} ${file} ${message}`);
const policy = (metadata: object, kind = 'NetworkPolicy') => ({ apiVersion: 'networking.k8s.io/v1', kind, metadata, spec: {} });
const admin = '--web.enable-admin-api';
const lifecycle = '--web.enable-lifecycle';

describe('a Prometheus', () => {
  test('with its admin API is found at the flag', () =>
    expect(of(running(['--config.file=x', admin]))).toEqual([
      expect.stringMatching(/^warning Deployment\/a#spec\/template\/spec\/containers\/0\/args\/1 its admin API is on.*delete its series$/),
    ]));
  test('of the operator with its admin API is found', () =>
    expect(of(prometheus({ spec: { enableAdminAPI: true } }))).toEqual([
      expect.stringContaining('warning Prometheus/main#spec/enableAdminAPI'),
    ]));
  test('that can be shut down is an information', () =>
    expect(of(running([`${lifecycle}=true`]))).toEqual([expect.stringMatching(/^info .*POST \/-\/quit$/)]));
  test.each<[string, readonly object[]]>([
    ['nothing is switched on', [running(['--config.file=x', `${admin}=false`]), prometheus()]],
    ['a container beside it may reload it', [running([lifecycle], {}, container({ name: 'reloader' }))]],
    [
      'a file may ask for a password',
      [running([admin, lifecycle, '--web.config.file=/web.yml']), prometheus({ spec: { enableAdminAPI: true, web: {} } })],
    ],
    [
      'it listens for itself',
      [running([admin, '--web.listen-address=127.0.0.1:9090']), prometheus({ spec: { enableAdminAPI: true, listenLocal: true } })],
    ],
    ['a variable gives an argument', [running([admin, '$(MORE)'])]],
    ['it is another program', [running([admin], { image: 'example/prometheus-proxy:1' })]],
    ['a policy may guard it', [running([admin]), policy({ name: 'p', namespace: 'n' })]],
    ['a policy of the cluster may guard it', [running([admin]), policy({ name: 'p' }, 'CiliumClusterwideNetworkPolicy')]],
  ])('is not found where %s', (_, objects) => expect(of(...objects)).toEqual([]));
  test('is found beside a policy of another namespace', () =>
    expect(of(running([admin]), policy({ name: 'p', namespace: 'other' }))).toHaveLength(1));
});
