import { describe, expect, test } from 'vitest';
import { alert, type Component, dashboard, promql, recording, stat } from '../../../lib';
import type { Place, RuleInput } from '../../../lib/analysis/check-input';
import { duplicateName } from '../../../lib/checks/objects/duplicate-name';
import { service } from '../../../lib/manifests/workload';
import { alertRule, dashboardOf, findingsOf, messages, modelWith, recordingRule } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';

const panel = stat('S', { queries: [{ expr: promql`up` }], unit: 'none' });

const inFile = (file: string, object?: string): Place => ({
  file,
  ...(object && { object }),
  locate: () => ({ file, line: 1, column: 1 }),
});
const configMap = (name: string, file = 'a.yaml') => ({
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } },
  place: inFile(file, `ConfigMap shop/${name}`),
});

describe('two objects of one name', () => {
  const of = (...objects: readonly ReturnType<typeof configMap>[]) => messages(duplicateName, modelWith({ objects, origin: 'manifests' }));

  test('are found, and a third one too', () => expect(of(configMap('a'), configMap('b'), configMap('a'), configMap('a'))).toHaveLength(2));
  test('in two files of one folder are found', () => expect(of(configMap('a', 'x/a.yaml'), configMap('a', 'x/b.yaml'))).toHaveLength(1));
  test('in two folders may be for two clusters', () =>
    expect(of(configMap('a', 'test/a.yaml'), configMap('a', 'production/a.yaml'))).toEqual([]));
  test('are found in each of two folders', () => {
    expect(of(configMap('a', 'x/a.yaml'), configMap('a', 'y/a.yaml'), configMap('a', 'x/b.yaml'), configMap('a', 'y/b.yaml'))).toHaveLength(
      2,
    );
  });
});

describe('a rule that is there twice', () => {
  const of = (...places: readonly Place[]) =>
    messages(duplicateName, modelWith({ rules: places.map((place) => alertRule('Down', 'up == 0', { place })), origin: 'manifests' }));

  test('is found', () => expect(of(inFile('a.yaml'), inFile('a.yaml'))).toEqual([expect.stringContaining('alert Down is declared twice')]));
  test('in an object and in its source is not found', () =>
    expect(of(inFile('rules.yaml', 'PrometheusRule shop/rules'), inFile('rules-source.yaml'))).toEqual([]));
  test('with other labels is another one', () => {
    const rules = ['a', 'b'].map((team) => alertRule('Down', 'up == 0', { labels: { team } }));
    expect(messages(duplicateName, modelWith({ rules }))).toEqual([]);
  });
  test('and records something collides', () => {
    const place = inFile('a.yaml');
    expect(
      messages(duplicateName, modelWith({ rules: [recordingRule('a:b', 'up', { place }), recordingRule('a:b', 'up', { place })] })),
    ).toEqual([expect.stringContaining('their samples collide')]);
  });
});

describe('two dashboards', () => {
  const of = (first: Record<string, unknown>, second: Record<string, unknown>) => {
    const place: Place = { locate: (_, at = []) => ({ file: 'a.yaml', line: at[0] === 'uid' ? 2 : at[0] === 'title' ? 3 : 1 }) };
    return findingsOf(duplicateName, modelWith({ dashboards: [dashboardOf(first, { place }), dashboardOf(second, { place })] }));
  };
  test('with one uid are found at the uid', () =>
    expect(of({ title: 'A' }, { title: 'B' })).toMatchObject([{ line: 2, hint: 'Give one of them another uid.' }]));
  test('with one title are found at the title', () =>
    expect(of({ uid: 'a' }, { uid: 'b' })).toMatchObject([{ line: 3, hint: 'Give one of them another title.' }]));
  test('without a uid are not the same', () => expect(of({ uid: '', title: 'A' }, { uid: '', title: 'B' })).toEqual([]));
});

describe('two of one name', () => {
  test('objects are found', () => {
    const twice: Component = {
      name: 'twice',
      objects: ({ namespace }) => [1, 2].map(() => service({ name: 'x', namespace, component: 'twice', ports: { http: 1 } })),
    };
    expect(
      messagesOf(
        stackOf((stack) => stack.install(twice)),
        'duplicate-name',
      ),
    ).toEqual([expect.stringContaining('Service mlops/x')]);
  });

  test('dashboards are found by uid and by title', () => {
    const stack = stackOf((declared) =>
      declared.monitor(
        { name: 'a', labels: { app: 'a' }, port: 1 },
        {
          dashboards: [
            dashboard('x', { title: 'One', panels: [panel] }),
            dashboard('x', { title: 'Two', panels: [panel] }),
            dashboard('y', { title: 'Two', panels: [panel] }),
          ],
        },
      ),
    );
    expect(messagesOf(stack, 'duplicate-name')).toEqual([expect.stringContaining('uid x'), expect.stringContaining('title Two')]);
  });

  test('recordings of one series are found, with other labels they are not', () => {
    const of = (labels: Record<string, string>) => recording('job:up:sum', { expr: promql`sum(up)`, labels });
    const messages = (a: Record<string, string>, b: Record<string, string>) =>
      messagesOf(
        stackOf((stack) => stack.monitor({ name: 'a', labels: { app: 'a' }, port: 1 }, { recordings: [of(a), of(b)] })),
        'duplicate-name',
      );
    expect(messages({}, {})).toHaveLength(1);
    expect(messages({ team: 'a' }, { team: 'b' })).toEqual([]);
  });

  test('alerts with other thresholds and severities are not found', () => {
    const stack = stackOf((declared) =>
      declared.monitor(
        { name: 'a', labels: { app: 'a' }, port: 1 },
        {
          alerts: [
            alert('Many', { expr: promql`count(up) > 10`, severity: 'warning', summary: 'x' }),
            alert('Many', { expr: promql`count(up) > 100`, severity: 'critical', summary: 'x' }),
          ],
        },
      ),
    );
    expect(messagesOf(stack, 'duplicate-name')).toEqual([]);
  });

  test('targets are found', () => {
    const target = { name: 'a', labels: { app: 'a' }, port: 1 };
    expect(
      messagesOf(
        stackOf((stack) => {
          stack.monitor(target);
          stack.monitor(target);
        }),
        'duplicate-name',
      ),
    ).toContainEqual(expect.stringContaining('job a is declared twice'));
  });
});

describe('two alerts of one name', () => {
  const found = (...rules: readonly RuleInput[]) =>
    findingsOf(duplicateName, modelWith({ rules })).map(({ severity, message }) => `${severity}: ${message}`);

  test('that only their expressions tell apart are an information', () => {
    expect(found(alertRule('Slow', 'a > 1'), alertRule('Slow', 'b > 1'))).toEqual([
      'info: two alerts are called Slow and have the same labels: silences, inhibitions and runbooks take them for one',
    ]);
  });
  test('that a label tells apart are not found', () => {
    expect(found(alertRule('Slow', 'a > 1'), alertRule('Slow', 'a > 5', { labels: { severity: 'critical' } }))).toEqual([]);
  });
  test('that are the same in all are found once', () => {
    expect(found(alertRule('Slow', 'a > 1'), alertRule('Slow', 'a > 1'))).toEqual([expect.stringMatching(/^error: .*declared twice/)]);
  });
});
