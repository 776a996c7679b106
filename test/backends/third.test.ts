import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grafana } from '../../lib';
import { stackOf } from '../support/stacks';
import { perNode } from './third';

describe('a third backend', () => {
  const stack = stackOf((to) => to.install(grafana()), { backend: perNode() });
  const objects = stack.toJson();
  const named = (kind: string) =>
    objects
      .filter((object) => object.kind === kind)
      .map(({ metadata }) => metadata.name)
      .sort();

  test('is what it does differently: at most 40 lines', () => {
    const text = readFileSync(join(__dirname, 'third.ts'), 'utf8');
    const body = text.slice(text.indexOf('export const')).trimEnd();
    expect(body.split('\n').length).toBeLessThanOrEqual(40);
  });

  test('runs its own kind of pods', () => expect(named('DaemonSet')).toEqual(['alertmanager', 'prometheus']));

  test('gets policies for its pods', () => expect(named('NetworkPolicy')).toEqual(['alertmanager', 'grafana', 'prometheus']));

  test('has no finding', () => expect(stack.findings()).toEqual([]));

  test('needs nothing in the cluster that it does not bring', () =>
    expect([...stack.files().keys()].filter((file) => file.startsWith('setup/'))).toEqual([]));
});
