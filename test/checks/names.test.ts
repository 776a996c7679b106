import { describe, expect, test } from 'vitest';
import { alert, type Component, dashboard, promql, recording, stat } from '../../lib';
import { serviceScrape } from '../../lib/manifests/scrape';
import { service } from '../../lib/manifests/workload';
import { messagesOf, stackOf } from '../support/stacks';

const panel = stat('S', { queries: [{ expr: promql`up` }], unit: 'none' });

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

describe('a monitor of a component', () => {
  const component = (labels: Record<string, string>, port: string): Component => ({
    name: 'thing',
    objects: ({ namespace }) => [service({ name: 'thing', namespace, component: 'thing', ports: { http: 1 } })],
    scrapes: ({ namespace }) => [serviceScrape({ job: 'thing', namespace, port, matchLabels: labels, sources: [], reach: {} })],
  });
  const messages = (labels: Record<string, string>, port: string) =>
    messagesOf(
      stackOf((stack) => stack.install(component(labels, port))),
      'selects-nothing',
    );

  test('that no Service answers is found', () =>
    expect(messages({ app: 'thign' }, 'http')).toEqual([expect.stringContaining('app=thign')]));
  test('of a port that the Service lacks is found', () =>
    expect(messages({ app: 'thing' }, 'metrics')).toEqual([expect.stringMatching(/port metrics.*its ports are http/)]));
  test('that selects its Service is not found', () => expect(messages({ app: 'thing' }, 'http')).toEqual([]));
  test('of what runs elsewhere is not judged', () => {
    expect(
      messagesOf(
        stackOf((stack) => stack.monitor({ name: 'elsewhere', labels: { app: 'elsewhere' }, port: 'http' })),
        'selects-nothing',
      ),
    ).toEqual([]);
  });
});
