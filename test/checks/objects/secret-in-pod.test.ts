import { describe, expect, test } from 'vitest';
import { secretInPod } from '../../../lib/checks/objects/secret-in-pod';
import { findingsOf, messages, objectsModel } from '../../support/models';
import { withContainer } from '../../support/objects';

describe('a secret in a pod', () => {
  const env = (name: string, value: string) => findingsOf(secretInPod, objectsModel(withContainer({ env: [{ name, value }] })));
  const args = (...words: readonly string[]) => findingsOf(secretInPod, objectsModel(withContainer({ args: words })));

  test.each([
    ['GF_SECURITY_ADMIN_PASSWORD', 'admin'],
    ['API_TOKEN', 'abc123'],
    ['apiKey', 'abc'],
    ['CLIENT_SECRET', 'x'],
    ['AWS_SECRET_ACCESS_KEY', 'x'],
    ['smtp-pass', 'x'],
    ['DB_PASSWORD', 'p4ss'],
    ['DATABASE_URL', 'postgres://user:secret@db/x'],
  ])('in the variable %s is found, and not told', (name, value) => {
    const [finding, ...others] = env(name, value);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining(name),
      file: 'Deployment/a#spec/template/spec/containers/0/env/0/value',
    });
    expect(finding!.message).not.toContain(` ${value}`);
  });
  test.each([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['TOKEN_TTL', '3600'],
    ['MAX_TOKEN', '4096'],
    ['ENABLE_TOKEN', 'true'],
    ['TLS_SECRET', 'grafana-tls'],
    ['SECRET_NAME', 'x'],
    ['PWD', '/app'],
    ['DATABASE_URL', 'postgres://db/x'],
    ['DATABASE_URL', 'postgres://user:$(PASSWORD)@db/x'],
    ['AWS_ACCESS_KEY_ID', 'x'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['PASSENGER', 'x'],
  ])('is not %s with the value %s', (name, value) => expect(env(name, value)).toEqual([]));
  test('that comes from a Secret is not found', () => {
    expect(
      messages(
        secretInPod,
        objectsModel(withContainer({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] })),
      ),
    ).toEqual([]);
  });
  test.each<[readonly string[]]>([
    [['--password=x']],
    [['--db-password', 'x']],
    [['-redis.password=x']],
    [['--uri=mongodb://root:x@db']],
    [['sh', '-c', 'run https://user:x@host/']],
  ])('in the arguments %j is found', (words) => expect(args(...words)).toHaveLength(1));
  test.each<[readonly string[]]>([
    [['--password=$(PASSWORD)']],
    [['--password-file=/x']],
    [['--password', '--other']],
    [['--token-ttl=5m']],
    [['--web.config.file=x']],
    [['--password']],
    [['https://host:8080/a@b']],
  ])('is not in the arguments %j', (words) => expect(args(...words)).toEqual([]));
  test('of a resource of prometheus-operator is found', () => {
    expect(
      messages(
        secretInPod,
        objectsModel({
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'Alertmanager',
          metadata: { name: 'a' },
          spec: { containers: [{ name: 'proxy', env: [{ name: 'TOKEN', value: 'x' }] }] },
        }),
      ),
    ).toHaveLength(1);
  });
});
