import { describe, expect, test } from 'vitest';
import { grafana, type KubernetesObject, kubeStateMetrics, nodeExporter, postgresExporter, redisExporter, secretKey } from '../../lib';
import { backends, stackOf } from '../support/stacks';

/** Every number that a security context of an object names as its user, by the object's name. */
function usersOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'runAsUser' ? [member as number] : usersOf(member)));
}

const password = secretKey('databases', 'password');
const exporters = [postgresExporter({ address: 'postgres:5432', user: 'monitor', password }), redisExporter({ address: 'redis:6379' })];

describe.each(backends)('the pods of $name', (backend) => {
  const stack = stackOf((to) => to.install(grafana(), kubeStateMetrics(), nodeExporter(), ...exporters), { backend });
  const users = new Map(
    stack
      .toJson()
      .map((object: KubernetesObject) => [object.metadata.name, [...new Set(usersOf(object))]] as const)
      .filter(([, numbers]) => numbers.length > 0),
  );

  test('are those of all components', () => {
    expect([...users.keys()].sort()).toEqual(
      ['alertmanager', 'grafana', 'kube-state-metrics', 'node-exporter', 'prometheus', ...exporters.map(({ name }) => name)].sort(),
    );
  });

  test('share no user, so that none reads the files of another through /proc', () => {
    const numbers = [...users.values()].flat();
    expect(numbers).toHaveLength(5 + exporters.length);
    expect(new Set(numbers).size).toBe(5 + exporters.length);
  });

  test('have no user that images and nodes have of their own', () => {
    expect(Math.min(...[...users.values()].flat())).toBeGreaterThan(10_000);
  });
});
