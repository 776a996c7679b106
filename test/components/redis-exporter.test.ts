import { expect, test } from 'vitest';
import { operator, type RedisExporterProps, redisExporter, secretKey } from '../../lib';
import { mappingsAt } from '../../lib/kubernetes/access';
import { stackOf } from '../support/stacks';

const env = (more: Partial<RedisExporterProps> = {}) => {
  const component = redisExporter({ address: 'redis.shop:6379', ...more });
  const objects = stackOf((stack) => stack.install(component), { backend: operator() }).toJson();
  const workload = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'redis-exporter');
  return mappingsAt(workload, 'spec', 'template', 'spec', 'containers')[0]![0].env;
};

test('the exporter of Redis needs no password where Redis asks for none', () =>
  expect(env()).toEqual([{ name: 'REDIS_ADDR', value: 'redis://redis.shop:6379' }]));

test('the exporter of Redis reads its password from the Secret, and speaks TLS where it is told to', () =>
  expect(env({ tls: true, user: 'monitor', password: secretKey('redis', 'password') })).toEqual([
    { name: 'REDIS_ADDR', value: 'rediss://redis.shop:6379' },
    { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } },
    { name: 'REDIS_USER', value: 'monitor' },
  ]));

test.each([
  [{ password: 'hunter2' }, 'a text is here, and a reference to a Secret belongs here'],
  [{ address: 'redis' }, '"redis" is no address'],
  [{ tls: false }, 'false is not true'],
])('the exporter of Redis says what is wrong with %j', (more, message) => {
  const { problems = [] } = redisExporter({ address: 'redis.shop:6379', ...more } as unknown as RedisExporterProps);
  expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
});
