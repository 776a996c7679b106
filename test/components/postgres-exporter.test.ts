import { describe, expect, test } from 'vitest';
import { operator, type PostgresExporterProps, postgresExporter, secretKey } from '../../lib';
import { mappingsAt } from '../../lib/kubernetes/access';
import { stackOf } from '../support/stacks';

const props: PostgresExporterProps = { address: 'postgres.shop:5432', user: 'monitor', password: secretKey('postgres', 'password') };
const objects = (more: Partial<PostgresExporterProps> = {}) =>
  stackOf((stack) => stack.install(postgresExporter({ ...props, ...more })), { backend: operator() })
    .toJson()
    .filter(({ metadata }) => metadata.name === 'postgres-exporter');
const specOf = (kind: string, more?: Partial<PostgresExporterProps>) => objects(more).find((object) => object.kind === kind)!.spec;
const env = (more?: Partial<PostgresExporterProps>) =>
  mappingsAt({ spec: specOf('Deployment', more) }, 'spec', 'template', 'spec', 'containers')[0]![0].env;
const endpoint = (more?: Partial<PostgresExporterProps>) =>
  mappingsAt({ spec: specOf('ServiceMonitor', more) }, 'spec', 'endpoints')[0]![0];
const problems = (more: object) => postgresExporter({ ...props, ...more } as PostgresExporterProps).problems!.map(({ message }) => message);

describe('the exporter of PostgreSQL', () => {
  const ofKey = (key: string) => ({ valueFrom: { secretKeyRef: { name: 'postgres', key } } });

  test('reads its password from the Secret, and asks for TLS', () =>
    expect(env()).toEqual([
      { name: 'DATA_SOURCE_PASS', ...ofKey('password') },
      { name: 'DATA_SOURCE_URI', value: 'postgres.shop:5432/postgres?sslmode=require' },
      { name: 'DATA_SOURCE_USER', value: 'monitor' },
    ]));

  test('takes its user from a Secret, too', () =>
    expect(env({ user: secretKey('postgres', 'user') })).toContainEqual({ name: 'DATA_SOURCE_USER', ...ofKey('user') }));

  test('names the server, not itself, as the instance', () =>
    expect(endpoint().relabelings).toContainEqual({ action: 'replace', targetLabel: 'instance', replacement: 'postgres.shop:5432' }));

  test('is asked as often as its interval says', () => {
    expect(endpoint().interval).toBeUndefined();
    expect(endpoint({ interval: '1m' }).interval).toBe('1m');
  });

  test('may reach its server, in the cluster or outside of it', () =>
    expect(postgresExporter(props).connections!({ namespace: 'monitoring' } as never)).toEqual([
      { from: 'postgres-exporter', to: { kind: 'internet' }, ports: [5432] },
      { from: 'postgres-exporter', to: { kind: 'namespace', namespace: 'shop' }, ports: [] },
    ]));

  test.each([
    [{ password: 'hunter2' }, 'a text is here, and a reference to a Secret belongs here'],
    [{ address: 'postgres' }, '"postgres" is no address'],
    [{ address: undefined }, 'address is missing'],
    [{ sslMode: 'off' }, '"off" is not disable, require or verify-full'],
    [{ adress: 'x' }, 'postgresExporter() has no option adress'],
  ])('says what is wrong with %j', (more, message) => expect(problems(more)).toContainEqual(expect.stringContaining(message)));

  test('says so where it gets no options', () =>
    expect(postgresExporter(undefined as never).problems!.map(({ hint }) => hint)).toHaveLength(1));
});
